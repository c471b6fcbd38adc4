import type { ContentTypeDefinition } from '@dozo/content-model/definition'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../../../ui/named.ts'
import type { NameOf } from '../../../ui/place-names.ts'
import { definitionPlaces } from '../place-names.ts'
import type { ModelFile } from './read.ts'

/** The places of a file in the words of the editor; of what has no shape yet, its pointers. */
export function usePlaces(): (file: ModelFile) => NameOf {
  const { t } = useTranslation(['contentTypes', 'shell'])
  const named = useNamed()
  return ({ body }) => {
    const nameOf = definitionPlaces(body as unknown as ContentTypeDefinition, t, named)
    return (path) => {
      try {
        return nameOf(path)
      } catch {
        return undefined
      }
    }
  }
}
