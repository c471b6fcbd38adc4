import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../../api/client.ts'
import { useSite } from '../../../api/session.ts'
import { AddressInput } from '../../../ui/AddressInput.tsx'
import { errorsBy } from '../../../ui/field-errors.ts'
import { Loaded } from '../../../ui/Loaded.tsx'
import { placesNamed } from '../../../ui/place-names.ts'
import { PreviewPlaces, previewExample } from '../../../ui/PreviewPlaces.tsx'
import { tell } from '../../../ui/toast.ts'
import { Trouble } from '../../../ui/Trouble.tsx'

type Props = { type: string; name: string; close: (() => void) | undefined }

/** Where the front shows entries of a type that are not public yet. */
export function PreviewAddress(props: Props) {
  const { key: site } = useSite()
  const query = useQuery({
    queryKey: ['site', site],
    queryFn: async () => (await client.sites.get({ site })).data,
  })
  return <Loaded query={query}>{({ previewUrls }) => <Form {...props} urls={previewUrls} />}</Loaded>
}

function Form({ type, name, close, urls }: Props & { urls: Record<string, string> }) {
  const { t } = useTranslation(['preview', 'shell'])
  const { key: site } = useSite()
  const [url, setUrl] = useState(urls[type] ?? '')
  const save = useMutation({
    async mutationFn() {
      // Other types keep theirs, also what was set since this page was opened.
      const { previewUrls, etag } = (await client.sites.get({ site })).data
      const { [type]: _old, ...others } = previewUrls
      const written = url.trim()
      const body = { previewUrls: { ...others, ...(written ? { [type]: written } : {}) } }
      return (await client.sites.update({ site, body, ifMatch: etag })).data
    },
    async onSuccess(saved) {
      queries.setQueryData(['site', site], saved)
      await queries.invalidateQueries({ queryKey: ['preview', site] })
      tell(t('shell:saved'))
      close?.()
    },
  })
  const error = errorsBy(save.error)[`/previewUrls/${type}`]
  function submit(event: SubmitEvent) {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {!urls[type] && <Text size="sm">{t('lead', { name })}</Text>}
        {save.error && !error && (
          <Trouble error={save.error} nameOf={placesNamed({ '/previewUrls': t('address') })} />
        )}
        <AddressInput
          kind="url"
          label={t('address')}
          description={t('addressHelp')}
          placeholder={previewExample}
          error={error}
          value={url}
          onChange={setUrl}
        />
        <PreviewPlaces />
        <Group gap="xs">
          <Button type="submit" size="sm" loading={save.isPending}>
            {t('shell:save')}
          </Button>
          {close && (
            <Button size="sm" variant="default" onClick={close}>
              {t('shell:cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}
