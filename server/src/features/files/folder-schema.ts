import { fileKinds } from '@dozo/content-model/definition'
import Type, { type Static } from 'typebox'

const Groups = Type.Union(
  [
    Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 100, uniqueItems: true }),
    Type.Null(),
  ],
  { description: 'Keys of groups; null: as the folder above says' },
)

const rules = {
  view: Groups,
  edit: Groups,
  endings: Type.Union(
    [
      Type.Array(Type.String({ pattern: '^[a-z0-9]{1,20}$' }), {
        minItems: 1,
        maxItems: 100,
        uniqueItems: true,
      }),
      Type.Null(),
    ],
    { description: 'Of the names of files, such as `pdf`; null: as the folder above says' },
  ),
  kinds: Type.Union(
    [Type.Array(Type.Enum([...fileKinds]), { minItems: 1, uniqueItems: true }), Type.Null()],
    { description: 'By what the bytes are; null: as the folder above says' },
  ),
  maxSize: Type.Union([Type.Integer({ minimum: 1, maximum: 2 ** 50 }), Type.Null()], {
    description: 'Bytes of one file; null: as the folder above says',
  }),
}

export const Folder = Type.Object(
  {
    path: Type.String({ description: 'Such as `news/2026`; empty: the top' }),
    name: Type.String(),
    files: Type.Integer({ description: 'In it and below, without the trash' }),
    bytes: Type.Integer(),
    ...rules,
    canEdit: Type.Boolean(),
    etag: Type.Integer({ description: '0: nothing is said of this folder yet' }),
  },
  { title: 'Folder', additionalProperties: false },
)
export type Folder = Static<typeof Folder>

export const FolderRules = Type.Object(
  { path: Type.String({ maxLength: 1000 }), ...rules },
  { title: 'FolderRules', additionalProperties: false },
)
export type FolderRules = Static<typeof FolderRules>

export const NewFolder = Type.Object(
  { path: Type.String({ minLength: 1, maxLength: 1000 }) },
  { title: 'NewFolder', additionalProperties: false },
)
export type NewFolder = Static<typeof NewFolder>

export const FolderQuery = Type.Object(
  { path: Type.String({ minLength: 1, maxLength: 1000 }) },
  { additionalProperties: false },
)
export type FolderQuery = Static<typeof FolderQuery>

export const FoldersQuery = Type.Object(
  {
    under: Type.Optional(
      Type.String({ maxLength: 1000, description: 'The folders in this one; without it, those at the top' }),
    ),
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    after: Type.Optional(
      Type.String({ maxLength: 1000, description: '`meta.page.next` of the page before' }),
    ),
  },
  { additionalProperties: false },
)
export type FoldersQuery = Static<typeof FoldersQuery>

export const FolderMove = Type.Object(
  {
    from: Type.String({ minLength: 1, maxLength: 1000 }),
    to: Type.String({ minLength: 1, maxLength: 1000 }),
  },
  { title: 'FolderMove', additionalProperties: false },
)
export type FolderMove = Static<typeof FolderMove>

export const Moved = Type.Object(
  { files: Type.Integer({ description: 'Files that moved with the folder' }) },
  { title: 'FolderMoved', additionalProperties: false },
)
export type Moved = Static<typeof Moved>

const Amount = Type.Object({ files: Type.Integer(), bytes: Type.Integer() }, { additionalProperties: false })
export const Usage = Type.Object(
  {
    files: Type.Integer(),
    bytes: Type.Integer({ description: 'Of current versions' }),
    earlier: Type.Object(
      { versions: Type.Integer(), bytes: Type.Integer() },
      { additionalProperties: false, description: 'Versions that were replaced' },
    ),
    trash: Amount,
  },
  { title: 'FileUsage', additionalProperties: false },
)
export type Usage = Static<typeof Usage>
