import type { ContentType } from '@dozo/client'
import { useTranslation } from 'react-i18next'
import { languageName, useNamed } from '../../ui/named.ts'
import type { Place } from './places.ts'

/** What a place is called: the field, and the language where it has several. */
export function usePlaceName(type: ContentType): (place: Place) => string {
  const named = useNamed()
  return ({ field: key, locale }) => {
    const field = type.fields.find((one) => one.key === key)
    const name = field ? named(field.name) : key
    return locale ? `${name} (${languageName(locale)})` : name
  }
}

/** Several of them in a sentence. */
export function usePlaceNames(type: ContentType): (places: readonly Place[]) => string {
  const { t } = useTranslation('entries')
  const name = usePlaceName(type)
  return (places) => places.map(name).join(t('listComma'))
}
