import { setTimeout as wait } from 'node:timers/promises'
import { ProblemError, type BulkAction } from '@dozo/client'
import { session, type Session } from '../login-file.ts'
import { progress, table } from '../print.ts'
import { refuse, say } from '../words.ts'

/** `entries publish TYPE`: publishes every draft and every change of a type. Ctrl-C stops it behind its current block. */
export async function publish([type]: string[]): Promise<void> {
  if (!type) return refuse('使い方: dozo entries publish 定義', 'Usage: dozo entries publish TYPE')
  const known = session()
  const body = {
    type,
    filter: { status: { in: ['draft', 'changed'] } },
    action: { kind: 'publish' as const },
  }
  const begun = await known.client['bulk-actions'].create({ site: known.site, body }).catch(nothingToDo)
  const { done, refused } = begun ? await follow(known, begun.data) : { done: 0, refused: 0 }
  console.log(say(`公開 ${done}、エラー ${refused}`, `${done} published, ${refused} refused`))
  if (refused > 0) process.exitCode = 1
}

function nothingToDo(error: unknown): undefined {
  if (error instanceof ProblemError && error.code === 'bulk_empty') return undefined
  throw error
}

async function follow({ client, site }: Session, begun: BulkAction): Promise<BulkAction> {
  const bar = progress(say('公開', 'Publishing'))
  const cancel = () => void client['bulk-actions'].cancel({ site, id: begun.id }).catch(() => undefined)
  process.once('SIGINT', cancel)
  let current = begun
  while (current.finishedAt === null) {
    bar.at(current.done + current.skipped + current.refused, current.total)
    await wait(200)
    current = (await client['bulk-actions'].get({ site, id: begun.id })).data
  }
  bar.end()
  process.removeListener('SIGINT', cancel)
  if (current.status === 'cancelled') console.log(say('途中で中止しました。', 'Cancelled on the way.'))
  if (current.status === 'failed') refuse(`失敗しました: ${current.error}`, `It failed: ${current.error}`)
  if (current.refused > 0) await report({ client, site }, current.id)
  return current
}

type Line = { id: string; title: string | null; errors: { path: string; message: string }[] }
const mostShown = 20

async function report({ client, site }: Pick<Session, 'client' | 'site'>, id: string): Promise<void> {
  const file = await client['bulk-actions'].results({ site, id, query: { only: 'refused' } })
  const lines = (await file.text()).trim().split('\n')
  for (const line of lines.slice(0, mostShown)) {
    const { title, id: entry, errors } = JSON.parse(line) as Line
    console.error(
      `${title ?? entry}: ${errors.map(({ path, message }) => `${path} ${message}`.trim()).join(' / ')}`,
    )
  }
  if (lines.length > mostShown)
    console.error(say(`…ほか ${lines.length - mostShown} 件`, `… and ${lines.length - mostShown} more`))
}

/** `entries schedules`: what goes live and what goes away next. */
export async function schedules(): Promise<void> {
  const { client, site } = session()
  const { data } = await client.schedules.list({ site, query: { size: 100 } })
  const heads = [say('日時', 'at'), say('内容', 'what'), say('版', 'version'), say('題名', 'title')]
  const does = { publish: say('公開', 'publish'), unpublish: say('非公開', 'unpublish') }
  console.log(
    table([
      heads,
      ...data.map(({ at, action, version, entry }) => [
        at,
        does[action],
        version === null ? '–' : String(version),
        entry.title,
      ]),
    ]),
  )
}
