// Files are named as they stand in their addresses (`news/2026/photo.jpg`), or by their id.
import { createWriteStream, existsSync } from 'node:fs'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { ProblemError, type UploadedFile } from '@dozo/client'
import { bigBytes, dropBig, sendBig } from '../big-file.ts'
import { sendDirect } from '../direct-file.ts'
import { at, named, pathFrom, size } from '../files-named.ts'
import { bytesIn } from '../given.ts'
import { session, type Session } from '../login-file.ts'
import { table } from '../print.ts'
import { Unsent, type Target } from '../upload-target.ts'
import { refuse, say } from '../words.ts'

/** `files upload FILE… [--folder FOLDER] [--private] [--keep-both | --replace] [--direct] [--cancel]` */
export async function upload(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      folder: { type: 'string' },
      private: { type: 'boolean' },
      'keep-both': { type: 'boolean' },
      replace: { type: 'boolean' },
      cancel: { type: 'boolean' },
      direct: { type: 'boolean' },
    },
  })
  if (positionals.length === 0)
    refuse(
      '使い方: dozo files upload ファイル… [--folder フォルダー] [--private] [--keep-both | --replace] [--direct] [--cancel]',
      'Usage: dozo files upload FILE… [--folder FOLDER] [--private] [--keep-both | --replace] [--direct] [--cancel]',
    )
  // An existing file stays public or private as it is: bytes that are meant to be private must not land at a public address.
  if (values.replace && (values.private || values['keep-both']))
    refuse(
      '--replace は、--private や --keep-both と一緒には使えません。',
      '--replace goes with neither --private nor --keep-both.',
    )
  const known = session()
  const folder = pathFrom(values.folder ?? '')
  let refused = 0
  for (const local of positionals) {
    const body = await bytesIn(local)
    const name = basename(local)
    try {
      const replaces = values.replace
        ? await at(known, folder === '' ? name : `${folder}/${name}`)
        : undefined
      const target: Target = {
        folder,
        hidden: values.private ?? false,
        keepBoth: values['keep-both'] ?? false,
        replaces,
      }
      if (values.cancel) {
        await dropBig(known, local, target)
        continue
      }
      const way = values.direct ? sendDirect : body.size >= bigBytes ? sendBig : undefined
      const data = way ? await way(known, local, target) : await send(known, name, body, target)
      const same =
        data.sameAs.length > 0
          ? say(`（同じ内容: ${data.sameAs.join('、')}）`, ` (same bytes: ${data.sameAs.join(', ')})`)
          : ''
      const waits = data.waits ? say('（ウイルス検査を待っています）', ' (waits for the virus scanner)') : ''
      console.log(`${data.url}${waits}${same}`)
    } catch (error) {
      if (!(error instanceof ProblemError || error instanceof Unsent)) throw error
      refused++
      console.error(`${local}: ${error.message}`)
      for (const one of error instanceof ProblemError ? error.errors : [])
        console.error(`  ${one.path} ${one.message}`)
    }
  }
  if (refused > 0) process.exitCode = 1
}

/** In one go. */
async function send(
  { client, site }: Session,
  name: string,
  body: Blob,
  target: Target,
): Promise<UploadedFile> {
  const { folder, hidden, keepBoth, replaces } = target
  if (replaces)
    return (await client.files.replace({ site, id: replaces.id, body, ifMatch: replaces.etag })).data
  const query = {
    name,
    ...(folder ? { folder } : {}),
    ...(hidden ? { private: true } : {}),
    ...(keepBoth ? { keepBoth: true } : {}),
  }
  return (await client.files.upload({ site, query, body })).data
}

/** `files list [FOLDER] [--search TEXT] [--trashed]`: all of them, page by page. */
export async function list(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { search: { type: 'string' }, trashed: { type: 'boolean' } },
  })
  const { client, site } = session()
  const rows: string[][] = []
  for (let after: string | null = ''; after !== null;) {
    const { data, meta } = await client.files.list({
      site,
      query: {
        size: 100,
        ...(positionals[0] ? { folder: pathFrom(positionals[0]) } : {}),
        ...(values.search ? { q: values.search } : {}),
        ...(values.trashed ? { trashed: true } : {}),
        ...(after ? { after } : {}),
      },
    })
    rows.push(
      ...data.map((file) => [
        file.path,
        file.type,
        size(file.size),
        file.width ? `${file.width}×${file.height}` : '',
        file.public ? '' : say('非公開', 'private'),
        file.updatedAt,
      ]),
    )
    after = (meta as { page: { next: string | null } }).page.next
  }
  const heads = [
    say('パス', 'path'),
    say('種類', 'type'),
    say('大きさ', 'size'),
    say('画素', 'pixels'),
    '',
    say('更新', 'updated'),
  ]
  console.log(table([heads, ...rows]))
}

/** `files download FILE [TO]` */
export async function download([path, to]: string[]): Promise<void> {
  if (!path)
    return refuse('使い方: dozo files download パス [保存先]', 'Usage: dozo files download PATH [TO]')
  const known = session()
  const { id, name } = await named(known, path)
  const answer = await known.client.files.content({ site: known.site, id })
  const target = to ?? name
  if (existsSync(target)) refuse(`${target} はすでにあります。`, `There already is ${target}.`)
  await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(target, { flags: 'wx' }))
}

/** `files move FILE TO`: to another place, or with another name. Its old address leads on. */
export async function move([path, to]: string[]): Promise<void> {
  if (!path || !to)
    return refuse('使い方: dozo files move パス 新しいパス', 'Usage: dozo files move PATH NEW-PATH')
  const known = session()
  const file = await named(known, path)
  const places = pathFrom(to).split('/')
  const name = to.endsWith('/') ? '' : places.pop()!
  const { data } = await known.client.files.update({
    site: known.site,
    id: file.id,
    ifMatch: file.etag,
    body: { folder: places.join('/'), ...(name === '' ? {} : { name }) },
  })
  console.log(data.url)
}

/** `files link FILE [--days N]`: an address that opens a private file until then. */
export async function link(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { days: { type: 'string' } },
  })
  const days = Number(values.days ?? 7)
  const path = positionals[0]
  if (!path || !(days > 0 && days <= 366))
    return refuse('使い方: dozo files link パス [--days 日数]', 'Usage: dozo files link PATH [--days N]')
  const known = session()
  const { id } = await named(known, path)
  const expiresAt = new Date(Date.now() + days * 86_400_000).toISOString()
  const { data } = await known.client.files['create-link']({ site: known.site, id, body: { expiresAt } })
  console.log(data.url)
}

/** `files delete FILE…`: into the trash. */
export async function remove(paths: string[]): Promise<void> {
  if (paths.length === 0) return refuse('使い方: dozo files delete パス…', 'Usage: dozo files delete PATH…')
  const known = session()
  for (const path of paths) {
    const { id, etag } = await named(known, path)
    await known.client.files.delete({ site: known.site, id, ifMatch: etag })
  }
}

/** `files restore FILE`: out of the trash. */
export async function restore([text]: string[]): Promise<void> {
  if (!text) return refuse('使い方: dozo files restore パス', 'Usage: dozo files restore PATH')
  const { client, site } = session()
  const path = pathFrom(text)
  const [newest] = (await client.files.list({ site, query: { path, trashed: true } })).data
  if (!newest) return refuse(`ゴミ箱に ${path} はありません。`, `There is no ${path} in the trash.`)
  console.log((await client.files.restore({ site, id: newest.id })).data.url)
}
