// What of a definition needs no schemas: read by everything that shows fields, in browsers as well.
import type { ContentTypeDefinition, Field } from './definition.ts'

export const fieldTypeNames = [
  'text',
  'textarea',
  'markdown',
  'rich_text',
  'html',
  'number',
  'counter',
  'boolean',
  'date',
  'date_time',
  'time',
  'select',
  'multi_select',
  'slug',
  'computed',
  'link',
  'color',
  'location',
  'table',
  'json',
  'image',
  'file',
  'gallery',
  'relation',
  'reverse',
  'member',
  'group',
  'repeat',
  'blocks',
] as const
/** What files are, as their bytes say. */
export const fileKinds = ['image', 'video', 'audio', 'document', 'other'] as const
export type FileKind = (typeof fileKinds)[number]

export type FieldTypeName = (typeof fieldTypeNames)[number]

export const isLocalized = (definition: ContentTypeDefinition): boolean =>
  definition.fields.some((field) => field.localized)

export const fieldOf = (definition: ContentTypeDefinition, key: string): Field | undefined =>
  definition.fields.find((field) => field.key === key)
