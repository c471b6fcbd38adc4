import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Import } from '@dozo/client'
import { bytesIn } from '../given.ts'
import { session, type Session } from '../login-file.ts'
import { progress, table } from '../print.ts'
import { refuse, say } from '../words.ts'
import { preview } from './import-preview.ts'

export async function list(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { search: { type: 'string' }, sort: { type: 'string' }, size: { type: 'string' } },
  })
  const type = positionals[0] ?? refuse('使い方: dozo entries list 定義', 'Usage: dozo entries list TYPE')
  const { client, site } = session()
  const page = { size: Number(values.size ?? 20) }
  const { data } = await client.entries.list({
    site,
    query: {
      type,
      page,
      ...(values.search ? { search: values.search } : {}),
      ...(values.sort ? { sort: values.sort } : {}),
    },
  })
  const heads = ['#', say('題名', 'title'), say('状態', 'status'), say('更新', 'updated')]
  console.log(
    table([
      heads,
      ...data.map((entry) => [String(entry.number), entry.title, entry.status, entry.updatedAt]),
    ]),
  )
}

/** What the name of a file ends with says its form. */
const formOf = (file: string) => (/\.csv$/i.test(file) ? 'csv' : /\.xlsx$/i.test(file) ? 'xlsx' : 'ndjson')

/** `entries import TYPE FILE`: sends NDJSON, CSV or XLSX and follows the import to its end. Ctrl-C cancels it behind its current block. */
export async function importFile(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      mode: { type: 'string' },
      locale: { type: 'string' },
      map: { type: 'string', multiple: true },
      publish: { type: 'boolean' },
      'dry-run': { type: 'boolean' },
      'create-missing': { type: 'boolean' },
      encoding: { type: 'string' },
      preview: { type: 'boolean' },
    },
  })
  const [type, file] = positionals
  if (!type || !file)
    refuse('使い方: dozo entries import 定義 ファイル', 'Usage: dozo entries import TYPE FILE')
  const known = session()
  const form = {
    format: formOf(file!),
    ...(values.encoding ? { encoding: values.encoding as 'cp932' } : {}),
  } as const
  if (values.preview) return preview(known, { type: type!, ...form }, await bytesIn(file!))
  const mapping = values.map
    ? JSON.stringify(Object.fromEntries(values.map.map((pair) => pair.split('=', 2))))
    : undefined
  const { data } = await known.client.imports.create({
    site: known.site,
    query: {
      type: type!,
      ...form,
      ...(values.key ? { key: values.key } : {}),
      ...(values.mode ? { mode: values.mode as 'upsert' } : {}),
      ...(values.locale ? { locale: values.locale } : {}),
      ...(mapping ? { mapping } : {}),
      ...(values.publish ? { publish: true } : {}),
      ...(values['dry-run'] ? { dryRun: true } : {}),
      ...(values['create-missing'] ? { createMissing: true } : {}),
    },
    body: await bytesIn(file!),
  })
  const ended = await follow(known, data)
  await report(known, ended)
}

async function follow({ client, site }: Session, begun: Import): Promise<Import> {
  const bar = progress(say('取り込み', 'Importing'))
  let current = begun
  const cancel = () => void client.imports.cancel({ site, id: begun.id }).catch(() => undefined)
  process.once('SIGINT', cancel)
  while (current.status === 'waiting' || current.status === 'running') {
    bar.at(current.done, current.total ?? 0)
    await wait(200)
    current = (await client.imports.get({ site, id: begun.id })).data
  }
  bar.at(current.done, current.total ?? 0)
  bar.end()
  process.removeListener('SIGINT', cancel)
  return current
}

async function report({ client, site }: Session, ended: Import): Promise<void> {
  const { created, updated, skipped, failed } = ended
  const rehearsal = ended.dryRun
    ? say('（確認のみ。書き込んでいません）', ' (dry run: nothing was written)')
    : ''
  console.log(
    say(
      `作成 ${created}、更新 ${updated}、変更なし ${skipped}、エラー ${failed}${rehearsal}`,
      `${created} created, ${updated} updated, ${skipped} unchanged, ${failed} refused${rehearsal}`,
    ),
  )
  if (ended.status === 'cancelled') console.log(say('途中で中止しました。', 'Cancelled on the way.'))
  if (ended.status === 'failed')
    refuse(`取り込みに失敗しました: ${ended.error}`, `The import failed: ${ended.error}`)
  if (failed === 0) return
  const response = await client.imports.errors({ site, id: ended.id })
  const lines = (await response.text()).trim().split('\n')
  for (const line of lines.slice(0, 10)) {
    const { line: number, errors } = JSON.parse(line) as {
      line: number
      errors: { path: string; message: string }[]
    }
    console.error(
      say(`${number}行目`, `line ${number}`),
      errors.map((error) => `${error.path} ${error.message}`).join(' / '),
    )
  }
  if (lines.length > 10)
    console.error(say(`…ほか ${lines.length - 10} 行`, `… and ${lines.length - 10} more lines`))
  process.exitCode = 1
}

