import { useTranslation } from 'react-i18next'
import { useContentTypes } from '../api/content-types.ts'
import { usePermissions } from '../api/permissions.ts'
import { useComparisonWords } from '../conditions/words.ts'
import { filterFields } from '../features/entries/filter-fields.ts'
import { useNamed } from '../ui/named.ts'
import { grantWords, type GrantWords } from './words.ts'

/** Sentences about grants in the language of the console, about the types of the site shown. */
export function useGrantWords(): GrantWords {
  const { t, i18n } = useTranslation('grants')
  const named = useNamed()
  const compare = useComparisonWords()
  const types = useContentTypes().data ?? []
  const permissions = usePermissions().data ?? []
  return grantWords({
    t,
    language: i18n.language,
    named,
    compare,
    types,
    permissions,
    fieldsOf: filterFields,
  })
}
