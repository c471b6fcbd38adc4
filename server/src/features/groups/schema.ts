import Type, { type Static } from 'typebox'

const Words = Type.Object(
  { ja: Type.String({ minLength: 1, maxLength: 100 }), en: Type.String({ minLength: 1, maxLength: 100 }) },
  { additionalProperties: false },
)

export const Grant = Type.Object(
  {
    permission: Type.String({ minLength: 1, maxLength: 60 }),
    types: Type.Optional(
      Type.Array(Type.String({ maxLength: 40 }), {
        minItems: 1,
        maxItems: 200,
        description: 'Only these content types',
      }),
    ),
    own: Type.Optional(Type.Boolean({ description: 'Only entries that the member made' })),
    condition: Type.Optional(
      Type.Unsafe<Record<string, unknown>>({
        type: 'object',
        description: 'Only entries that meet this filter',
      }),
    ),
    fields: Type.Optional(
      Type.Array(Type.String({ maxLength: 100 }), {
        minItems: 1,
        maxItems: 200,
        description: 'Only these fields',
      }),
    ),
  },
  { title: 'Grant', additionalProperties: false },
)
export type Grant = Static<typeof Grant>

export const Group = Type.Object(
  {
    id: Type.String(),
    key: Type.String(),
    name: Words,
    builtin: Type.Boolean({ description: 'Comes with every site and cannot be changed' }),
    grants: Type.Array(Grant),
    members: Type.Integer(),
    etag: Type.Integer(),
  },
  { title: 'Group', additionalProperties: false },
)
export type Group = Static<typeof Group>

export const NewGroup = Type.Object(
  {
    key: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }),
    name: Words,
    grants: Type.Array(Grant, { maxItems: 500 }),
  },
  { title: 'NewGroup', additionalProperties: false },
)
export type NewGroup = Static<typeof NewGroup>

export const GroupChange = Type.Object(
  { name: Words, grants: Type.Array(Grant, { maxItems: 500 }) },
  { title: 'GroupChange', additionalProperties: false },
)
export type GroupChange = Static<typeof GroupChange>

export const Permission = Type.Object(
  {
    name: Type.String(),
    feature: Type.String(),
    label: Type.Object({ ja: Type.String(), en: Type.String() }, { additionalProperties: false }),
  },
  { title: 'Permission', additionalProperties: false },
)
export type Permission = Static<typeof Permission>
