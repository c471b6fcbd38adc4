import Type, { type Static } from 'typebox'

const settings = {
  name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
  shared: Type.Optional(Type.Boolean({ description: 'For everybody who may read the type' })),
  filter: Type.Optional(Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true })),
  search: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
  sort: Type.Optional(Type.String({ maxLength: 200, description: 'Such as -updatedAt,title' })),
  columns: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
      minItems: 1,
      maxItems: 20,
      uniqueItems: true,
      description:
        'Fields of the type, and title, state, languages, number, key, updated, created, published, by',
    }),
  ),
}

export const SavedViewSettings = Type.Object(settings, {
  title: 'SavedViewSettings',
  additionalProperties: false,
})
export type SavedViewSettings = Static<typeof SavedViewSettings>

export const NewSavedView = Type.Object(
  { type: Type.String({ maxLength: 40, description: 'Key of the content type' }), ...settings },
  { title: 'NewSavedView', additionalProperties: false },
)
export type NewSavedView = Static<typeof NewSavedView>

export const SavedView = Type.Object(
  {
    id: Type.String(),
    type: Type.String(),
    name: Type.String(),
    shared: Type.Boolean(),
    filter: Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true }),
    search: Type.Union([Type.String(), Type.Null()]),
    sort: Type.Union([Type.String(), Type.Null()]),
    columns: Type.Union([Type.Array(Type.String()), Type.Null()]),
    own: Type.Boolean(),
    can: Type.Object({ update: Type.Boolean() }, { additionalProperties: false }),
    etag: Type.Integer(),
  },
  { title: 'SavedView', additionalProperties: false },
)
export type SavedView = Static<typeof SavedView>

export const SavedViewQuery = Type.Object(
  { type: Type.Optional(Type.String({ maxLength: 40 })) },
  { additionalProperties: false },
)
