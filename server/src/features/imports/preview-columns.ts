import type { ModelType } from '@dozo/content-model/query/model'
import { Problem } from '#platform/errors.ts'
import { nearest } from '#lib/nearest.ts'
import { knownNames, mostErrors } from './columns.ts'
import { targetText, type Target } from './mapping.ts'
import type { ImportPreview } from './schema.ts'

/** More than a content type can take. */
const mostColumns = 1000
const samples = 5
const sampleLength = 200

/** Columns with some of their values, and what an import would take each of them for by its name. */
export function previewColumns(
  type: ModelType,
  locales: readonly string[],
  names: readonly string[],
  valuesOf: (at: number) => readonly unknown[],
): ImportPreview['columns'] {
  if (names.length > mostColumns)
    throw new Problem(422, 'import_too_many_columns', { params: { count: names.length, limit: mostColumns } })
  const known = knownNames(type.definition, locales)
  if (type.definition.kind !== 'tree')
    for (const about of ['parent', 'path', 'position'])
      if (known.get(about)?.about === about) known.delete(about)
  const all = [...known.keys()]
  const into = (target: Target | null | undefined) => (target ? targetText(target) : null)
  let strange = 0
  return names.map((name, at) => {
    const isKnown = known.has(name)
    // Comparing costs time, and a file that is no table at all has thousands of names.
    const near = isKnown || name === '' || strange++ >= mostErrors ? undefined : nearest(name, all)
    return {
      number: at + 1,
      name,
      samples: samplesOf(valuesOf(at)),
      target: into(known.get(name)),
      known: isKnown,
      nearest: near === undefined ? null : into(known.get(near)),
    }
  })
}

function samplesOf(values: readonly unknown[]): string[] {
  const found = new Set<string>()
  for (const value of values) {
    const text = textOf(value)
    if (text !== '') found.add(text)
    if (found.size === samples) break
  }
  return [...found]
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  // Not within a character that is written as two.
  return text
    .trim()
    .slice(0, sampleLength)
    .replace(/[\ud800-\udbff]$/, '')
}
