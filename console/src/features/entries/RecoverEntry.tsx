import { ProblemError, type RecoverBody, type TrashedEntry } from '@dozo/client'
import { Checkbox, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { entriesKey } from '../../api/entries.ts'
import { useSite } from '../../api/session.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { tell } from '../../ui/toast.ts'

type Props = { entry: TrashedEntry; close: () => void }

/** Out of the trash: as a draft, or public again; under another key when the old one has been taken. */
export function RecoverEntry({ entry, close }: Props) {
  const { t } = useTranslation('entries')
  const { key: site } = useSite()
  const [live, setLive] = useState(false)
  const [taken, setTaken] = useState(false)
  const [key, setKey] = useState(entry.key ?? '')
  async function recover() {
    const body: RecoverBody = { live, ...(taken && key !== entry.key ? { key } : {}) }
    try {
      await client.trash.recover({ site, id: entry.id, body })
    } catch (error) {
      const errors = error instanceof ProblemError ? (error.body['errors'] as { code: string }[]) : undefined
      if (errors?.some(({ code }) => code === 'key_taken')) setTaken(true)
      throw error
    }
    tell(t('recovered', { title: entry.title }))
    void queries.invalidateQueries({ queryKey: entriesKey(site, entry.type) })
  }
  return (
    <Confirm
      title={t('recoverTitle', { title: entry.title })}
      act={t('recover')}
      destructive={false}
      opened
      close={close}
      run={recover}
    >
      <Stack gap="xs">
        <Text size="sm">{t('recoverText')}</Text>
        {entry.wasLive && entry.can.publish && (
          <Checkbox
            label={t('recoverLive')}
            checked={live}
            onChange={(event) => setLive(event.currentTarget.checked)}
          />
        )}
        {taken && (
          <TextInput
            label={t('recoverKey')}
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
          />
        )}
      </Stack>
    </Confirm>
  )
}
