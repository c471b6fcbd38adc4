import type { Field } from '@dozo/content-model/definition'
import { isCleanText } from '@dozo/content-model/field-type'
import { typeOf } from '@dozo/content-model/fields/index'
import { acceptedKinds, type FileUse } from '@dozo/content-model/fields/file-value'
import { entriesIn, filesIn, type RichNode } from '@dozo/content-model/fields/rich-text'
import { bodiesOf } from '@dozo/content-model/fields/within'
import type { ModelType } from '@dozo/content-model/query/model'
import type { Values } from '@dozo/content-model/values'
import type { Tx } from '#platform/ctx.ts'
import { invalid, type FieldError } from '#platform/errors.ts'
import type { SiteModel } from '#features/content-types/service.ts'
import { kindsOf } from '#features/files/live.ts'
import * as sql from './sql.ts'

/** `to`: types of entries (nothing: any), kinds of files (nothing: any), or members. */
export type Pointer = {
  id: string
  path: string
  to: { types: readonly string[] | null } | { kinds: readonly string[] | null } | 'members'
}

/** All that values point to, entries, members and files, also inside groups, with the place it stands at. */
export function pointersIn(
  fields: readonly Field[],
  values: Values,
  locales: readonly string[],
  at = '/values',
): Pointer[] {
  return fields.flatMap((field) => {
    const value = values[field.key]
    if (value === undefined || value === null) return []
    const places = field.localized
      ? locales.map((locale) => ({ own: (value as Values)[locale], path: `${at}/${field.key}/${locale}` }))
      : [{ own: value, path: `${at}/${field.key}` }]
    return places.flatMap(({ own, path }) => (own === undefined ? [] : pointersOf(field, own, path)))
  })
}

function pointersOf(field: Field, value: unknown, path: string): Pointer[] {
  if (field.type === 'relation') {
    const ids = typeOf(field).refs(value, field)
    return ids.map((id, i) => ({
      id,
      path: field.many ? `${path}/${i}` : path,
      to: { types: field.to ?? [] },
    }))
  }
  if (field.type === 'member') {
    const ids = [value].flat().map(String)
    return ids.map((id, i) => ({ id, path: field.many ? `${path}/${i}` : path, to: 'members' }))
  }
  if (field.type === 'image' || field.type === 'file') return [usedFile(field, value, path)]
  if (field.type === 'gallery')
    return (value as FileUse[]).map((use, i) => usedFile(field, use, `${path}/${i}`))
  if (field.type === 'rich_text')
    return [
      ...filesIn(value as RichNode).map((id): Pointer => ({ id, path, to: { kinds: ['image'] } })),
      ...entriesIn(value as RichNode).map((id): Pointer => ({ id, path, to: { types: null } })),
    ]
  return bodiesOf(field, value).flatMap((body) => pointersIn(body.fields, body.values, [], path + body.at))
}

const usedFile = (field: Field, value: unknown, path: string): Pointer => ({
  id: (value as FileUse).file,
  path: `${path}/file`,
  to: { kinds: acceptedKinds(field) },
})

/** Wrong ones, looked up in one statement for entries, members and files each. */
export async function badPointers(
  tx: Tx,
  model: SiteModel,
  pointers: readonly Pointer[],
): Promise<FieldError[]> {
  const toEntries = pointers.flatMap(({ to, ...one }) =>
    within(to, 'types') ? [{ ...one, to: to.types }] : [],
  )
  const toFiles = pointers.flatMap(({ to, ...one }) =>
    within(to, 'kinds') ? [{ ...one, to: to.kinds }] : [],
  )
  const toMembers = pointers.filter(({ to }) => to === 'members')
  const types = new Map<string, string>()
  if (toEntries.length > 0)
    for (const row of await sql.typesOf(tx, [...new Set(toEntries.map(({ id }) => id))]))
      types.set(row.id, model.byId(row.type_id)?.definition.key ?? '')
  const members = new Set<string>()
  if (toMembers.length > 0)
    for (const row of await sql.membersOf(tx, [...new Set(toMembers.map(({ id }) => id))]))
      members.add(row.id)
  const kinds = toFiles.length > 0 ? await kindsOf(tx, [...new Set(toFiles.map(({ id }) => id))]) : new Map()
  return [
    ...toEntries.flatMap(({ id, path, to }): FieldError[] => {
      const type = types.get(id)
      if (type === undefined) return [{ path, code: 'entry_missing', params: { id } }]
      return to === null || to.includes(type)
        ? []
        : [{ path, code: 'entry_of_other_type', params: { allowed: to.join(', ') } }]
    }),
    ...toMembers.flatMap(({ id, path }): FieldError[] =>
      members.has(id) ? [] : [{ path, code: 'member_missing', params: { id } }],
    ),
    ...toFiles.flatMap(({ id, path, to }): FieldError[] => {
      const kind = kinds.get(id)
      if (kind === undefined) return [{ path, code: 'file_missing', params: { id } }]
      return to === null || to.includes(kind)
        ? []
        : [{ path, code: 'file_of_other_kind', params: { allowed: to.join(', ') } }]
    }),
  ]
}

const within = <K extends string>(
  to: Pointer['to'],
  key: K,
): to is Extract<Pointer['to'], Record<K, unknown>> => typeof to === 'object' && key in to

/** As `badPointers`, for many entries at once: what is wrong with each. */
export async function badPointersOf(
  tx: Tx,
  model: SiteModel,
  entries: readonly (readonly Pointer[])[],
): Promise<FieldError[][]> {
  const named = entries.flatMap((pointers, i) =>
    pointers.map((one) => ({ ...one, path: `${i} ${one.path}` })),
  )
  const found = entries.map((): FieldError[] => [])
  for (const error of await badPointers(tx, model, named)) {
    const space = error.path.indexOf(' ')
    found[Number(error.path.slice(0, space))]!.push({ ...error, path: error.path.slice(space + 1) })
  }
  return found
}

/** Keys stand in addresses and in an index: one line of at most 200 characters. */
export function keyIssues(key: string): Omit<FieldError, 'path'>[] {
  if (!isCleanText(key) || /[\r\n\t]/.test(key)) return [{ code: 'control_characters' }]
  return [...key].length > 200 ? [{ code: 'too_long', params: { limit: 200 } }] : []
}

/** A parent is an entry of the same tree. That it is no descendant is seen when both are written. Throws 422. */
export async function checkParent(
  tx: Tx,
  type: ModelType,
  before: string | null | undefined,
  parentId: string | null,
): Promise<void> {
  if (parentId === null || parentId === before) return
  if (type.definition.kind !== 'tree') throw invalid({ parent: 'not_a_tree' })
  const [found] = await sql.typesOf(tx, [parentId])
  if (found?.type_id !== type.id)
    throw invalid([{ path: '/parent', code: 'entry_missing', params: { id: parentId } }])
}
