import { Select, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { forgetApi } from '../../api/apis.ts'
import { client } from '../../api/client.ts'
import { useContentTypes } from '../../api/content-types.ts'
import { useSite } from '../../api/session.ts'
import { Ask } from '../../ui/Ask.tsx'
import { useNamed } from '../../ui/named.ts'
import { placesNamed } from '../../ui/place-names.ts'
import { tell } from '../../ui/toast.ts'

/** The reading endpoints of a content type in one go: the list, one entry, and search where there is something to search. */
export function SuggestDialog({ api, close }: { api: string; close: () => void }) {
  const { t } = useTranslation('apis')
  const named = useNamed()
  const { key: site } = useSite()
  const types = useContentTypes().data ?? []
  const [type, setType] = useState<string | null>(types[0]?.key ?? null)
  return (
    <Ask
      title={t('suggest')}
      act={t('suggestAct')}
      close={close}
      nameOf={placesNamed({ '/type': t('type') })}
      run={async () => {
        const { data } = await client.endpoints.suggest({ site, api, body: { type: type ?? '' } })
        tell(t('suggested', { count: data.length }))
        forgetApi(site, api)
      }}
    >
      <Text size="sm">{t('suggestLead')}</Text>
      <Select
        label={t('type')}
        required
        searchable
        allowDeselect={false}
        data={types.map((one) => ({ value: one.key, label: named(one.name) }))}
        value={type}
        onChange={setType}
      />
    </Ask>
  )
}
