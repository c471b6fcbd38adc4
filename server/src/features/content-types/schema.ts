import Type, { type Static } from 'typebox'
import { ContentTypeDefinition as Definition, Field, Rule, Words } from '@dozo/content-model/definition'

export const ContentType = Type.Object(
  {
    id: Type.String(),
    key: Type.String(),
    name: Words,
    kind: Type.Enum(['plain', 'single', 'tree']),
    titleField: Type.Optional(Type.String()),
    keyField: Type.Optional(Type.String()),
    ordered: Type.Optional(Type.Enum(['manual'])),
    maxEntries: Type.Optional(Type.Integer()),
    fields: Type.Array(Field),
    rules: Type.Optional(Type.Array(Rule)),
    entries: Type.Integer({ description: 'How many entries there are' }),
    overflow: Type.Array(Type.String(), {
      description:
        'Filterable fields for which no index column was left: filters on them are slow and limited',
    }),
    etag: Type.Integer(),
  },
  { title: 'ContentType', additionalProperties: false },
)
export type ContentType = Static<typeof ContentType>

export const Step = Type.Object(
  {
    kind: Type.Enum(['add', 'remove', 'change']),
    path: Type.String(),
    destructive: Type.Boolean(),
    code: Type.String(),
    message: Type.String(),
  },
  { title: 'ChangeStep', additionalProperties: false },
)
export type Step = Static<typeof Step>

export const UpdateQuery = Type.Object(
  { destructive: Type.Optional(Type.Boolean({ description: 'Go ahead although values may be lost' })) },
  { additionalProperties: false },
)
export type UpdateQuery = Static<typeof UpdateQuery>

export { Definition }
