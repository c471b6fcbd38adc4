import { shapeIssues } from './check-shape.ts'
import { checkTemplates } from './computed.ts'
import { checkConditions } from './conditions.ts'
import {
  BlockKindDefinition,
  ContentTypeDefinition,
  Field as FieldSchema,
  type Field,
  type WrittenDefinition,
  type WrittenKind,
} from './definition.ts'
import { typeOf } from './fields/index.ts'
import { innerFields } from './fields/within.ts'
import { issue, type Issue } from './issue.ts'
import { limits } from './limits.ts'
import { holderOf, placeAsWritten, shallowAsWritten, withSharedKinds } from './shared-kinds.ts'

/** Flat attributes of a reply and words of the query grammar: no field may be called so. */
export const reservedKeys = new Set([
  'id',
  'type',
  'key',
  'number',
  'locale',
  'locales',
  'status',
  'version',
  'etag',
  'createdAt',
  'updatedAt',
  'publishedAt',
  'createdBy',
  'parent',
  'position',
  'and',
  'or',
  'not',
  'filter',
  'sort',
  'fields',
  'page',
  'count',
  'fallback',
])

/** Every object of JavaScript has these: a look-up of such a key would find a function where there is no value. */
const inherited = new Set(Object.getOwnPropertyNames(Object.prototype))

const everyField = new Set<string>([
  'key',
  'type',
  'name',
  'help',
  'note',
  'showIf',
  'requireIf',
  'required',
  'unique',
  'default',
  'localized',
  'filterable',
  'searchable',
  'neverDelivered',
])

/**
 * What is wrong with a definition, whatever it is: nothing about its shape is taken for granted, so that what people send, import or
 * pull from elsewhere can be given to it as it came. `types`: keys relations may point to; nothing: not checked. `shared`: the kinds of
 * blocks it may use; what is wrong within one of them is told where it is used. Never throws.
 */
export function checkDefinition(
  definition: WrittenDefinition,
  types?: readonly string[],
  shared: readonly WrittenKind[] = [],
): Issue[] {
  const shape = shapeIssues(ContentTypeDefinition, definition, '')
  if (shape.length > 0) return shape
  const filled = withSharedKinds(definition, shared)
  const found = [
    ...checkFields(filled.fields, '/fields', 0, { counted: { fields: 0 }, types }),
    ...checkNamedFields(filled),
    ...checkTemplates(filled),
    ...checkConditions(filled),
  ]
  const told = new Map(
    found.map((one) => {
      const path = placeAsWritten(definition, one.path)
      return [JSON.stringify([path, one.code, one.params]), { ...one, path }]
    }),
  )
  return [...told.values()]
}

/** What is wrong with a kind of block that is to be shared, as `checkDefinition` says it, with pointers into the kind. */
export function checkSharedKind(
  kind: WrittenKind,
  types: readonly string[] | undefined,
  shared: readonly WrittenKind[],
): Issue[] {
  const shape = shapeIssues(BlockKindDefinition, kind, '')
  if (shape.length > 0) return shape
  const at = '/fields/0/kinds/0'
  return checkDefinition(holderOf(kind), types, shared).map((one) => ({
    ...one,
    path: one.path.startsWith(at) ? one.path.slice(at.length) : one.path,
  }))
}

type State = { counted: { fields: number }; types: readonly string[] | undefined }

function checkFields(fields: readonly Field[], at: string, depth: number, state: State): Issue[] {
  if (depth > limits.nesting) return [issue(at, 'nested_too_deep', { limit: limits.nesting })]
  state.counted.fields += fields.length
  if (fields.length > limits.fields) return [issue(at, 'too_many_items', { limit: limits.fields })]
  if (state.counted.fields > limits.allFields)
    return [issue(at, 'too_many_fields', { limit: limits.allFields })]
  return fields.flatMap((field, i) => {
    const path = `${at}/${i}`
    // The schema of a definition says of fields within fields only that they are objects.
    const shape = depth > 0 ? shapeIssues(FieldSchema, shallowAsWritten(field), path) : []
    if (shape.length > 0) return shape
    const twice = fields.findIndex((other) => other.key === field.key) !== i
    const reserved = inherited.has(field.key) || (depth === 0 && reservedKeys.has(field.key))
    return [
      ...(twice ? [issue(`${path}/key`, 'key_twice', { key: field.key })] : []),
      ...(reserved ? [issue(`${path}/key`, 'key_reserved', { key: field.key })] : []),
      ...checkField(field, path, depth, state.types),
      ...innerFields(field).flatMap((inner) => checkFields(inner.fields, path + inner.at, depth + 1, state)),
    ]
  })
}

