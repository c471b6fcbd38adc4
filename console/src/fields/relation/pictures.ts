import type { ContentType, Entry } from '@dozo/client'
import { isObject } from '@dozo/content-model/fields/object-value'
import { useContentTypes } from '../../api/content-types.ts'
import { useFiles, type Shown } from '../file/use-files.ts'

/** The file of the first picture that an entry shows. */
function pictureOf({ values }: Entry, type: ContentType | undefined): string | undefined {
  for (const field of type?.fields ?? []) {
    if (field.localized || (field.type !== 'image' && field.type !== 'gallery')) continue
    const [use] = [values[field.key]].flat()
    if (isObject(use) && typeof use['file'] === 'string') return use['file']
  }
  return undefined
}

/** The pictures of entries whose type has one, by their ids. */
export function usePictures(entries: readonly Entry[]): ReadonlyMap<string, Shown> {
  const types = useContentTypes().data ?? []
  const found = entries.flatMap((entry) => {
    const file = pictureOf(
      entry,
      types.find((type) => type.key === entry.type),
    )
    return file === undefined ? [] : [{ id: entry.id, file }]
  })
  const files = useFiles(found.map(({ file }) => file))
  return new Map(found.map(({ id }, i) => [id, files[i]!]))
}
