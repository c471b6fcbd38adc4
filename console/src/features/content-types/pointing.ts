import type { ContentType } from '@dozo/client'
import type { Field } from '@dozo/content-model/definition'
import { someWithin } from '@dozo/content-model/fields/within'

/** The fields of a type that point at another one, read it from its other side, or suggest what stands there; also those within others. */
export const fieldsPointingAt = (key: string, { fields }: Pick<ContentType, 'fields'>): Field[] =>
  (fields as Field[]).filter((field) =>
    someWithin(field, ({ to, of, suggest }) => [of?.type, suggest?.type, ...(to ?? [])].includes(key)),
  )
