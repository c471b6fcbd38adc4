// From stored values to what readers get: one language, flat attributes, relations as far as they were asked for.
import { fieldOf, type Field } from '@dozo/content-model/definition'
import type { FileUse } from '@dozo/content-model/fields/file-value'
import { isObject } from '@dozo/content-model/fields/object-value'
import { entriesIn, filesIn, type RichNode } from '@dozo/content-model/fields/rich-text'
import { typeOf } from '@dozo/content-model/fields/index'
import { labelOf } from '@dozo/content-model/fields/select'
import { bodiesOf, someWithin, withBodies } from '@dozo/content-model/fields/within'
import type { ModelType, Selection } from '@dozo/content-model/query/model'
import { valueIn, type Values } from '@dozo/content-model/values'
import { shownFile, type LiveFile } from '#features/files/live.ts'
import { withFiles } from './rich-text-files.ts'
import { withLinks, type LinkedEntry } from './rich-text-links.ts'
import { toHtml } from './rich-text-html.ts'
import { toMarkdown } from './rich-text-markdown.ts'
import { sanitisedHtml } from './sanitised-html.ts'

/** What rendering needs of an entry, whichever statement read it: the attributes that were asked for, and its fields. */
export type Source = {
  id: string
  number?: number
  key?: string | null
  parent_id?: string | null
  position?: number
  live_version?: number | null
  published_at?: Date | null
  created_at?: Date
  updated_at?: Date
  /** In every language … */
  values?: Values | null
  /** … or in the one that is read. */
  flat?: Values | null
  /** What points here, for the reverse relations that are read. */
  reverse?: Map<string, string[]>
}

/** The value of a field in the language that is read; null and nothing are the same. */
export function readIn(field: Field, source: Source, { locale, fallback }: Language): unknown {
  if (field.type === 'reverse') return source.reverse?.get(field.key) ?? []
  return source.flat ? source.flat[field.key] : valueIn(field, source.values ?? {}, locale, fallback)
}

export type Language = { locale: string; fallback: string | null }
/** Entries that relations point to, by id, with their type; those that are not live are missing. */
export type Related = {
  entries: Map<string, { type: ModelType; source: Source }>
  /** Names of members that are shown. */
  people: Map<string, string>
  /** Files that everybody may see. */
  files: Map<string, LiveFile>
  /** What texts link to, of what everybody may see. */
  links: Map<string, LinkedEntry>
}

export function render(
  type: ModelType,
  source: Source,
  selection: Selection,
  language: Language,
  related: Related,
): Values {
  const wanted = selection.attributes
  const has = (name: string) => wanted === null || wanted.has(name)
  const entry: Values = { id: source.id, type: type.definition.key }
  if (has('number')) entry['number'] = source.number
  if (has('key')) entry['key'] = source.key
  if (has('locale')) entry['locale'] = language.locale
  if (has('version')) entry['version'] = source.live_version
  if (has('status') && wanted !== null) entry['status'] = 'live'
  if (shows('parent', type, selection))
    entry['parent'] = source.parent_id && related.entries.has(source.parent_id) ? source.parent_id : null
  if (shows('position', type, selection)) entry['position'] = source.position
  if (has('publishedAt')) entry['publishedAt'] = source.published_at?.toISOString() ?? null
  if (has('updatedAt')) entry['updatedAt'] = source.updated_at?.toISOString()
  if (has('createdAt')) entry['createdAt'] = source.created_at?.toISOString()
  for (const [key, inner] of selection.fields) {
    const field = fieldOf(type.definition, key)
    if (field) entry[key] = renderField(field, source, inner, language, related)
  }
  return entry
}

function renderField(
  field: Field,
  source: Source,
  inner: Selection | null,
  language: Language,
  related: Related,
): unknown {
  const value = readIn(field, source, language)
  if (value === undefined || value === null)
    return field.many || ['multi_select', 'gallery', 'repeat', 'blocks'].includes(field.type)
      ? []
      : (typeOf(field).start ?? null)
  // What points here was found among what readers see.
  if (field.type === 'reverse' && !inner) return value
  if (field.type !== 'relation' && field.type !== 'reverse')
    return renderValue(field, value, language, related) ?? null
  const many = field.many || field.type === 'reverse'
  const ids = (many ? value : [value]) as string[]
  const shown = ids.flatMap((id) => {
    const target = related.entries.get(id)
    // Who points to something that is not live points to nothing.
    if (!target) return []
    return [inner ? render(target.type, target.source, forType(inner, target.type), language, related) : id]
  })
  return many ? shown : (shown[0] ?? null)
}

/** A value as readers get it, also within another: there, relations are ids of what is live, and nobody points to anything else. */
function renderValue(field: Field, value: unknown, language: Language, related: Related): unknown {
  if (field.type === 'rich_text')
    return richText(withLinks(withFiles(value as RichNode, related.files, language), related.links))
  if (field.type === 'html') return sanitisedHtml(String(value))
  if (field.type === 'member') {
    const people = [value].flat().flatMap((id) => {
      const name = related.people.get(String(id))
      return name === undefined ? [] : [{ id, name }]
    })
    return field.many ? people : people[0]
  }
  if (showsFiles.has(field.type)) return renderFiles(field, value, language, related)
  if (field.type === 'relation') {
    const live = idsWithin(field, value).filter((id) => related.entries.has(id))
    return field.many ? live : live[0]
  }
  if (field.delivered === 'both') {
    const both = (one: unknown) => ({ value: one, label: labelOf(one, field, language.locale) })
    return Array.isArray(value) ? value.map(both) : both(value)
  }
  if (!field.fields && !field.kinds) return value
  return withBodies(field, value, (child, own) => renderValue(child, own, language, related))
}

