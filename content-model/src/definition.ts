import Type, { type Static } from 'typebox'
import { fieldTypeNames, fileKinds, type FieldTypeName, type FileKind } from './field-names.ts'

/** A filter over the fields of one entry, as it is written down. */
export type Condition = Record<string, unknown>

export {
  fieldOf,
  fieldTypeNames,
  fileKinds,
  isLocalized,
  type FieldTypeName,
  type FileKind,
} from './field-names.ts'

export const Words = Type.Object(
  { ja: Type.String({ minLength: 1, maxLength: 200 }), en: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
)
export type Words = Static<typeof Words>

export const fieldKeyPattern = '^[a-z][a-zA-Z0-9_]{0,39}$'
export const typeKeyPattern = '^[a-z][a-z0-9_]{0,39}$'

export type Weight = 'A' | 'B' | 'C' | 'D'
export type Choice = { value: string; name: Words }
/**
 * One kind of block: what it is called, and the fields that a block of it has. `use`: it is the site's shared kind of that key, put here
 * by `shared-kinds.ts`.
 */
export type BlockKind = { key: string; name: Words; fields: Field[]; use?: string }
/** In a definition as people write it, the name of a shared kind may stand where a kind does. */
export type KindUse = { use: string }
export type WrittenKind = { key: string; name: Words; fields: WrittenField[] }
export type WrittenField = Omit<Field, 'fields' | 'kinds'> & {
  fields?: WrittenField[]
  kinds?: (WrittenKind | KindUse)[]
}

/** A field of a content type. The options at the end belong to some types only; `checkDefinition` refuses them elsewhere. */
export type Field = {
  key: string
  type: FieldTypeName
  name: Words
  help?: Words
  /** For those who write: `help` is also in the documents of an API, this is not. */
  note?: Words
  placeholder?: Words
  /** Conditions over other fields of the entry, in the grammar of queries. */
  showIf?: Condition
  requireIf?: Condition
  required?: boolean
  unique?: boolean
  default?: unknown
  /** Each language has a value of its own. Otherwise one value is shared by all. */
  localized?: boolean
  filterable?: boolean
  searchable?: { weight: Weight }
  /** Stays in the console: no API ever gives it out, filters or sorts by it. */
  neverDelivered?: boolean
  format?: 'email' | 'tel' | 'url' | 'postal_code'
  pattern?: string
  minLength?: number
  maxLength?: number
  integer?: boolean
  min?: number
  max?: number
  options?: Choice[]
  /** What readers get of a choice: what is kept, or that together with its name in their language. */
  delivered?: 'value' | 'both'
  /** Kinds of files that may be chosen. */
  accept?: FileKind[]
  to?: string[]
  many?: boolean
  /** The relation that is read from its other side: a type and a field of it. */
  of?: { type: string; field: string }
  /** What a computed text is made of: `{title} – {date}`. */
  template?: string
  /** The field, of this or another type, whose values are suggested while one writes. */
  suggest?: { type: string; field: string }
  fields?: Field[]
  kinds?: BlockKind[]
}

/** A field of a type, by their keys. */
const otherField = {
  type: 'object',
  required: ['type', 'field'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', pattern: typeKeyPattern },
    field: { type: 'string', pattern: fieldKeyPattern },
  },
}

export const Field = Type.Unsafe<WrittenField>({
  type: 'object',
  title: 'Field',
  required: ['key', 'type', 'name'],
  additionalProperties: false,
  properties: {
    key: { type: 'string', pattern: fieldKeyPattern },
    type: { type: 'string', enum: [...fieldTypeNames] },
    name: Words,
    help: Words,
    note: Words,
    placeholder: Words,
    showIf: { type: 'object' },
    requireIf: { type: 'object' },
    required: { type: 'boolean' },
    unique: { type: 'boolean' },
    default: {},
    localized: { type: 'boolean' },
    filterable: { type: 'boolean' },
    searchable: {
      type: 'object',
      required: ['weight'],
      additionalProperties: false,
      properties: { weight: { type: 'string', enum: ['A', 'B', 'C', 'D'] } },
    },
    neverDelivered: { type: 'boolean' },
    format: { type: 'string', enum: ['email', 'tel', 'url', 'postal_code'] },
    pattern: { type: 'string', minLength: 1, maxLength: 500 },
    minLength: { type: 'integer', minimum: 0, maximum: 1_000_000 },
    maxLength: { type: 'integer', minimum: 1, maximum: 1_000_000 },
    integer: { type: 'boolean' },
    min: { type: 'number' },
    max: { type: 'number' },
    options: {
      type: 'array',
      minItems: 1,
      maxItems: 500,
      items: {
        type: 'object',
        required: ['value', 'name'],
        additionalProperties: false,
        properties: { value: { type: 'string', minLength: 1, maxLength: 100 }, name: Words },
      },
    },
    delivered: { type: 'string', enum: ['value', 'both'] },
    to: {
      type: 'array',
      minItems: 1,
      maxItems: 20,
      uniqueItems: true,
      items: { type: 'string', pattern: typeKeyPattern },
    },
    accept: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string', enum: [...fileKinds] },
    },
    many: { type: 'boolean' },
    template: { type: 'string', minLength: 1, maxLength: 500 },
    of: otherField,
    suggest: otherField,
    // Fields within fields are checked by checkDefinition: a schema that refers to itself has no place in a bundled document.
    fields: { type: 'array', minItems: 1, maxItems: 200, items: { type: 'object' } },
    kinds: {
      type: 'array',
      minItems: 1,
      maxItems: 50,
      items: {
        type: 'object',
        description: 'A kind of its own, or `use` alone: the key of a shared block',
        additionalProperties: false,
        properties: {
          use: { type: 'string', pattern: fieldKeyPattern },
          key: { type: 'string', pattern: fieldKeyPattern },
          name: Words,
          fields: { type: 'array', minItems: 1, maxItems: 200, items: { type: 'object' } },
        },
        if: { required: ['use'] },
        then: { maxProperties: 1 },
        else: { required: ['key', 'name', 'fields'] },
      },
    },
  },
})

