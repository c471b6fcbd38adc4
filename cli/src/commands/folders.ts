// Folders: who sees and changes what is in them, and what they take.
import { parseArgs } from 'node:util'
import { pathFrom, size } from '../files-named.ts'
import { session } from '../login-file.ts'
import { table } from '../print.ts'
import { refuse, say } from '../words.ts'

/** `folders list [FOLDER]`: those in it, with what each says and how much is in it. */
export async function list([under]: string[]): Promise<void> {
  const { client, site } = session()
  const rows: string[][] = []
  for (let after: string | null = ''; after !== null;) {
    const { data, meta } = await client.folders.list({
      site,
      query: { size: 200, ...(under ? { under: pathFrom(under) } : {}), ...(after ? { after } : {}) },
    })
    for (const { path, files, bytes, ...rules } of data)
      rows.push([path, String(files), size(bytes), rulesIn(rules)])
    after = (meta as { page: { next: string | null } }).page.next
  }
  const heads = [
    say('フォルダー', 'folder'),
    say('ファイル', 'files'),
    say('大きさ', 'size'),
    say('権限と制限', 'rights and limits'),
  ]
  console.log(table([heads, ...rows]))
}

type Rules = {
  view: string[] | null
  edit: string[] | null
  endings: string[] | null
  kinds: string[] | null
  maxSize: number | null
}

const rulesIn = ({ view, edit, endings, kinds, maxSize }: Rules): string =>
  [
    ...Object.entries({ view, edit, endings, kinds }).flatMap(([name, list]) =>
      list === null ? [] : [`${name}=${list.join(',')}`],
    ),
    ...(maxSize === null ? [] : [`max-size=${size(maxSize)}`]),
  ].join(' ')

/** `folders create FOLDER` */
export async function create([path]: string[]): Promise<void> {
  if (!path) return refuse('使い方: dozo folders create フォルダー', 'Usage: dozo folders create FOLDER')
  const { client, site } = session()
  await client.folders.create({ site, body: { path: pathFrom(path) } })
}

const settable = ['view', 'edit', 'endings', 'kinds', 'max-size'] as const
const usage = [
  '使い方: dozo folders set フォルダー [--view グループ,…] [--edit グループ,…] [--endings pdf,…] [--kinds image,…] [--max-size 10MB]（空にすると上のフォルダーに従います）',
  'Usage: dozo folders set FOLDER [--view GROUP,…] [--edit GROUP,…] [--endings pdf,…] [--kinds image,…] [--max-size 10MB] (empty: as the folder above says)',
] as const

/** `folders set FOLDER …`: what is not named stays as it is. `/` is the top folder. */
export async function set(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: Object.fromEntries(settable.map((name) => [name, { type: 'string' as const }])),
  })
  const given = values as Partial<Record<(typeof settable)[number], string>>
  if (positionals[0] === undefined || Object.keys(given).length === 0) return refuse(...usage)
  const { client, site } = session()
  const path = pathFrom(positionals[0])
  const { meta } = await client.folders.list({ site, query: { size: 1, ...(path ? { under: path } : {}) } })
  const { view, edit, endings, kinds, maxSize, etag } = (meta as { folder: Rules & { etag: number } }).folder
  const listOr = (text: string | undefined, or: string[] | null) =>
    text === undefined ? or : text === '' ? null : text.split(',').map((one) => one.trim())
  const body = {
    path,
    view: listOr(given.view, view),
    edit: listOr(given.edit, edit),
    endings: listOr(given.endings, endings),
    kinds: listOr(given.kinds, kinds) as ('image' | 'video' | 'audio' | 'document' | 'other')[] | null,
    maxSize: given['max-size'] === undefined ? maxSize : bytesOf(given['max-size']),
  }
  await client.folders.update({ site, body, ifMatch: etag })
}

const units: Record<string, number> = { '': 1, b: 1, kb: 1e3, mb: 1e6, gb: 1e9 }

function bytesOf(text: string): number | null {
  if (text === '') return null
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?) ?([kmg]?b)?$/i.exec(text.trim()) ?? []
  if (number === undefined) return refuse(...usage)
  return Math.round(Number(number) * units[unit.toLowerCase()]!)
}

/** `folders move FOLDER NEW-FOLDER`: with all that is in it. Old addresses lead on. */
export async function move([from, to]: string[]): Promise<void> {
  if (!from || !to)
    return refuse(
      '使い方: dozo folders move フォルダー 新しい場所',
      'Usage: dozo folders move FOLDER NEW-FOLDER',
    )
  const { client, site } = session()
  const { data } = await client.folders.move({ site, body: { from: pathFrom(from), to: pathFrom(to) } })
  console.log(say(`${data.files} ファイルを移しました。`, `${data.files} files moved.`))
}

/** `folders delete FOLDER`: an empty one. */
export async function remove([path]: string[]): Promise<void> {
  if (!path) return refuse('使い方: dozo folders delete フォルダー', 'Usage: dozo folders delete FOLDER')
  const { client, site } = session()
  await client.folders.delete({ site, query: { path: pathFrom(path) } })
}
