import type { Field } from '../definition.ts'
import { fieldType } from '../field-type.ts'
import { issue, pointerPart, type Issue } from '../issue.ts'
import { isEmpty } from './empty.ts'
import { isObject } from './object-value.ts'
import { typeOf } from './registry.ts'

/** Whatever has fields within: a group, an item of a list, a kind of block. */
type Inside = Pick<Field, 'fields'>

const inner = (value: unknown, field: Inside) =>
  (field.fields ?? []).flatMap((child) => {
    const own = isObject(value) ? value[child.key] : undefined
    return own === undefined || own === null ? [] : [{ child, own }]
  })

/** Values of the fields within, checked like any other; unknown keys are refused. */
export function checkInner(value: unknown, field: Inside): Issue[] {
  if (!isObject(value)) return [issue('', 'wrong_type', { expected: '{…}' })]
  const known = new Set(field.fields?.map((child) => child.key))
  const unknown = Object.keys(value).filter((key) => !known.has(key))
  return [
    ...unknown.map((key) => issue(`/${pointerPart(key)}`, 'unknown_field', { name: key.slice(0, 100) })),
    ...inner(value, field).flatMap(({ child, own }) =>
      typeOf(child)
        .check(own, child)
        .map((found) => ({ ...found, path: `/${child.key}${found.path}` })),
    ),
  ]
}

/** Values within as they are kept. An empty one is a missing key here, too; unknown keys stay, for `checkInner` to name. */
export function normaliseInner(value: unknown, field: Inside): unknown {
  if (!isObject(value)) return value
  const children = new Map(field.fields?.map((child) => [child.key, child]))
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, own]) => {
      const child = children.get(key)
      if (!child) return [[key, own]]
      return isEmpty(own, child) ? [] : [[key, typeOf(child).normalise(own, child)]]
    }),
  )
}

export const schemaInner = (field: Inside) => ({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    (field.fields ?? []).map((child) => [child.key, typeOf(child).schema(child)]),
  ),
})

export const plainInner = (value: unknown, field: Inside) =>
  inner(value, field)
    .map(({ child, own }) => typeOf(child).plainText(own, child))
    .join('\n')

/** Types that point to entries or files. */
const pointing = new Set(['relation', 'image', 'file', 'gallery', 'rich_text'])

/** What is pointed to from inside is kept like that from outside: "what refers to this" finds it just the same. */
export const refsInner = (value: unknown, field: Inside) =>
  inner(value, field).flatMap(({ child, own }) =>
    pointing.has(child.type) || child.fields || child.kinds ? typeOf(child).refs(own, child) : [],
  )

export const group = fieldType({
  type: 'group',
  label: { ja: 'グループ', en: 'Group' },
  isObject: true,
  options: ['fields'],
  canBeSearched: true,
  checkOptions: (field) => (field.fields && field.fields.length > 0 ? [] : [issue('/fields', 'required')]),
  normalise: normaliseInner,
  check: checkInner,
  schema: schemaInner,
  plainText: plainInner,
  refs: refsInner,
})
