import type { ContentTypeDefinition, Field } from './definition.ts'
import { typeOf } from './fields/index.ts'

type JsonSchema = Record<string, unknown>

const described = (field: Field): JsonSchema => ({
  ...typeOf(field).schema(field),
  title: field.name.en,
  description: field.help ? `${field.help.ja} / ${field.help.en}` : field.name.ja,
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
          field.type === 'relation'
            ? relationSchema(field)
            : field.type === 'rich_text'
              ? richTextSchema(field)
              : described(field),
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
  const description = field.help ? `${field.help.ja} / ${field.help.en}` : field.name.ja
  return field.many ? { type: 'array', items: one, description } : { ...one, description }
}

const richTextSchema = (field: Field): JsonSchema => ({
  type: 'object',
  description: field.name.ja,
  properties: {
    json: { type: 'object', additionalProperties: true },
    html: { type: 'string' },
    markdown: { type: 'string' },
  },
})

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
      definition.fields.map((field) => [
        field.key,
        orNull(field.localized ? byLanguage(field) : described(field)),
      ]),
    ),
  }
}
