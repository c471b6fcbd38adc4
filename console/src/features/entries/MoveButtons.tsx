import type { Entry, MoveBody } from '@dozo/client'
import { ActionIcon, Group } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { entriesKey } from '../../api/entries.ts'
import { useSite } from '../../api/session.ts'
import { warn } from '../../ui/toast.ts'

type Props = { entry: Entry; rows: readonly Entry[] }

/** One place up or down among those that stand beside it. */
export function MoveButtons({ entry, rows }: Props) {
  const { t } = useTranslation('entries')
  const { key: site } = useSite()
  const siblings = rows.filter((one) => one.parent === entry.parent)
  const at = siblings.findIndex((one) => one.id === entry.id)
  const move = useMutation({
    mutationFn: (body: MoveBody) => client.entries.move({ site, id: entry.id, body, ifMatch: entry.etag }),
    onError: () => warn(t('notMoved')),
    onSettled: () => void queries.invalidateQueries({ queryKey: entriesKey(site, entry.type) }),
  })
  const button = (
    label: string,
    Icon: typeof IconArrowUp,
    other: Entry | undefined,
    way: 'before' | 'after',
  ) => (
    <ActionIcon
      variant="default"
      size="sm"
      aria-label={`${entry.title}: ${label}`}
      // Which stays where it is, so that the keyboard does not lose its place.
      aria-disabled={!other}
      {...(other ? {} : { 'data-disabled': true })}
      onClick={() => other && move.mutate({ [way]: other.id })}
    >
      <Icon size={14} aria-hidden />
    </ActionIcon>
  )
  return (
    <Group gap={4} wrap="nowrap">
      {button(t('moveUp'), IconArrowUp, siblings[at - 1], 'before')}
      {button(t('moveDown'), IconArrowDown, siblings[at + 1], 'after')}
    </Group>
  )
}
