import type { BlockKind, ContentTypeDefinition, Field } from './definition.ts'
import { typeOf } from './fields/index.ts'
import { valuesOf } from './fields/select.ts'

type JsonSchema = Record<string, unknown>

const descriptionOf = ({ name, help }: Field) => (help ? `${help.ja} / ${help.en}` : name.ja)

const described = (field: Field): JsonSchema => ({
  ...typeOf(field).schema(field),
  title: field.name.en,
  description: descriptionOf(field),
})

/** What readers get of a field, also of one within another: there relations are ids. */
export function readerSchema(field: Field): JsonSchema {
  switch (field.type) {
    case 'rich_text':
      return richTextSchema
    case 'group':
      return readerObject(field.fields)
    case 'repeat':
      return { type: 'array', items: readerObject(field.fields) }
    case 'blocks':
      return { type: 'array', items: { anyOf: (field.kinds ?? []).map(readerBlock) } }
    case 'member':
      return field.many ? { type: 'array', items: personSchema } : personSchema
    case 'image':
    case 'file':
      return fileSchema(field.type)
    case 'gallery':
      return { type: 'array', items: fileSchema('image') }
    case 'select':
      return readerChoice(field)
    case 'multi_select':
      return { type: 'array', items: readerChoice(field) }
    default:
      return typeOf(field).schema(field)
  }
}

const number = { type: ['number', 'null'] }
const text = { type: 'string' }

/** A file as readers get it: where it is, what it is, and the words that hold in their language. */
const fileSchema = (of: 'image' | 'file'): JsonSchema => ({
  type: 'object',
  required: ['id', 'url', 'name', 'type', 'size', 'hash'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', format: 'uuid' },
    url: text,
    name: text,
    type: text,
    size: { type: 'integer' },
    hash: { type: 'string', description: 'Added to the address as `?v=`, the file may be kept for a year' },
    width: number,
    height: number,
    ...(of === 'image' ? { placeholder: { type: ['string', 'null'] }, alt: text, focal: focalSchema } : {}),
    caption: text,
    credit: text,
  },
})

const focalSchema = {
  type: ['object', 'null'],
  required: ['x', 'y'],
  additionalProperties: false,
  properties: { x: { type: 'number' }, y: { type: 'number' } },
}

const personSchema: JsonSchema = {
  type: 'object',
  required: ['id', 'name'],
  additionalProperties: false,
  properties: { id: { type: 'string', format: 'uuid' }, name: { type: 'string' } },
}

function readerChoice(field: Field): JsonSchema {
  const value = { type: 'string', enum: valuesOf(field) }
  if (field.delivered !== 'both') return value
  return {
    type: 'object',
    required: ['value', 'label'],
    additionalProperties: false,
    properties: { value, label: { type: 'string' } },
  }
}

const readerObject = (fields: readonly Field[] = []): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(fields.map((field) => [field.key, readerSchema(field)])),
})

const readerBlock = ({ key, name, fields }: BlockKind): JsonSchema => ({
  type: 'object',
  title: name.en,
  required: ['id', 'kind', 'values'],
  additionalProperties: false,
  properties: { id: { type: 'string' }, kind: { const: key }, values: readerObject(fields) },
})

/** What delivery gives of a type, in one language: flat attributes first, then fields (`only` these, when given). */
export function deliverySchema(definition: ContentTypeDefinition, only?: readonly string[]): JsonSchema {
  const fields = definition.fields.filter(
    (field) => !field.neverDelivered && (!only || only.includes(field.key)),
  )
  return {
    type: 'object',
    required: ['id', 'type'],
    properties: {
      ...attributeSchemas,
      ...Object.fromEntries(
        fields.map((field) => [
          field.key,
          field.type === 'relation' || field.type === 'reverse'
            ? relationSchema(field)
            : { ...readerSchema(field), title: field.name.en, description: descriptionOf(field) },
        ]),
      ),
    },
  }
}

const attributeSchemas = {
  id: { type: 'string', format: 'uuid' },
  type: { type: 'string' },
  number: { type: 'integer' },
  key: { type: ['string', 'null'] },
  locale: { type: 'string' },
  version: { type: 'integer' },
  status: { type: 'string' },
  publishedAt: { type: 'string', format: 'date-time' },
  updatedAt: { type: 'string', format: 'date-time' },
  createdAt: { type: 'string', format: 'date-time' },
  parent: { type: ['string', 'null'], format: 'uuid' },
  position: { type: 'integer' },
}

/** An id, or the entry itself when `fields` asks for something of it. */
function relationSchema(field: Field): JsonSchema {
  const one = {
    anyOf: [
      { type: 'string', format: 'uuid' },
      { type: 'object', additionalProperties: true },
    ],
  }
  const description = descriptionOf(field)
  return field.many || field.of ? { type: 'array', items: one, description } : { ...one, description }
}

const richTextSchema: JsonSchema = {
  type: 'object',
  required: ['json', 'html', 'markdown'],
  properties: {
    json: { type: 'object', additionalProperties: true },
    html: { type: 'string' },
    markdown: { type: 'string' },
  },
}

/** What the management API takes as `values` of a type. Localised fields are objects by language; null takes a value away. */
export function inputSchema(definition: ContentTypeDefinition, locales: readonly string[]): JsonSchema {
  const orNull = (schema: JsonSchema) => ({ anyOf: [schema, { type: 'null' }] })
  const byLanguage = (field: Field) => ({
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(locales.map((locale) => [locale, orNull(described(field))])),
  })
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      definition.fields
        .filter((field) => !typeOf(field).isComputed)
        .map((field) => [field.key, orNull(field.localized ? byLanguage(field) : described(field))]),
    ),
  }
}
