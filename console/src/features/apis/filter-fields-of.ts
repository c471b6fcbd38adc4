import type { ContentType } from '@dozo/client'
import type { Field } from '@dozo/content-model/definition'
import { filterFields } from '../entries/filter-fields.ts'
import { comparableFields } from './field-paths.ts'

/** What a fixed filter is offered: readers get what is live only, so the state says nothing. */
export const filterFieldsOf = (type: ContentType | undefined, types: readonly ContentType[]): Field[] =>
  type
    ? comparableFields(
        type,
        types,
        filterFields(type).filter(({ key }) => key !== 'status'),
      )
    : []
