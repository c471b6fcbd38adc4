import type { Field } from '../definition.ts'
import { isUse } from '../shared-kinds.ts'
import { isObject } from './object-value.ts'

/** Fields that belong together, within another field. */
export type Inner = { fields: readonly Field[]; at: string }

/** The fields within a field, with the pointer of each list in the definition: those of a group, those of each kind of blocks. */
export const innerFields = (field: Field): Inner[] => [
  ...(field.fields ? [{ fields: field.fields, at: '/fields' }] : []),
  ...(field.kinds ?? []).flatMap((kind, i) =>
    isUse(kind) ? [] : [{ fields: kind.fields, at: `/kinds/${i}/fields` }],
  ),
]

/** Whether a field, or one within it, is such a one. */
export const someWithin = (field: Field, wanted: (field: Field) => boolean): boolean =>
  wanted(field) || innerFields(field).some(({ fields }) => fields.some((inner) => someWithin(inner, wanted)))

export type Body = Inner & { values: Record<string, unknown> }

/** The places of a value that hold values of fields within, with the pointer of each; what has another shape holds none. */
export function bodiesOf(field: Field, value: unknown): Body[] {
  const body = (own: unknown, fields: readonly Field[] | undefined, at: string): Body[] =>
    fields && isObject(own) ? [{ fields, values: own, at }] : []
  if (field.fields)
    return Array.isArray(value)
      ? value.flatMap((item, i) => body(item, field.fields, `/${i}`))
      : body(value, field.fields, '')
  if (!field.kinds || !Array.isArray(value)) return []
  return value.flatMap((block, i) => {
    if (!isObject(block)) return []
    const kind = field.kinds!.find((one) => one.key === block['kind'])
    return body(block['values'], kind?.fields, `/${i}/values`)
  })
}

/** The value with each value within it changed; what becomes undefined is left out. */
export function withBodies(
  field: Field,
  value: unknown,
  change: (child: Field, own: unknown) => unknown,
): unknown {
  const changed = (own: unknown, fields: readonly Field[] = []) => {
    if (!isObject(own)) return own
    const kept = fields.flatMap((child) => {
      const next = own[child.key] === undefined ? undefined : change(child, own[child.key])
      return next === undefined ? [] : [[child.key, next] as const]
    })
    return Object.fromEntries(kept)
  }
  if (field.fields)
    return Array.isArray(value)
      ? value.map((item) => changed(item, field.fields))
      : changed(value, field.fields)
  if (!field.kinds || !Array.isArray(value)) return value
  return value.map((block) => {
    const kind = isObject(block) && field.kinds!.find((one) => one.key === block['kind'])
    return kind ? { ...block, values: changed(block.values, kind.fields) } : block
  })
}
