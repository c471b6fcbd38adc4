import type { Difference } from '@dozo/client'
import type { Field } from '@dozo/content-model/definition'
import { List } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../../ui/named.ts'

type Props = { field: Field; changes: NonNullable<Difference['blocks']> }

/** What became of each block between two versions, in a line each. */
export function BlockChanges({ field, changes }: Props) {
  const { t } = useTranslation('fields')
  const named = useNamed()
  const nameOf = (key: string) => {
    const kind = field.kinds?.find((one) => one.key === key)
    return kind ? named(kind.name) : key
  }
  const place = (at: number | null) => (at === null ? '' : at + 1)
  return (
    <List size="sm" my={4}>
      {changes.map(({ id, kind, change, from, to }) => (
        <List.Item key={`${id} ${change}`}>
          {t(`block.${change}`, { kind: nameOf(kind), from: place(from), to: place(to) })}
        </List.Item>
      ))}
    </List>
  )
}