/** What must hold between fields before an entry is published, and what is said when it does not. */
export type Rule = { if?: Condition; must: Condition; message: Words; path?: string }

export type Kind = 'plain' | 'single' | 'tree'

export type ContentTypeDefinition = {
  key: string
  name: Words
  kind: Kind
  /** Field shown as the entry's name in lists. */
  titleField?: string
  /** Field whose value is the entry's key: unique, stable, usable in addresses. */
  keyField?: string
  /** Entries stand where somebody puts them, as in a tree, and new ones at the end. */
  ordered?: 'manual'
  /** At most so many entries. */
  maxEntries?: number
  fields: Field[]
  rules?: Rule[]
}

export type WrittenDefinition = Omit<ContentTypeDefinition, 'fields'> & { fields: WrittenField[] }

export const Rule = Type.Unsafe<Rule>({
  type: 'object',
  title: 'Rule',
  required: ['must', 'message'],
  additionalProperties: false,
  properties: {
    if: { type: 'object' },
    must: { type: 'object' },
    message: Words,
    path: { type: 'string', pattern: fieldKeyPattern },
  },
})

export const ContentTypeDefinition = Type.Unsafe<WrittenDefinition>({
  type: 'object',
  title: 'ContentTypeDefinition',
  required: ['key', 'name', 'kind', 'fields'],
  additionalProperties: false,
  properties: {
    key: { type: 'string', pattern: typeKeyPattern },
    name: Words,
    kind: { type: 'string', enum: ['plain', 'single', 'tree'] },
    titleField: { type: 'string' },
    keyField: { type: 'string' },
    ordered: {
      type: 'string',
      enum: ['manual'],
      description: 'Where somebody puts them; only for plain types',
    },
    maxEntries: { type: 'integer', minimum: 1, maximum: 1_000_000 },
    fields: { type: 'array', minItems: 1, maxItems: 200, items: Field },
    rules: { type: 'array', maxItems: 50, items: Rule },
  },
})

/** A kind of block that is defined once for a site. */
export const BlockKindDefinition = Type.Unsafe<WrittenKind>({
  type: 'object',
  title: 'BlockKindDefinition',
  required: ['key', 'name', 'fields'],
  additionalProperties: false,
  properties: {
    key: { type: 'string', pattern: fieldKeyPattern },
    name: Words,
    fields: { type: 'array', minItems: 1, maxItems: 200, items: Field },
  },
})
