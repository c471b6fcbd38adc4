import Type, { type Static } from 'typebox'
import {
  BlockKindDefinition,
  ContentTypeDefinition as Definition,
  Field,
  Rule,
  Words,
} from '@dozo/content-model/definition'

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
    usedKinds: Type.Array(BlockKindDefinition, {
      description:
        'The shared blocks that its fields name with `use`, and those that these use, as they are now',
    }),
    entries: Type.Integer({ description: 'How many entries there are' }),
    entriesEstimated: Type.Optional(
      Type.Literal(true, { description: 'About so many: more than 10,000 are not counted one by one' }),
    ),
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
    type: Type.Optional(
      Type.String({ description: 'Of a shared block that changes: the content type that uses it' }),
    ),
    path: Type.String(),
    destructive: Type.Boolean(),
    code: Type.String(),
    message: Type.String(),
    entries: Type.Optional(Type.Integer({ description: 'How many entries have a value in the field' })),
    looked: Type.Optional(
      Type.Integer({ description: 'Of a field that changes its type: values looked at, 10,000 at most' }),
    ),
    unfit: Type.Optional(
      Type.Integer({ description: 'How many of those do not fit the new type as they are' }),
    ),
    unconverted: Type.Optional(
      Type.Integer({
        description: 'How many would be left when the others are converted; absent where there is no way',
      }),
    ),
  },
  { title: 'ChangeStep', additionalProperties: false },
)
export type Step = Static<typeof Step>

export const UpdateQuery = Type.Object(
  {
    convert: Type.Optional(
      Type.Boolean({ description: 'Convert values of fields that change their type, where there is a way' }),
    ),
    destructive: Type.Optional(Type.Boolean({ description: 'Go ahead although values may be lost' })),
  },
  { additionalProperties: false },
)
export type UpdateQuery = Static<typeof UpdateQuery>

export { Definition }
