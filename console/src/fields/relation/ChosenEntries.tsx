import { useTranslation } from 'react-i18next'
import { useContentTypes } from '../../api/content-types.ts'
import { useNames } from '../../api/entries.ts'
import { useNamed } from '../../ui/named.ts'
import { ReorderList } from '../../ui/reorder/ReorderList.tsx'
import type { InputProps } from '../field-ui.ts'
import { moved } from '../repeat/moved.ts'
import { ChosenEntry } from './ChosenEntry.tsx'
import { useOpenEntries, useOpening } from './opening.ts'
import { usePictures } from './pictures.ts'

type Props = Pick<InputProps, 'field' | 'label' | 'disabled' | 'path' | 'errors'> & {
  ids: readonly string[]
  put: (ids: string[]) => void
  removed: () => void
}

/** What a relation points to, in its order. */
export function ChosenEntries({ ids, put, removed, field, label, disabled, path, errors }: Props) {
  const { t } = useTranslation('fields')
  const named = useNamed()
  const opening = useOpening()
  const opened = useOpenEntries()
  const to = field.to ?? []
  const names = useNames(to, ids)
  const entries = ids.flatMap((id) => names.data?.get(id) ?? [])
  const pictures = usePictures(entries)
  const types = useContentTypes().data ?? []
  const nameOf = (id: string) => names.data?.get(id)?.title ?? id
  const typeName = (key: string) => {
    const type = types.find((one) => one.key === key)
    return to.length < 2 ? undefined : type ? named(type.name) : key
  }
  if (ids.length === 0) return null
  return (
    <ReorderList
      label={t('chosenOf', { label })}
      items={ids}
      keyOf={(id) => id}
      nameOf={nameOf}
      onMove={(from, till) => put(moved(ids, from, till))}
      disabled={disabled}
    >
      {(id, at, handle) => {
        const entry = names.data?.get(id)
        return (
          <ChosenEntry
            id={id}
            entry={entry}
            gone={names.data !== undefined && !names.isPlaceholderData && !entry}
            picture={pictures.get(id)}
            typeName={entry && typeName(entry.type)}
            handle={handle}
            error={errors[`${path}/${at}`]}
            // What is open already is not opened once more over itself.
            open={
              entry && opening && !opened.includes(id) ? () => opening({ type: entry.type, id }) : undefined
            }
            removeLabel={field.many ? `${nameOf(id)}: ${t('remove')}` : t('clear', { label })}
            remove={
              disabled
                ? undefined
                : () => {
                    put(ids.toSpliced(at, 1))
                    removed()
                  }
            }
          />
        )
      }}
    </ReorderList>
  )
}