function renderFiles(field: Field, value: unknown, language: Language, { files }: Related): unknown {
  const of = field.type === 'file' ? 'file' : 'image'
  const shown = [value].flat().flatMap((use) => {
    const file = isUse(use) && files.get(use.file)
    return file ? [shownFile(file, use, language, of)] : []
  })
  return field.type === 'gallery' ? shown : shown[0]
}

const isUse = (value: unknown): value is FileUse => isObject(value) && typeof value['file'] === 'string'

/** Of what was asked for, the fields that this type has. */
const forType = (selection: Selection, type: ModelType): Selection => ({
  attributes: selection.attributes,
  fields: new Map([...selection.fields].filter(([key]) => fieldOf(type.definition, key) !== undefined)),
})

const richText = (value: unknown) => ({
  json: value,
  html: toHtml(value as RichNode),
  markdown: toMarkdown(value as RichNode),
})

/** Whether a field, or one within it, points to other entries. */
export const leadsOn = (field: Field): boolean => someWithin(field, ({ type }) => type === 'relation')

/** What a value points to. It may have the shape of a definition that was changed a moment ago. */
function idsWithin(
  field: Field,
  value: unknown,
  types: readonly Field['type'][] = ['relation', 'reverse'],
): string[] {
  if (types.includes(field.type)) return [value].flat().filter((id) => typeof id === 'string')
  return bodiesOf(field, value).flatMap(({ fields, values }) =>
    fields.flatMap((child) => idsWithin(child, values[child.key], types)),
  )
}

const showsFiles = new Set<Field['type']>(['image', 'file', 'gallery'])

/** Files that a value shows, also within it and in rich text. */
function filesWithin(field: Field, value: unknown): string[] {
  if (showsFiles.has(field.type)) return [value].flat().flatMap((use) => (isUse(use) ? [use.file] : []))
  if (field.type === 'rich_text') return isObject(value) ? filesIn(value as RichNode) : []
  return bodiesOf(field, value).flatMap(({ fields, values }) =>
    fields.flatMap((child) => filesWithin(child, values[child.key])),
  )
}

/** Entries that the texts within a value link to. */
function linksWithin(field: Field, value: unknown): string[] {
  if (field.type === 'rich_text') return isObject(value) ? entriesIn(value as RichNode) : []
  return bodiesOf(field, value).flatMap(({ fields, values }) =>
    fields.flatMap((child) => linksWithin(child, values[child.key])),
  )
}

const mayLink = (field: Field): boolean => someWithin(field, ({ type }) => type === 'rich_text')
const mayShowFiles = (field: Field): boolean =>
  someWithin(field, ({ type }) => showsFiles.has(type) || type === 'rich_text')
const namesMember = (field: Field): boolean => someWithin(field, ({ type }) => type === 'member')

type Shown = [type: ModelType, sources: readonly Source[], selection: Selection, language: Language]

/** What `read` finds in the values that the selection shows of these entries, in the fields that may hold such things. */
const inShown = (
  [type, sources, selection, language]: Shown,
  may: (field: Field) => boolean,
  read: (field: Field, value: unknown) => string[],
): string[] =>
  [...selection.fields.keys()]
    .flatMap((key) => fieldOf(type.definition, key) ?? [])
    .filter(may)
    .flatMap((field) => sources.flatMap((source) => read(field, readIn(field, source, language))))

/** Files that the selection shows of these entries. */
export const filesShown = (...shown: Shown): string[] => inShown(shown, mayShowFiles, filesWithin)

/** Entries that the texts link to which the selection shows of these entries. */
export const linksShown = (...shown: Shown): string[] => inShown(shown, mayLink, linksWithin)

/** Members that the selection shows of these entries. */
export const peopleIn = (...shown: Shown): string[] =>
  inShown(shown, namesMember, (field, value) => idsWithin(field, value, ['member']))

/** A place in a tree is shown unasked only where there is a tree. */
export const shows = (name: 'parent' | 'position', type: ModelType, { attributes }: Selection): boolean =>
  attributes === null ? type.definition.kind === 'tree' : attributes.has(name)

/** Ids that the selection follows in these entries, and those of parents that it shows. */
export function idsIn(
  type: ModelType,
  sources: readonly Source[],
  selection: Selection,
  language: Language,
): Set<string> {
  const parents = shows('parent', type, selection) ? sources.flatMap((source) => source.parent_id ?? []) : []
  const ids = new Set<string>(parents)
  for (const [key, inner] of selection.fields) {
    const field = fieldOf(type.definition, key)
    if (!field || !(leadsOn(field) || (field.type === 'reverse' && inner))) continue
    for (const source of sources) {
      const value = readIn(field, source, language)
      for (const id of idsWithin(field, value)) ids.add(id)
    }
  }
  return ids
}
