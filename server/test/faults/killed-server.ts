// A server that is killed before the step that a test names, started again, and asked whether all is as it must be.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { startDozo, type Dozo } from '../crash/dozo-process.ts'
import { uploadStories, type Story } from './upload-stories.ts'

type Running = { dozo: Dozo; db: pg.Client }

/** `settings`: more of them for the server. `youngBytes`: how long what comes in is. */
export function useKilledServer(
  settings: () => Promise<Record<string, string>> = async () => ({}),
  youngBytes?: number,
) {
  const running = {} as Running
  const folder = mkdtempSync(join(tmpdir(), 'dozo-kill-'))
  const plan = join(folder, 'plan')
  beforeAll(async () => {
    running.dozo = await startDozo({
      DOZO_LOG: 'silent',
      KILL_PLAN: plan,
      NODE_OPTIONS: `--import=${join(import.meta.dirname, 'kill-at-step.ts')}`,
      ...(await settings()),
    })
    running.db = await running.dozo.connect('postgres')
  }, 120_000)
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await running.db?.end()
    await running.dozo?.end()
  }, 60_000)

  let round = 0
  /** False when it came to its end before that step. `isWell`: must hold afterwards, `what` happened. */
  async function killedAt(
    step: number,
    title: string,
    story: Story,
    isWell: (what: string) => Promise<void>,
  ): Promise<boolean> {
    const name = `f${++round}.bin`
    await story.before?.(name)
    rmSync(`${plan}.done`, { force: true })
    writeFileSync(plan, `${name} ${step}`)
    const answer = await story.act(name)
    const killed = !existsSync(plan)
    rmSync(plan, { force: true })
    const what = killed
      ? `${title}, killed before step ${step}: ${readFileSync(`${plan}.done`, 'utf8')}`
      : title
    if (killed) {
      await running.dozo.kill()
      await running.dozo.start()
    }
    await story.then(name, killed ? undefined : answer).catch((error: unknown) => {
      throw new Error(what, { cause: error })
    })
    await isWell(what)
    return killed
  }

  return { running, killedAt, ...uploadStories(() => running, youngBytes) }
}