function checkField(
  field: Field,
  path: string,
  depth: number,
  types: readonly string[] | undefined,
): Issue[] {
  const type = typeOf(field)
  const strange = Object.keys(field).filter(
    (key) => !everyField.has(key) && !type.options.includes(key as keyof Field),
  )
  const found = [
    ...strange.map((key) =>
      issue(`${path}/${key}`, 'option_not_for_type', { option: key, type: field.type }),
    ),
    ...type.checkOptions(field).map((one) => ({ ...one, path: path + one.path })),
    ...(field.unique && !type.canBeUnique
      ? [issue(`${path}/unique`, 'cannot_be_unique', { type: field.type })]
      : []),
    ...(field.filterable && type.operators.length === 0
      ? [issue(`${path}/filterable`, 'cannot_be_filtered', { type: field.type })]
      : []),
    ...(field.searchable && !type.canBeSearched
      ? [issue(`${path}/searchable`, 'cannot_be_searched', { type: field.type })]
      : []),
    ...(type.isComputed ? computedOnly(field, path) : []),
    ...(depth > 0 ? topLevelOnly(field, path) : []),
    ...(depth > 0 && type.onlyTop ? [issue(`${path}/type`, 'top_level_only')] : []),
    ...(field.localized && !type.canBeLocalized
      ? [issue(`${path}/localized`, 'cannot_be_localized', { type: field.type })]
      : []),
    ...(types ? unknownTargets(field, path, types) : []),
  ]
  return found.length > 0 ? found : checkDefault(field, path)
}

/** What nobody writes can neither be asked for nor begin with anything. */
const computedOnly = (field: Field, path: string): Issue[] =>
  (['required', 'requireIf', 'default'] as const)
    .filter((key) => field[key] !== undefined && field[key] !== false)
    .map((key) => issue(`${path}/${key}`, 'option_not_for_type', { option: key, type: field.type }))

const ofEntries = [
  'localized',
  'unique',
  'filterable',
  'searchable',
  'neverDelivered',
  'showIf',
  'requireIf',
] as const
const topLevelOnly = (field: Field, path: string): Issue[] =>
  ofEntries.filter((key) => field[key]).map((key) => issue(`${path}/${key}`, 'top_level_only'))

const unknownTargets = (field: Field, path: string, types: readonly string[]): Issue[] =>
  (field.to ?? [])
    .filter((key) => !types.includes(key))
    .map((key) => issue(`${path}/to`, 'type_unknown', { key }))

function checkDefault(field: Field, path: string): Issue[] {
  if (field.default === undefined) return []
  const type = typeOf(field)
  return type
    .check(type.normalise(field.default, field), field)
    .map((one) => ({ ...one, path: `${path}/default${one.path}` }))
}

function checkNamedFields(definition: ContentTypeDefinition): Issue[] {
  const { fields, titleField, keyField } = definition
  const title = fields.find((field) => field.key === titleField)
  const key = fields.find((field) => field.key === keyField)
  const badTitle =
    titleField !== undefined &&
    !(title && ['text', 'computed', 'slug', 'select', 'date', 'number'].includes(title.type))
  const badKey =
    keyField !== undefined && !(key && ['text', 'slug', 'number'].includes(key.type) && !key.localized)
  return [
    ...(badTitle ? [issue('/titleField', 'title_field')] : []),
    ...(badKey ? [issue('/keyField', 'key_field')] : []),
    ...(definition.ordered && definition.kind !== 'plain' ? [issue('/ordered', 'ordered_plain')] : []),
  ]
}
