import type { Values } from '@dozo/content-model/values'
import { useMemo, useState } from 'react'
import { useSite } from '../../api/session.ts'
import { errorsBy } from '../../ui/field-errors.ts'
import type { Draft } from './draft.ts'
import { sameAt } from './places.ts'

/** What was refused, place by place, as long as the place holds what it held then: one that is mended does not take the others away. */
export function useStanding(draft: Draft, error: unknown): Record<string, string> {
  const { locales } = useSite()
  const [seen, setSeen] = useState<{ error: unknown; values: Values }>({ error, values: draft.values })
  if (seen.error !== error) setSeen({ error, values: draft.values })
  const { values } = draft
  const all = useMemo(() => errorsBy(error), [error])
  const standing = Object.keys(all)
    .filter((path) => {
      const [, part, field = '', own = ''] = path.split('/')
      const place = { field, ...(locales.includes(own) ? { locale: own } : {}) }
      return part !== 'values' || sameAt(place, seen.values, values)
    })
    .join('\n')
  // The same object as long as it says the same: every field of the form is drawn by it.
  return useMemo(
    () => Object.fromEntries(Object.entries(all).filter(([path]) => standing.split('\n').includes(path))),
    [all, standing],
  )
}
