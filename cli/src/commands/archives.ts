// Many files as one, copies, and what uses and takes how much.
import { createWriteStream, existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { named, pathFrom, size } from '../files-named.ts'
import { session } from '../login-file.ts'
import { table } from '../print.ts'
import { refuse, say } from '../words.ts'

/** `files zip FOLDER [TO]`: a folder and all below it as a ZIP file. */
export async function zip([folder, to]: string[]): Promise<void> {
  if (folder === undefined)
    return refuse('使い方: dozo files zip フォルダー [保存先]', 'Usage: dozo files zip FOLDER [TO]')
  const { client, site } = session()
  const path = pathFrom(folder)
  const target = to ?? `${path.split('/').at(-1) || site}.zip`
  if (existsSync(target)) refuse(`${target} はすでにあります。`, `There already is ${target}.`)
  const answer = await client.files.archive({ site, query: path ? { folder: path } : {} })
  await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(target, { flags: 'wx' }))
}

/** `files unpack FILE [--folder FOLDER] [--private] [--keep-both]`: a ZIP file of the library, file by file. */
export async function unpack(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { folder: { type: 'string' }, private: { type: 'boolean' }, 'keep-both': { type: 'boolean' } },
  })
  const [path] = positionals
  if (!path)
    return refuse(
      '使い方: dozo files unpack パス [--folder フォルダー] [--private] [--keep-both]',
      'Usage: dozo files unpack PATH [--folder FOLDER] [--private] [--keep-both]',
    )
  const known = session()
  const file = await named(known, path)
  const answer = await known.client.files.unpack({
    site: known.site,
    id: file.id,
    body: {
      folder: pathFrom(values.folder ?? file.folder),
      ...(values.private ? { private: true } : {}),
      ...(values['keep-both'] ? { keepBoth: true } : {}),
    },
  })
  for await (const line of createInterface({ input: Readable.fromWeb(answer.body as never) })) {
    const told = JSON.parse(line) as { path: string; as?: string; problem?: { detail: string } }
    if (!told.problem) {
      console.log(told.as ?? told.path)
      continue
    }
    process.exitCode = 1
    console.error(`${told.path}: ${told.problem.detail}`)
  }
}

/** `files copy FILE TO`: with its words. */
export async function copy([path, to]: string[]): Promise<void> {
  if (!path || !to)
    return refuse('使い方: dozo files copy パス 新しいパス', 'Usage: dozo files copy PATH NEW-PATH')
  const known = session()
  const { id } = await named(known, path)
  const places = pathFrom(to).split('/')
  const name = to.endsWith('/') ? '' : places.pop()!
  const body = { folder: places.join('/'), ...(name === '' ? {} : { name }) }
  console.log((await known.client.files.copy({ site: known.site, id, body })).data.url)
}

/** `files used FILE`: entries that show it. */
export async function used([path]: string[]): Promise<void> {
  if (!path) return refuse('使い方: dozo files used パス', 'Usage: dozo files used PATH')
  const known = session()
  const { id } = await named(known, path)
  const { data } = await known.client.files.references({ site: known.site, id, query: { size: 100 } })
  const heads = [say('種類', 'type'), say('項目', 'field'), say('題名', 'title'), 'id']
  console.log(table([heads, ...data.map(({ type, field, title, id: entry }) => [type, field, title, entry])]))
}

/** `files usage`: how much the files of the site take. */
export async function usage(): Promise<void> {
  const { client, site } = session()
  const { files, bytes, earlier, trash } = (await client.files.usage({ site })).data
  console.log(
    table([
      [say('ファイル', 'files'), String(files), size(bytes)],
      [say('以前の版', 'earlier versions'), String(earlier.versions), size(earlier.bytes)],
      [say('ゴミ箱', 'trash'), String(trash.files), size(trash.bytes)],
    ]),
  )
}
