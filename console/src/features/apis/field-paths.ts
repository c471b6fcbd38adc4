// What a type has to tick, as paths of the query grammar: its fields, and over its relations those of other types.
import type { ContentType } from '@dozo/client'
import type { Field, Words } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'
import { limits } from '@dozo/content-model/limits'
import { attributes, type AttributeName } from '@dozo/content-model/query/model'

/** What is ticked: fields that are answered or taken, fields that callers may filter by, or sort by. */
export type Purpose = 'read' | 'write' | 'filter' | 'sort'

export type Leaf = {
  path: string
  /** A field's own name; nothing for what every entry has. */
  name?: Words
  attribute?: AttributeName
  /** It can be ticked itself; otherwise it only leads on. */
  tickable: boolean
  /** Types whose fields stand below it. */
  to: readonly string[]
}

const unsent: readonly Field['type'][] = ['computed', 'reverse', 'counter']
/** Of what every entry has, callers filter and sort by these; readers get all of them anyway. */
const asked = Object.keys(attributes).filter((name) => name !== 'status') as AttributeName[]

const fieldsOf = (type: ContentType | undefined): Field[] => (type?.fields ?? []) as Field[]

/** Where a field leads: a relation to its types, a reverse relation to the type that points here. */
function targetsOf(field: Field, purpose: Purpose, depth: number): string[] {
  if (purpose === 'write' || purpose === 'sort' || depth >= limits.hops) return []
  if (field.type === 'relation') return field.to ?? []
  return field.of && purpose === 'read' ? [field.of.type] : []
}

function isTickable(field: Field, purpose: Purpose): boolean {
  if (purpose === 'read') return true
  if (purpose === 'write') return !unsent.includes(field.type)
  if (!field.filterable) return false
  return purpose === 'filter' || typeOf(field).sortable
}

/** One step: what can be ticked of these types, below a path. Of several types everything that any of them has. */
export function leavesOf(
  types: readonly ContentType[],
  keys: readonly string[],
  purpose: Purpose,
  under = '',
): Leaf[] {
  const depth = under === '' ? 0 : under.split('.').length
  const prefix = under === '' ? '' : `${under}.`
  const found = new Map<string, Leaf>()
  const of = keys.flatMap((key) => types.find((one) => one.key === key) ?? [])
  for (const field of of.flatMap(fieldsOf)) {
    // What never leaves the console can still be written from outside.
    if (field.neverDelivered && purpose !== 'write') continue
    // Filters go over a relation to several types one step only.
    const further = of.length > 1 && purpose === 'filter' ? [] : targetsOf(field, purpose, depth)
    const tickable = isTickable(field, purpose)
    if (!tickable && further.length === 0) continue
    const known = found.get(field.key)
    found.set(field.key, {
      path: prefix + field.key,
      name: known?.name ?? field.name,
      tickable: tickable || known?.tickable === true,
      to: [...new Set([...(known?.to ?? []), ...further])],
    })
  }
  const own = purpose === 'filter' || purpose === 'sort' ? asked : []
  return [
    ...found.values(),
    ...own
      .filter((name) => purpose === 'filter' || attributes[name].sortable)
      .map((name): Leaf => ({ path: prefix + name, attribute: name, tickable: true, to: [] })),
  ]
}

/** Whether a path is one that can be ticked. */
export function isKnown(
  types: readonly ContentType[],
  keys: readonly string[],
  purpose: Purpose,
  path: string,
): boolean {
  const names = path.split('.')
  let level: readonly string[] = keys
  for (let i = 0; i < names.length; i++) {
    const at = names.slice(0, i + 1).join('.')
    const leaf = leavesOf(types, level, purpose, names.slice(0, i).join('.')).find((one) => one.path === at)
    if (!leaf) return false
    if (i === names.length - 1) return leaf.tickable
    level = leaf.to
  }
  return false
}

/** Fields for a fixed filter: those of the type, and one step over its relations. Their keys are paths. */
export function comparableFields(type: ContentType, types: readonly ContentType[], own: Field[]): Field[] {
  const beyond = fieldsOf(type).flatMap((field) => {
    const [only, ...others] = field.type === 'relation' ? (field.to ?? []) : []
    if (only === undefined || others.length > 0) return []
    return fieldsOf(types.find(({ key }) => key === only))
      .filter(({ filterable }) => filterable)
      .map((inner) => ({
        ...inner,
        key: `${field.key}.${inner.key}`,
        name: {
          ja: `${field.name.ja} › ${inner.name.ja}`,
          en: `${field.name.en} › ${inner.name.en}`,
        },
      }))
  })
  return [...own, ...beyond]
}
