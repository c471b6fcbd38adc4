import type { NewSavedView, SavedView } from '@dozo/client'
import { Checkbox, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { Ask } from '../../ui/Ask.tsx'
import { placesNamed } from '../../ui/place-names.ts'
import { tell } from '../../ui/toast.ts'

type Props = {
  type: string
  settings: Omit<NewSavedView, 'type' | 'name' | 'shared'>
  close: () => void
  saved: (view: SavedView) => Promise<void>
}

export function SaveViewDialog({ type, settings, close, saved }: Props) {
  const { t } = useTranslation('entries')
  const { key: site } = useSite()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  return (
    <Ask
      title={t('viewSaveTitle')}
      act={t('save')}
      nameOf={placesNamed({ '/name': t('viewName') })}
      close={close}
      run={async () => {
        const body = { type, name, shared, ...settings }
        await saved((await client['saved-views'].create({ site, body })).data)
        tell(t('viewSaved'))
      }}
    >
      <Stack gap="xs">
        <TextInput
          data-autofocus
          label={t('viewName')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox
          label={t('viewShare')}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
      </Stack>
    </Ask>
  )
}
