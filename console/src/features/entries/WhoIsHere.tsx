import type { Presence } from '@dozo/client'
import { Group, Text } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** Who else has the entry open; said to who cannot see it as well. */
export function WhoIsHere({ others }: { others: Presence['others'] }) {
  const { t } = useTranslation('entries')
  const name = (one: { name: string | null }) => one.name ?? t('hereUnnamed')
  const said = (['writing', 'reading'] as const).flatMap((what) => {
    const who = others.filter(({ writing }) => writing === (what === 'writing')).map(name)
    return who.length > 0 ? [t(`here.${what}`, { who: who.join(t('listComma')) })] : []
  })
  return (
    <Group gap={6} wrap="nowrap" component="span" role="status">
      {said.length > 0 && (
        <>
          <IconUsers size={16} aria-hidden />
          <Text component="span" size="sm">
            {said.join(' ')}
          </Text>
        </>
      )}
    </Group>
  )
}
