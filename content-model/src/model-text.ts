// A model file: one thing in YAML, as people and version control like to read it. The same text wherever it is written.
import { parseDocument, stringify } from 'yaml'
import { tidy } from './tidy.ts'

/** What people look for first, first; the rest in the order of the alphabet, so that a file differs only where the model does. */
const first = [
  'key',
  'path',
  'operation',
  'type',
  'ja',
  'en',
  'value',
  'name',
  'help',
  'kind',
  'titleField',
  'keyField',
  'ordered',
  'maxEntries',
]
const last = ['options', 'fields', 'endpoints', 'grants']
const place = (key: string) =>
  first.includes(key) ? first.indexOf(key) : last.includes(key) ? 1000 + last.indexOf(key) : 500

type Pair = { key: unknown }
const inOrder = (a: Pair, b: Pair): number => {
  const [one, other] = [String(a.key), String(b.key)]
  return place(one) - place(other) || (one < other ? -1 : 1)
}

/** `schema`: where `schema.json` lies, seen from the file. `name`: which of its schemas the file follows. */
export function modelText(thing: object, { schema, name }: { schema: string; name: string }): string {
  const text = stringify(thing, { lineWidth: 110, aliasDuplicateObjects: false, sortMapEntries: inOrder })
  return `# yaml-language-server: $schema=${schema}#/$defs/${name}\n${text}`
}

/** What stands in the text of a model file; or why it is none, with the line where that was seen. */
export type ModelThing = { thing: Record<string, unknown> } | { line: number; why: string } | { shape: true }

export function readModelText(text: string): ModelThing {
  const document = parseDocument(text, { prettyErrors: true })
  const [wrong] = document.errors
  if (wrong)
    return { line: wrong.linePos?.[0].line ?? 1, why: (wrong.message.split('\n')[0] ?? '').replace(/:$/, '') }
  const value = valueOf(document)
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return { shape: true }
  return { thing: tidy(value as Record<string, unknown>) }
}

/** Aliases that multiply themselves are nobody's model. */
function valueOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch {
    return undefined
  }
}
