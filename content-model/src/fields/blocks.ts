import type { BlockKind, Field } from '../definition.ts'
import { checkRange, fieldType } from '../field-type.ts'
import { issue, type Issue } from '../issue.ts'
import { limits } from '../limits.ts'
import { isUse } from '../shared-kinds.ts'
import { withIds } from './block-ids.ts'
import { checkInner, normaliseInner, plainInner, refsInner, schemaInner } from './group.ts'
import { isObject, strangeKeys, tidyObject } from './object-value.ts'

export type Block = { id: string; kind: string; values: Record<string, unknown> }

const parts = ['id', 'kind', 'values']
const idPattern = '^[A-Za-z0-9_-]{1,40}$'
const isBlockId = (id: unknown) => typeof id === 'string' && new RegExp(idPattern).test(id)

const kindOf = (block: Record<string, unknown>, field: Field): BlockKind | undefined =>
  field.kinds?.find((kind) => kind.key === block['kind'])

function checkKinds(field: Field): Issue[] {
  const kinds = field.kinds ?? []
  if (kinds.length === 0) return [issue('/kinds', 'required')]
  return kinds.flatMap((kind, i) => {
    if (isUse(kind)) return [issue(`/kinds/${i}/use`, 'block_kind_unknown', { key: kind.use })]
    const { key } = kind
    return kinds.findIndex((other) => other.key === key) === i
      ? []
      : [issue(`/kinds/${i}/key`, 'key_twice', { key })]
  })
}

function normaliseBlock(value: unknown, field: Field): unknown {
  if (!isObject(value)) return value
  const block = tidyObject(value, parts) as Record<string, unknown>
  const kind = kindOf(block, field)
  if (!kind) return block
  const { id, values = {}, kind: key, ...strange } = block
  return { ...(id === undefined ? {} : { id }), kind: key, values: normaliseInner(values, kind), ...strange }
}

function checkBlock(block: unknown, field: Field): Issue[] {
  if (!isObject(block)) return [issue('', 'wrong_type', { expected: '{kind, values}' })]
  const kind = kindOf(block, field)
  const allowed = (field.kinds ?? []).map(({ key }) => key)
  return [
    ...strangeKeys(block, '', parts),
    ...(isBlockId(block['id']) ? [] : [issue('/id', 'block_id')]),
    ...(kind
      ? checkInner(block['values'], kind).map((found) => ({ ...found, path: `/values${found.path}` }))
      : [issue('/kind', 'not_an_option', { allowed: allowed.slice(0, 20).join(', ') })]),
  ]
}

function checkTwice(blocks: readonly unknown[]): Issue[] {
  const seen = new Set<unknown>()
  return blocks.flatMap((block, i) => {
    const id = isObject(block) ? block['id'] : undefined
    if (seen.has(id)) return [issue(`/${i}/id`, 'block_id_twice')]
    if (id !== undefined) seen.add(id)
    return []
  })
}

const withKind = <T>(value: unknown, field: Field, read: (values: unknown, kind: BlockKind) => T): T[] =>
  (value as Block[]).flatMap((block) => {
    const kind = isObject(block) ? kindOf(block, field) : undefined
    return kind ? [read(block.values, kind)] : []
  })

/** Parts of a page, each of one of the kinds that the field names, in any order and as often as wanted; each keeps its id. */
export const blocks = fieldType({
  type: 'blocks',
  label: { ja: 'ブロック', en: 'Blocks' },
  options: ['kinds', 'min', 'max'],
  canBeSearched: true,
  checkOptions: (field) => [...checkKinds(field), ...checkRange(field, 'min', 'max')],
  normalise: (value, field) =>
    Array.isArray(value) ? withIds(value.map((block) => normaliseBlock(block, field))) : value,
  check(value, field) {
    if (!Array.isArray(value)) return [issue('', 'wrong_type', { expected: '[{kind, values}]' })]
    const most = Math.min(field.max ?? limits.repeatItems, limits.repeatItems)
    if (value.length > most) return [issue('', 'too_many_items', { limit: most })]
    if (field.min !== undefined && value.length < field.min)
      return [issue('', 'too_few_items', { limit: field.min })]
    const found = value.flatMap((block, i) =>
      checkBlock(block, field).map((one) => ({ ...one, path: `/${i}${one.path}` })),
    )
    return [...checkTwice(value), ...found].slice(0, 20)
  },
  schema: (field) => ({
    type: 'array',
    items: {
      anyOf: (field.kinds ?? []).map((kind) => ({
        type: 'object',
        title: kind.name.en,
        required: ['kind'],
        additionalProperties: false,
        properties: {
          id: { type: 'string', pattern: idPattern },
          kind: { const: kind.key },
          values: schemaInner(kind),
        },
      })),
    },
  }),
  plainText: (value, field) => withKind(value, field, plainInner).join('\n'),
  refs: (value, field) => [...new Set(withKind(value, field, refsInner).flat())],
})
