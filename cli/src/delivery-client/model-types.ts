import type { ContentType } from '@dozo/client'
import { keyOf, typeOf as printed, type Schema } from '@dozo/client/schema-type'
import type { Field } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'
import { readerSchema } from '@dozo/content-model/json-schema'

/** `news_category` is `NewsCategory`. */
export const pascal = (key: string): string =>
  key.replace(/(^|[_-])(\w)/g, (_all, _dash: string, letter: string) => letter.toUpperCase())
/** A content type may be called page or filter, as types of the runtime are: its entries are `PageEntry`. */
export const typeName = (key: string): string => `${pascal(key)}Entry`

const attributes: [name: string, type: string][] = [
  ['number', 'number'],
  ['key', 'string | null'],
  ['locale', 'string'],
  ['version', 'number'],
  ['publishedAt', 'string | null'],
  ['updatedAt', 'string'],
  ['createdAt', 'string'],
]
const treeAttributes: [name: string, type: string][] = [
  ['parent', 'string | null'],
  ['position', 'number'],
]

export const attributesOf = (type: ContentType): [name: string, type: string][] => [
  ...attributes,
  ...(type.kind === 'tree' ? treeAttributes : []),
]

/** What readers may be given of a type, all of it: an endpoint allows some of these fields. */
export function modelType(type: ContentType): string {
  const fields = (type.fields as Field[]).filter((field) => !field.neverDelivered)
  const lines = [
    'id: string',
    `type: ${JSON.stringify(type.key)}`,
    ...attributesOf(type).map(([name, own]) => `${name}: ${own}`),
    ...fields.map((field) => `/** ${comment(field)} */\n  ${keyOf(field.key)}: ${fieldType(field)}`),
  ]
  return `/** ${type.name.ja} / ${type.name.en} */\nexport type ${typeName(type.key)} = {\n  ${lines.join('\n  ')}\n}`
}

// Names are people's texts: none of them may end the comment.
const comment = (field: Field) =>
  `${field.name.ja} / ${field.name.en}`.replaceAll('*/', '* /').replace(/\s+/g, ' ')

function fieldType(field: Field): string {
  const many = field.many || ['multi_select', 'repeat', 'blocks', 'reverse'].includes(field.type)
  const own = valueType(field)
  return many || field.required || typeOf(field).start !== undefined ? own : `${own} | null`
}

function valueType(field: Field): string {
  if (field.type === 'relation') {
    const targets = (field.to ?? []).map((key) => `Relation<${typeName(key)}>`)
    return field.many ? `(${targets.join(' | ')})[]` : targets.join(' | ')
  }
  if (field.of) return `(Relation<${typeName(field.of.type)}>)[]`
  if (field.type === 'rich_text') return '{ json: unknown; html: string; markdown: string }'
  return printed(readerSchema(field) as Schema)
}
