import Type, { type Static } from 'typebox'

const Name = Type.String({ minLength: 1, maxLength: 1000 })
const Folder = Type.String({ maxLength: 1000 })

/** What `Upload-Metadata` says. */
export const Metadata = Type.Object(
  {
    filename: Type.Optional(Name),
    folder: Type.Optional(Folder),
    private: Type.Optional(Type.Boolean()),
    keepBoth: Type.Optional(Type.Boolean()),
    fileId: Type.Optional(Type.String({ format: 'uuid' })),
  },
  { additionalProperties: false },
)
export type Metadata = Static<typeof Metadata>

export const FinishInput = Type.Object(
  {
    name: Type.Optional(Name),
    folder: Type.Optional(Folder),
    keepBoth: Type.Optional(Type.Boolean()),
  },
  { title: 'UploadFinish', additionalProperties: false },
)
export type FinishInput = Static<typeof FinishInput>

export const Upload = Type.Object(
  {
    id: Type.String(),
    state: Type.Enum(['open', 'refused', 'done'], {
      description: 'Refused: all bytes are here, but they could not become a file',
    }),
    name: Type.String(),
    folder: Type.String(),
    length: Type.Integer({ description: 'Bytes that were announced' }),
    offset: Type.Integer({ description: 'Bytes that are safe' }),
    file: Type.Union([Type.String(), Type.Null()], { description: 'The file that came of it' }),
    problem: Type.Union(
      [
        Type.Object({
          code: Type.String(),
          params: Type.Record(Type.String(), Type.Unknown()),
        }),
        Type.Null(),
      ],
      { description: 'Why it was refused' },
    ),
    createdAt: Type.String(),
    expiresAt: Type.String({ description: 'When what is not finished is removed' }),
  },
  { title: 'Upload', additionalProperties: false },
)
export type Upload = Static<typeof Upload>

export const PartsInput = Type.Object(
  {
    parts: Type.Array(Type.Integer({ minimum: 1, maximum: 10_000 }), {
      minItems: 1,
      maxItems: 100,
      uniqueItems: true,
      description: 'Numbers of parts, from 1 on',
    }),
  },
  { title: 'UploadPartsInput', additionalProperties: false },
)

export const UploadParts = Type.Object(
  {
    partBytes: Type.Integer({ description: 'Bytes of every part but the last' }),
    arrived: Type.Array(Type.Integer(), { description: 'Numbers of the parts that are there' }),
  },
  { title: 'UploadParts', additionalProperties: false },
)
export type UploadParts = Static<typeof UploadParts>

export const UploadPart = Type.Object(
  {
    part: Type.Integer(),
    start: Type.Integer({ description: 'Its first byte' }),
    bytes: Type.Integer({ description: 'Just so many must be sent' }),
    url: Type.String({ description: 'PUT them here' }),
    expiresAt: Type.String({ description: 'Until then the address is good' }),
  },
  { title: 'UploadPart', additionalProperties: false },
)
export type UploadPart = Static<typeof UploadPart>
