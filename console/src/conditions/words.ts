import type { Field } from '@dozo/content-model/definition'
import { useTranslation } from 'react-i18next'
import { holdsSeveral, type Comparison } from './comparisons.ts'

const kinds: Partial<Record<Field['type'], string>> = {
  number: 'number',
  counter: 'number',
  reverse: 'number',
  date: 'time',
  date_time: 'time',
  time: 'time',
}

/** A comparison in the words that fit the field: numbers are larger, days are later. */
export function useComparisonWords(): (comparison: Comparison, field: Field | undefined) => string {
  const { t } = useTranslation('conditions')
  return (comparison, field) => {
    const kind = field && (holdsSeveral(field) ? 'several' : kinds[field.type])
    const keys = [`${kind ?? 'op'}.${comparison}`, `op.${comparison}`]
    // The first that there is: not every kind has words of its own for everything.
    return t(keys as unknown as ['op.eq'])
  }
}