/** `entries export TYPE [FILE]`: what `entries import` takes. */
export async function exportFile(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      stage: { type: 'string' },
      format: { type: 'string' },
      encoding: { type: 'string' },
      filter: { type: 'string' },
      fields: { type: 'string' },
    },
  })
  const [type, file] = positionals
  if (!type) refuse('使い方: dozo entries export 定義 [ファイル]', 'Usage: dozo entries export TYPE [FILE]')
  const { client, site } = session()
  const stage = values.stage === 'live' ? 'live' : 'work'
  const response = await client.exports.entries({
    site,
    query: {
      type: type!,
      stage,
      format: (values.format ?? formOf(file ?? '')) as 'csv',
      ...(values.encoding ? { encoding: values.encoding as 'cp932' } : {}),
      ...(values.filter ? { filter: values.filter } : {}),
      ...(values.fields ? { fields: values.fields } : {}),
    },
  })
  const body = Readable.fromWeb(response.body as never)
  await pipeline(body, file ? createWriteStream(file) : process.stdout, { end: file !== undefined })
}

/** `entries undo IMPORT`: takes back all that an import did, and follows it to its end. */
export async function undo([id]: string[]): Promise<void> {
  if (!id) return refuse('使い方: dozo entries undo 取り込みのID', 'Usage: dozo entries undo IMPORT')
  const { client, site } = session()
  let current = (await client.imports.undo({ site, id })).data
  const bar = progress(say('取り消し', 'Undoing'))
  while (current.undo?.status === 'waiting' || current.undo?.status === 'running') {
    bar.at(current.undo.done + current.undo.kept, current.created + current.updated)
    await wait(200)
    current = (await client.imports.get({ site, id })).data
  }
  bar.end()
  const { done = 0, kept = 0, status, error } = current.undo ?? {}
  if (status === 'failed') refuse(`取り消しに失敗しました: ${error}`, `The undo failed: ${error}`)
  console.log(say(`取り消し ${done}、そのまま ${kept}`, `${done} taken back, ${kept} left as they are`))
  if (kept > 0) console.error((await (await client.imports.kept({ site, id })).text()).trim())
}

/** `entries resume IMPORT`: goes on with an import that failed or was cancelled. */
export async function resume([id]: string[]): Promise<void> {
  if (!id) return refuse('使い方: dozo entries resume 取り込みのID', 'Usage: dozo entries resume IMPORT')
  const known = session()
  const { data } = await known.client.imports.resume({ site: known.site, id })
  await report(known, await follow(known, data))
}

/** `entries refused IMPORT [FILE]`: refused lines as they were sent, with their reasons; once mended, `entries import` takes them. */
export async function refused(args: string[]): Promise<void> {
  const [id, file] = args
  if (!id)
    return refuse(
      '使い方: dozo entries refused 取り込みのID [ファイル]',
      'Usage: dozo entries refused IMPORT [FILE]',
    )
  const { client, site } = session()
  const { body } = await client.imports.refused({ site, id })
  const to = file ? createWriteStream(file) : process.stdout
  await pipeline(Readable.fromWeb(body as never), to, { end: file !== undefined })
}

/** `entries imports` */
export async function imports(): Promise<void> {
  const { client, site } = session()
  const { data } = await client.imports.list({ site })
  const heads = [
    'ID',
    say('定義', 'type'),
    say('状態', 'status'),
    say('作成', 'created'),
    say('更新', 'updated'),
    say('エラー', 'refused'),
  ]
  console.log(
    table([
      heads,
      ...data.map((one) => [
        one.id,
        one.type,
        one.dryRun ? say(`${one.status}（確認のみ）`, `${one.status} (dry run)`) : one.status,
        String(one.created),
        String(one.updated),
        String(one.failed),
      ]),
    ]),
  )
}
