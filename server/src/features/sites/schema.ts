import { typeKeyPattern } from '@dozo/content-model/definition'
import Type, { type Static } from 'typebox'

const Locale = Type.String({ pattern: '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$', maxLength: 12 })
const SiteKey = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' })
const Name = Type.String({ minLength: 1, maxLength: 100 })
const TimeZone = Type.String({ minLength: 1, maxLength: 60 })
const Host = Type.String({
  pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$',
  maxLength: 253,
})
const Locales = Type.Array(Locale, { minItems: 1, maxItems: 50, uniqueItems: true })
const Hosts = Type.Array(Host, { maxItems: 50, uniqueItems: true })
const PreviewUrls = Type.Record(
  Type.String({ pattern: typeKeyPattern }),
  Type.String({ minLength: 1, maxLength: 2000 }),
  {
    maxProperties: 200,
    description:
      'Key of a type: the address where the front shows its unpublished entries. {token} must be in it, and {id}, {key}, {number}, {type} and {locale} may be',
  },
)

export const Site = Type.Object(
  {
    id: Type.String(),
    key: Type.String(),
    name: Type.String(),
    home: Type.Boolean({ description: 'The first site of the instance; its operators may enter the others' }),
    locales: Type.Array(Type.String()),
    defaultLocale: Type.String(),
    timeZone: Type.String({ description: 'IANA name' }),
    hosts: Type.Array(Type.String()),
    previewUrls: PreviewUrls,
    etag: Type.Integer(),
  },
  { title: 'Site', additionalProperties: false },
)
export type Site = Static<typeof Site>

export const NewSite = Type.Object(
  {
    key: SiteKey,
    name: Name,
    locales: Locales,
    defaultLocale: Locale,
    timeZone: Type.Optional(TimeZone),
    hosts: Type.Optional(Hosts),
  },
  { title: 'NewSite', additionalProperties: false },
)
export type NewSite = Static<typeof NewSite>

export const SiteChange = Type.Object(
  {
    name: Type.Optional(Name),
    locales: Type.Optional(Locales),
    defaultLocale: Type.Optional(Locale),
    timeZone: Type.Optional(TimeZone),
    hosts: Type.Optional(Hosts),
    previewUrls: Type.Optional(PreviewUrls),
  },
  { title: 'SiteChange', additionalProperties: false, minProperties: 1 },
)
export type SiteChange = Static<typeof SiteChange>
