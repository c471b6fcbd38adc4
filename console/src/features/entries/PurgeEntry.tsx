import type { TrashedEntry } from '@dozo/client'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { tell } from '../../ui/toast.ts'

type Props = { entry: TrashedEntry; close: () => void }

export function PurgeEntry({ entry, close }: Props) {
  const { t } = useTranslation('entries')
  const { key: site } = useSite()
  return (
    <Confirm
      title={t('purgeTitle', { title: entry.title })}
      act={t('purge')}
      opened
      close={close}
      run={async () => {
        await client.trash.purge({ site, id: entry.id })
        tell(t('purged', { title: entry.title }))
      }}
    >
      <Text size="sm">{t('purgeText')}</Text>
    </Confirm>
  )
}
