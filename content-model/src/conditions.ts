// Conditions of a definition over the fields of its own entries: when a field is shown, when it is required, what must hold. They are
// written in the grammar of queries and looked at in memory, by the server when something is published and by the console at once.
import type { Condition, ContentTypeDefinition, Field } from './definition.ts'
import { isEmpty } from './fields/empty.ts'
import { typeOf } from './fields/index.ts'
import { issue, type Issue } from './issue.ts'
import { bindFilter, leavesOf, type Binding } from './query/bind-filter.ts'
import { matches } from './query/matches.ts'
import type { BoundFilter, ModelType } from './query/model.ts'
import { parseFilter } from './query/parse-json.ts'
import { valueIn, type Values } from './values.ts'

/** Whether conditions can be about a field: whatever could be filtered by, save what lies in other entries. */
export const isComparable = (field: Field): boolean =>
  field.type !== 'reverse' && typeOf(field).operators.length > 0

/** The type as its conditions see it: every field that could be filtered by is, and nothing lies beyond it. */
const seenType = ({ fields, ...definition }: ContentTypeDefinition): ModelType => {
  const comparable = fields.filter(isComparable)
  return {
    id: '',
    definition: { ...definition, fields: comparable.map((field) => ({ ...field, filterable: true })) },
    columns: Object.fromEntries(comparable.map(({ key }) => [key, key])),
  }
}

function bound(
  condition: unknown,
  definition: ContentTypeDefinition,
): { filter: BoundFilter } | { issues: Issue[] } {
  const parsed = parseFilter(condition)
  if ('issues' in parsed) return parsed
  const binding: Binding = { model: { type: () => undefined }, audience: 'management', issues: [], cost: 0 }
  const filter = bindFilter(parsed.filter, seenType(definition), binding)
  const attributes = leavesOf(filter).flatMap(({ targets }) =>
    targets.flatMap((target) =>
      target.kind === 'attribute' ? [issue('', 'condition_path', { path: target.name })] : [],
    ),
  )
  const issues = [...binding.issues, ...attributes]
  return issues.length > 0 ? { issues } : { filter }
}

/** What is wrong with a condition, at its place in the definition. */
export function checkCondition(condition: unknown, definition: ContentTypeDefinition, at: string): Issue[] {
  const found = bound(condition, definition)
  return 'issues' in found ? found.issues.map((one) => ({ ...one, path: at })) : []
}

/** What must hold says something: of no condition, every entry would be right. */
function checkMust(must: Condition, definition: ContentTypeDefinition, at: string): Issue[] {
  const found = bound(must, definition)
  if ('issues' in found) return found.issues.map((one) => ({ ...one, path: at }))
  return leavesOf(found.filter).length > 0 ? [] : [issue(at, 'rule_empty')]
}

const kept = new WeakMap<object, { definition: ContentTypeDefinition; filter: BoundFilter | null }>()

/** Read once for a definition. A condition that cannot be asked any more is nothing. */
function filterOf(condition: Condition, definition: ContentTypeDefinition): BoundFilter | null {
  const known = kept.get(condition)
  if (known?.definition === definition) return known.filter
  const found = bound(condition, definition)
  const filter = 'filter' in found ? found.filter : null
  kept.set(condition, { definition, filter })
  return filter
}

const nobody = { 'member.id': null, 'member.groups': [], now: '' }

/** Whether a condition holds for the values of an entry as a language reads them; nothing when it cannot be asked. */
export function holds(
  condition: Condition,
  definition: ContentTypeDefinition,
  values: Values,
  locale: string,
): boolean | undefined {
  const filter = filterOf(condition, definition)
  if (!filter) return undefined
  const value = (key: string): unknown => {
    const field = definition.fields.find((one) => one.key === key)
    const own = field && valueIn(field, values, locale, null)
    if (!field || isEmpty(own, field)) return undefined
    const type = typeOf(field)
    const normal = type.normalise(own, field)
    // What is being written, or was sent and not looked at yet, may be anything.
    return type.check(normal, field).length === 0 ? normal : undefined
  }
  return matches(filter, { attribute: () => null, value }, nobody)
}

/** Languages in which a place is looked at: its own, or for what is shared every language that matters. */
type Languages = readonly string[]

const inAny = (
  condition: Condition | undefined,
  definition: ContentTypeDefinition,
  values: Values,
  locales: Languages,
  or: boolean,
) => {
  if (!condition) return or
  const found = (locales.length > 0 ? locales : ['']).map(
    (locale) => holds(condition, definition, values, locale) ?? or,
  )
  return found.includes(true)
}

/** Whether editors see a field. A hidden one keeps its value and is never missing. */
export const isShown = (
  field: Field,
  definition: ContentTypeDefinition,
  values: Values,
  locales: Languages,
): boolean => inAny(field.showIf, definition, values, locales, true)

export const isRequired = (
  field: Field,
  definition: ContentTypeDefinition,
  values: Values,
  locales: Languages,
): boolean => field.required === true || inAny(field.requireIf, definition, values, locales, false)

/** Rules that the values break, each once, at the field that it names. */
export function brokenRules(definition: ContentTypeDefinition, values: Values, locales: Languages): Issue[] {
  return (definition.rules ?? []).flatMap(({ if: when, must, message, path }) => {
    const asked = locales.length > 0 ? locales : ['']
    const broken = asked.filter(
      (locale) =>
        (!when || holds(when, definition, values, locale) === true) &&
        holds(must, definition, values, locale) === false,
    )
    if (broken.length === 0) return []
    const field = definition.fields.find((one) => one.key === path)
    const places = field?.localized
      ? broken.map((locale) => `/values/${path}/${locale}`)
      : [field ? `/values/${path}` : '/values']
    return places.map((at) => ({ ...issue(at, 'rule_broken'), words: message }))
  })
}

/** What is wrong with the conditions and rules of a definition. */
export function checkConditions(definition: ContentTypeDefinition): Issue[] {
  const { fields, rules = [] } = definition
  return [
    ...fields.flatMap((field, i) =>
      (['showIf', 'requireIf'] as const).flatMap((key) =>
        field[key] ? checkCondition(field[key], definition, `/fields/${i}/${key}`) : [],
      ),
    ),
    ...rules.flatMap(({ if: when, must, path }, i) => [
      ...(when ? checkCondition(when, definition, `/rules/${i}/if`) : []),
      ...checkMust(must, definition, `/rules/${i}/must`),
      ...(path === undefined || fields.some(({ key }) => key === path)
        ? []
        : [issue(`/rules/${i}/path`, 'unknown_field', { name: path })]),
    ]),
  ]
}
