// Files are named by their path where lines leave or come in: ids mean nothing elsewhere.
import type { Field } from '@dozo/content-model/definition'
import { isObject } from '@dozo/content-model/fields/object-value'
import { someWithin, withBodies } from '@dozo/content-model/fields/within'
import type { ModelType } from '@dozo/content-model/query/model'
import type { Values } from '@dozo/content-model/values'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { isUuid } from '#lib/uuid.ts'
import { idsAt, pathsOf } from '#features/files/live.ts'

type Change = (name: string) => string

const holdsFiles = ({ type }: Field): boolean =>
  type === 'image' || type === 'file' || type === 'gallery' || type === 'rich_text'

/** The values with the name of every file changed, also in groups and blocks. */
function withNames(type: ModelType, values: Values, change: Change): Values {
  const fields = type.definition.fields.filter((field) => someWithin(field, holdsFiles))
  if (fields.length === 0) return values
  const changed = { ...values }
  for (const field of fields) {
    const value = values[field.key]
    if (value === undefined || value === null) continue
    const byLanguage =
      field.localized && isObject(value) && !('file' in value) && typeof value['type'] !== 'string'
    changed[field.key] = byLanguage
      ? Object.fromEntries(Object.entries(value).map(([key, own]) => [key, renamed(field, own, change)]))
      : renamed(field, value, change)
  }
  return changed
}

function renamed(field: Field, value: unknown, change: Change): unknown {
  if (!holdsFiles(field)) return withBodies(field, value, (child, own) => renamed(child, own, change))
  if (field.type === 'rich_text') return inDocument(value, change, 0)
  if (Array.isArray(value)) return value.map((one) => oneRenamed(one, change))
  const one = oneRenamed(value, change)
  return field.type === 'gallery' && (typeof one === 'string' || isObject(one)) ? [one] : one
}

const deepest = 64

/** What is no document stays as it is, to be refused by name. */
function inDocument(node: unknown, change: Change, depth: number): unknown {
  if (!isObject(node) || depth > deepest) return node
  const { attrs, content } = node
  if (node['type'] === 'image' && isObject(attrs) && typeof attrs['file'] === 'string')
    return { ...node, attrs: { ...attrs, file: change(attrs['file']) } }
  return Array.isArray(content)
    ? { ...node, content: content.map((child) => inDocument(child, change, depth + 1)) }
    : node
}

function oneRenamed(use: unknown, change: Change): unknown {
  if (typeof use === 'string') return change(use)
  return isObject(use) && typeof use['file'] === 'string' ? { ...use, file: change(use['file']) } : use
}

/** Values of lines with ids in place of paths. A path at which no file is stays, for the field's check to refuse by name. */
export async function withFileIds(tx: Tx, type: ModelType, lines: readonly Values[]): Promise<Values[]> {
  const paths = new Set<string>()
  const collect: Change = (name) => {
    if (!isUuid(name)) paths.add(tidyPath(name))
    return name
  }
  for (const values of lines) withNames(type, values, collect)
  if (paths.size === 0) return [...lines]
  const ids = await idsAt(tx, [...paths])
  return lines.map((values) => withNames(type, values, (name) => ids.get(tidyPath(name)) ?? name))
}

/** A path, or an address: `/files/news/a%20b.png`, with a host before it or without. */
function tidyPath(name: string): string {
  const address = /^(?:https?:\/\/[^/]+)?\/files\/([^?#]*)/.exec(name.trim())?.[1]
  return (address === undefined ? name.trim().replace(/^\/+/, '') : decoded(address)).normalize('NFC')
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Rows for a file that leaves, with paths in place of ids. */
export async function withFilePaths<Row extends { values: Values }>(
  ctx: Ctx,
  type: ModelType,
  rows: readonly Row[],
): Promise<Row[]> {
  const ids = new Set<string>()
  const collect: Change = (id) => {
    if (isUuid(id)) ids.add(id)
    return id
  }
  for (const row of rows) withNames(type, row.values, collect)
  if (ids.size === 0) return [...rows]
  const paths = await pathsOf(ctx, [...ids])
  return rows.map((row) => ({
    ...row,
    values: withNames(type, row.values, (id) => paths.get(id) ?? id),
  }))
}
