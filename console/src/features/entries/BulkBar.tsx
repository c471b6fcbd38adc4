import type { BulkAction, ContentType, NewBulkAction } from '@dozo/client'
import { Button, Group, Text } from '@mantine/core'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../api/session.ts'
import { later } from '../../ui/later.ts'
import { Surface } from '../../ui/Surface.tsx'
import type { BulkKind } from './BulkDialog.tsx'
import type { Ticks } from './ticks.ts'

const BulkDialog = later(() => import('./BulkDialog.tsx'), 'BulkDialog')

type Props = {
  type: ContentType
  ticks: Ticks
  /** How many the list finds; undefined while it is being counted. */
  count: number | undefined
  /** What the list asks, for an action on all that it finds. */
  asked: Pick<NewBulkAction, 'filter' | 'search'>
  begun: (action: BulkAction) => void
}

const permissions = {
  publish: 'entries.publish',
  unpublish: 'entries.publish',
  set: 'entries.update',
  trash: 'entries.delete',
} as const

/** What can be done with the rows that are ticked. */
export function BulkBar({ type, ticks, count, asked, begun }: Props) {
  const { t } = useTranslation('entries')
  const can = useCan()
  const [kind, setKind] = useState<BulkKind>()
  const chosen = ticks.all ? (count ?? 0) : ticks.ids.size
  if (chosen === 0) return null
  const kinds = (Object.keys(permissions) as BulkKind[]).filter((one) => can(permissions[one]))
  return (
    <Surface p="xs">
      <Group gap="xs" role="group" aria-label={t('bulk')}>
        <Text size="sm" role="status">
          {t('bulkChosen', { count: chosen })}
        </Text>
        {!ticks.all && count !== undefined && count > ticks.ids.size && (
          <Button size="compact-sm" variant="subtle" onClick={ticks.takeAll}>
            {t('bulkAll', { count })}
          </Button>
        )}
        {kinds.map((one) => (
          <Button
            key={one}
            size="compact-sm"
            variant="default"
            {...(one === 'trash' ? { c: 'vermilion' } : {})}
            onClick={() => setKind(one)}
          >
            {t(`bulkDo.${one}`)}
          </Button>
        ))}
        <Button size="compact-sm" variant="subtle" onClick={ticks.clear}>
          {t('bulkNone')}
        </Button>
      </Group>
      {kind && (
        <Suspense>
          <BulkDialog
            type={type}
            kind={kind}
            count={chosen}
            selection={ticks.all ? asked : { ids: [...ticks.ids] }}
            close={() => setKind(undefined)}
            begun={(action) => {
              ticks.clear()
              begun(action)
            }}
          />
        </Suspense>
      )}
    </Surface>
  )
}
