import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Embedded } from '#platform/db/embedded.ts'
import { alive } from '#platform/db/embedded/process.ts'

const program = join(import.meta.dirname, 'embedded-child.ts')
export const isRoot = process.getuid?.() === 0
export const nobody = 65534

export type Started = { pid: number; connection: Embedded['connection'] }

/** An empty data folder, gone again after the test. */
export function dataFolder(owner?: number): { path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(tmpdir(), 'dozo-data-'))
  chmodSync(path, 0o711)
  if (owner !== undefined) chownSync(path, owner, owner)
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** A server process on this data folder; `started` rejects when it ends before it has a database. */
export function startProcess(
  dataDir: string,
  uid?: number,
): { child: ChildProcess; started: Promise<Started> } {
  const options = uid === undefined ? {} : { uid, gid: uid, cwd: '/' }
  const child = fork(program, [dataDir], {
    ...options,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let said = ''
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()))
  const started = Promise.race([
    once(child, 'message').then(([message]) => message as Started),
    once(child, 'close').then(() => Promise.reject(new Error(said))),
  ])
  started.catch(() => undefined)
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) await killHard(child)
    const orphan = await started.then(
      ({ pid }) => pid,
      () => undefined,
    )
    if (orphan !== undefined && alive(orphan)) process.kill(orphan, 'SIGQUIT')
  })
  return { child, started }
}

export async function killHard(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

export async function stopGently(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.send('stop')
  await gone
}
