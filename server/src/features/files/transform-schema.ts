// What a picture may be asked for. The set is closed: one table for addresses, presets and signed addresses.
import Type, { type Static } from 'typebox'
import { Problem, type FieldError } from '#platform/errors.ts'
import { checkQuery } from '#platform/http/validate.ts'

/** Longest side of what is made, in pixels. */
export const longestSide = 4096

const Side = Type.Integer({ minimum: 1, maximum: longestSide })
const look = {
  w: Type.Optional(Side),
  h: Type.Optional(Side),
  fit: Type.Optional(
    Type.Enum(['inside', 'cover', 'contain', 'fill'], {
      description:
        'inside: as large as fits; cover: fills width and height, cut; contain: whole, with edges; fill: stretched',
    }),
  ),
  crop: Type.Optional(
    Type.Enum(['center', 'smart', 'focal'], {
      description:
        'What stays with fit=cover: the middle, what draws the eye, or the focal point of the file',
    }),
  ),
  format: Type.Optional(Type.Enum(['auto', 'webp', 'avif', 'jpeg', 'png'])),
  q: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'Quality' })),
  blur: Type.Optional(Type.Number({ minimum: 0.3, maximum: 100 })),
  rotate: Type.Optional(Type.Integer({ enum: [90, 180, 270] })),
}
const PresetName = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' })

/** What a preset holds. */
export const Look = Type.Object(look, { title: 'ImageLook', additionalProperties: false })
export type Look = Static<typeof Look>

/** What an address asks for. `dpr`: pixels of the screen per pixel of the page. */
export const Transform = Type.Object(
  {
    preset: Type.Optional(PresetName),
    ...look,
    dpr: Type.Optional(Type.Number({ minimum: 1, maximum: 4, description: 'Multiplies w and h' })),
  },
  { title: 'ImageTransform', additionalProperties: false, minProperties: 1 },
)
export type Transform = Static<typeof Transform>

export const ImagePreset = Type.Object(
  { key: PresetName, look: Look, createdAt: Type.String(), updatedAt: Type.String(), etag: Type.Integer() },
  { title: 'ImagePreset', additionalProperties: false },
)
export type ImagePreset = Static<typeof ImagePreset>

export const PresetInput = Type.Object(
  { look: Look },
  { title: 'ImagePresetInput', additionalProperties: false },
)

export const ImageAddress = Type.Object(
  { url: Type.String({ description: 'Signed: it goes on working when the file moves or its bytes change' }) },
  { title: 'ImageAddress', additionalProperties: false },
)

const names = Object.keys(Transform.properties) as (keyof Transform)[]

/** What an address asks for; nothing when it does not ask for another picture. Throws 400 that names the parameter. */
export function transformIn(query: URLSearchParams): Transform | undefined {
  const own = [...query].filter(([name]) => names.includes(name as keyof Transform))
  if (own.length === 0) return undefined
  return checkQuery(Transform, new URLSearchParams(own).toString()) as Transform
}

/** The same text for the same wish, in whatever order it was written. */
export const canonical = (asked: Transform): string =>
  names.flatMap((name) => (asked[name] === undefined ? [] : [`${name}=${asked[name]}`])).join('&')

/** What does not go together, at the parameter that is to be changed. */
export function contradictions({ w, h, fit, crop, dpr = 1 }: Transform): FieldError[] {
  const wrong: FieldError[] = []
  if (fit !== undefined && fit !== 'inside')
    for (const [name, side] of Object.entries({ w, h }))
      if (side === undefined) wrong.push({ path: `/${name}`, code: 'image_side_needed', params: { fit } })
  if (crop !== undefined && fit !== 'cover') wrong.push({ path: '/crop', code: 'image_crop_alone' })
  if (Math.max(w ?? 1, h ?? 1) * dpr > longestSide)
    wrong.push({ path: '/dpr', code: 'image_too_wide', params: { limit: longestSide } })
  return wrong
}

/** Throws 400. */
export function refuseContradictions(asked: Transform): void {
  const errors = contradictions(asked)
  if (errors.length > 0) throw new Problem(400, 'bad_query', { errors })
}
