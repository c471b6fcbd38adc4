import { fileKinds } from '@dozo/content-model/definition'
import Type, { type Static } from 'typebox'

const Texts = Type.Record(Type.String({ maxLength: 20 }), Type.String({ maxLength: 2000 }), {
  description: 'By language',
})
const Tags = Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 50, uniqueItems: true })

const Kind = Type.Enum([...fileKinds])
export type { FileKind } from '@dozo/content-model/definition'

/** What the bytes are, found out from the bytes. */
const content = {
  type: Type.String({ description: 'Media type, found out from the content, not from the name' }),
  kind: Kind,
  size: Type.Integer({ description: 'Bytes' }),
  hash: Type.String({ description: 'SHA-256, hexadecimal' }),
  width: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Of an image, as it is shown, in pixels',
  }),
  height: Type.Union([Type.Integer(), Type.Null()]),
  placeholder: Type.Union([Type.String(), Type.Null()], {
    description: 'A tiny picture of an image as a `data:` address, to be shown while it loads',
  }),
}

const Focal = Type.Union(
  [
    Type.Object(
      {
        x: Type.Number({ minimum: 0, maximum: 1, description: 'From the left, as a part of the width' }),
        y: Type.Number({ minimum: 0, maximum: 1, description: 'From above, as a part of the height' }),
      },
      { additionalProperties: false },
    ),
    Type.Null(),
  ],
  { description: 'The point of an image that stays in view when it is cut; null: the middle' },
)

export const File = Type.Object(
  {
    id: Type.String(),
    folder: Type.String({ description: 'Such as `news/2026`; empty: the top' }),
    name: Type.String(),
    path: Type.String({ description: 'Folder and name' }),
    url: Type.String({ description: 'Where the site door answers with it' }),
    public: Type.Boolean({ description: 'Whether everyone may read it at its address' }),
    alt: Texts,
    caption: Texts,
    credit: Type.String(),
    focal: Focal,
    tags: Type.Array(Type.String()),
    version: Type.Integer({ description: 'Number of the current version' }),
    held: Type.Boolean({ description: 'It waits for the virus scanner; until then nobody gets its bytes' }),
    ...content,
    trashedAt: Type.Union([Type.String(), Type.Null()]),
    createdAt: Type.String(),
    updatedAt: Type.String(),
    etag: Type.Integer(),
  },
  { title: 'File', additionalProperties: false },
)
export type File = Static<typeof File>

export const Uploaded = Type.Object(
  {
    ...File.properties,
    waits: Type.Boolean({
      description:
        'What was sent waits for the virus scanner; until then readers get what was there before, or nothing',
    }),
    sameAs: Type.Array(Type.String(), {
      description: 'Paths of up to ten other files of the site with the same bytes',
    }),
  },
  { title: 'UploadedFile', additionalProperties: false },
)
export type Uploaded = Static<typeof Uploaded>

export const FileVersion = Type.Object(
  {
    version: Type.Integer(),
    ...content,
    held: Type.Boolean({ description: 'It waits for the virus scanner' }),
    createdAt: Type.String(),
  },
  { title: 'FileVersion', additionalProperties: false },
)
export type FileVersion = Static<typeof FileVersion>

export const FileLink = Type.Object(
  { id: Type.String(), expiresAt: Type.String(), createdAt: Type.String() },
  { title: 'FileLink', additionalProperties: false },
)
export type FileLink = Static<typeof FileLink>

export const NewLink = Type.Object(
  {
    ...FileLink.properties,
    url: Type.String({ description: 'With the token. Only whoever makes the link is shown it, once' }),
  },
  { title: 'NewFileLink', additionalProperties: false },
)
export type NewLink = Static<typeof NewLink>

const Place = Type.String({ maxLength: 1000 })

export const UploadQuery = Type.Object(
  {
    name: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 1000,
        description:
          'Name with its ending: `photo.jpg`. Of a file in a form its own, if nothing else is said',
      }),
    ),
    folder: Type.Optional(Place),
    private: Type.Optional(
      Type.Boolean({ description: 'Only who may read files, or holds a link, may read it' }),
    ),
    keepBoth: Type.Optional(
      Type.Boolean({ description: 'When the name is taken, take the next one: `photo (2).jpg`' }),
    ),
  },
  { additionalProperties: false },
)
export type UploadQuery = Static<typeof UploadQuery>
export type UploadPlace = UploadQuery & { name: string }

export const ThumbnailQuery = Type.Object(
  { v: Type.Optional(Type.Integer({ description: 'Version, so that a browser asks anew for another one' })) },
  { additionalProperties: false },
)

export const ListQuery = Type.Object(
  {
    folder: Type.Optional(Type.String({ maxLength: 1000, description: 'This folder and those below it' })),
    path: Type.Optional(Type.String({ maxLength: 2500, description: 'The one file at this path' })),
    kind: Type.Optional(Kind),
    tag: Type.Optional(Type.String({ maxLength: 60 })),
    q: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'Part of the path, an alternative text, a caption or the credit',
      }),
    ),
    trashed: Type.Optional(Type.Boolean({ description: 'Those in the trash instead' })),
    direct: Type.Optional(Type.Boolean({ description: 'Of a folder only what is in it, not what is below' })),
    withoutAlt: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 20,
        description: 'Images that have no alternative text in this language',
      }),
    ),
    sort: Type.Optional(
      Type.Enum(['-createdAt', 'createdAt', 'name', '-name', 'size', '-size'], {
        description: '`-`: the greatest first; without it, newest first',
      }),
    ),
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    after: Type.Optional(Type.String({ format: 'uuid', description: '`meta.page.next` of the page before' })),
  },
  { additionalProperties: false },
)
export type ListQuery = Static<typeof ListQuery>

export const FileChange = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
    folder: Type.Optional(Place),
    public: Type.Optional(Type.Boolean()),
    alt: Type.Optional(Texts),
    caption: Type.Optional(Texts),
    credit: Type.Optional(Type.String({ maxLength: 500 })),
    focal: Type.Optional(Focal),
    tags: Type.Optional(Tags),
  },
  { title: 'FileChange', additionalProperties: false },
)
export type FileChange = Static<typeof FileChange>

export const CopyInput = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
    folder: Type.Optional(Place),
    keepBoth: Type.Optional(Type.Boolean({ description: 'When the name is taken, take the next one' })),
  },
  { title: 'FileCopy', additionalProperties: false },
)
export type CopyInput = Static<typeof CopyInput>

export const ArchiveQuery = Type.Object(
  {
    folder: Type.Optional(Type.String({ maxLength: 1000, description: 'This folder and those below it' })),
    ids: Type.Optional(
      Type.String({
        pattern: '^[0-9a-f-]{36}(,[0-9a-f-]{36})*$',
        maxLength: 4000,
        description: 'Ids of files, with commas between them',
      }),
    ),
  },
  { additionalProperties: false },
)
export type ArchiveQuery = Static<typeof ArchiveQuery>

export const UnpackInput = Type.Object(
  {
    folder: Type.String({ maxLength: 1000, description: 'Where the files go; empty: the top' }),
    private: Type.Optional(Type.Boolean()),
    keepBoth: Type.Optional(Type.Boolean({ description: 'When a name is taken, take the next one' })),
  },
  { title: 'FileUnpack', additionalProperties: false },
)
export type UnpackInput = Static<typeof UnpackInput>

export const LinkInput = Type.Object(
  { expiresAt: Type.String({ format: 'date-time', description: 'A year ahead at the most' }) },
  { title: 'FileLinkInput', additionalProperties: false },
)
export type LinkInput = Static<typeof LinkInput>
