import type { WrittenDefinition, WrittenKind } from '@dozo/content-model/definition'
import { readModelText } from '@dozo/content-model/model-text'
import { strFromU8, unzipSync } from 'fflate'

/** A thing of the model and the file that it came in. */
export type ModelFile =
  { file: string; what: 'type'; body: WrittenDefinition } | { file: string; what: 'kind'; body: WrittenKind }
/** What is wrong with a file before anything is known of the site. */
export type WrongFile = { file: string; code: 'yaml' | 'shape' | 'twice' | 'zip' | 'big'; more: string }
export type ReadFiles = { files: ModelFile[]; wrong: WrongFile[]; left: string[] }

const mostBytes = 2_000_000
const isModel = (name: string) => /\.ya?ml$/i.test(name)

/** Reads YAML files and ZIP files of them. What else a pulled model holds (groups, APIs, the site) is left and named. */
export async function readFiles(chosen: readonly File[]): Promise<ReadFiles> {
  const found: ReadFiles = { files: [], wrong: [], left: [] }
  for (const file of chosen)
    for (const [name, text] of await textsOf(file, found.wrong)) readOne(name, text, found)
  return found
}

async function textsOf(file: File, wrong: WrongFile[]): Promise<[name: string, text: string][]> {
  const big = (name: string) => {
    wrong.push({ file: name, code: 'big', more: '' })
    return false
  }
  if (!/\.zip$/i.test(file.name))
    return file.size > mostBytes ? (big(file.name), []) : [[file.name, await file.text()]]
  try {
    const entries = unzipSync(new Uint8Array(await file.arrayBuffer()), {
      filter: ({ name, originalSize }) => isModel(name) && (originalSize <= mostBytes || big(name)),
    })
    return Object.entries(entries).map(([name, bytes]) => [name, strFromU8(bytes)])
  } catch {
    wrong.push({ file: file.name, code: 'zip', more: '' })
    return []
  }
}

function readOne(file: string, text: string, { files, wrong, left }: ReadFiles): void {
  const read = readModelText(text)
  if ('line' in read) return void wrong.push({ file: `${file}:${read.line}`, code: 'yaml', more: read.why })
  if ('shape' in read) return void wrong.push({ file, code: 'shape', more: '' })
  const what = whatOf(file, text, read.thing)
  if (!what) return void left.push(file)
  const one = { file, what, body: read.thing as unknown } as ModelFile
  const other = files.find((known) => known.what === what && known.body.key === one.body.key)
  if (other) wrong.push({ file, code: 'twice', more: other.file })
  else files.push(one)
}

/** As its first line says, or its folder, or what it looks like; nothing for what is no type and no shared block. */
function whatOf(file: string, text: string, thing: Record<string, unknown>): ModelFile['what'] | undefined {
  const schema = /^#.*\$schema=\S*\/\$defs\/(\w+)/.exec(text)?.[1]
  const folder = file.split('/').at(-2)
  if (schema) return { ContentTypeDefinition: 'type' as const, BlockKindDefinition: 'kind' as const }[schema]
  if (folder === 'content-types') return 'type'
  if (folder === 'block-kinds') return 'kind'
  if (!('fields' in thing)) return undefined
  return 'kind' in thing ? 'type' : 'kind'
}
