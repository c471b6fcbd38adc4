import type { Site } from '@dozo/client'
import { Button, Code, Pill, Select, Stack, TagsInput, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries, sessionKey } from '../../api/client.ts'
import { useCan, useSite } from '../../api/session.ts'
import { errorsBy } from '../../ui/field-errors.ts'
import { LeaveGuard } from '../../ui/LeaveGuard.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { Surface } from '../../ui/Surface.tsx'
import { tell } from '../../ui/toast.ts'
import { placesNamed } from '../../ui/place-names.ts'
import { Trouble } from '../../ui/Trouble.tsx'
import { PreviewAddresses } from './PreviewAddresses.tsx'
import { SynonymsPanel } from './SynonymsPanel.tsx'
import { languageName } from '../../ui/named.ts'

export function SettingsPage() {
  const { t } = useTranslation('sites')
  const { key } = useSite()
  const query = useQuery({
    queryKey: ['site', key],
    queryFn: async () => (await client.sites.get({ site: key })).data,
  })
  return (
    <Page title={t('settings')} width="writing">
      <Loaded query={query}>{(site) => <SettingsForm key={site.etag} site={site} />}</Loaded>
      <SynonymsPanel />
    </Page>
  )
}

const zones = Intl.supportedValuesOf('timeZone')

function SettingsForm({ site }: { site: Site }) {
  const { t } = useTranslation(['sites', 'shell', 'preview'])
  const can = useCan()
  const writable = can('sites.write')
  const { id: _id, key, home: _home, etag, ...start } = site
  const [form, setForm] = useState(start)
  const set = (part: Partial<typeof form>) => setForm((old) => ({ ...old, ...part }))
  const save = useMutation({
    mutationFn: async () => (await client.sites.update({ site: key, body: form, ifMatch: etag })).data,
    onSuccess(saved) {
      queries.setQueryData(['site', key], saved)
      void queries.invalidateQueries({ queryKey: sessionKey })
      tell(t('shell:saved'))
    },
  })
  const errors = errorsBy(save.error)
  const locales = Object.entries(errors).find(([path]) => path.startsWith('/locales'))?.[1]
  const hosts = Object.entries(errors).find(([path]) => path.startsWith('/hosts'))?.[1]
  function submit(event: SubmitEvent) {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Surface maw={640}>
      <LeaveGuard dirty={JSON.stringify(form) !== JSON.stringify(start) && !save.isSuccess} />
      <form onSubmit={submit}>
        <Stack>
          {save.error && (
            <Trouble
              error={save.error}
              nameOf={placesNamed({
                '/name': t('name'),
                '/locales': t('locales'),
                '/defaultLocale': t('defaultLocale'),
                '/timeZone': t('timeZone'),
                '/hosts': t('hosts'),
                '/previewUrls': t('preview:addresses'),
              })}
            />
          )}
          <Text size="sm">
            {t('key')} <Code>{key}</Code>
          </Text>
          <TextInput
            label={t('name')}
            required
            readOnly={!writable}
            error={errors['/name']}
            value={form.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <TagsInput
            label={t('locales')}
            description={t('localesHelp')}
            readOnly={!writable}
            error={locales}
            splitChars={[',', '、', '，', ' ']}
            value={form.locales}
            // A language with content stays: only what was added and not saved can be taken away again.
            onChange={(list) => set({ locales: [...new Set([...start.locales, ...list])] })}
            renderPill={({ value, onRemove }) => (
              <Pill
                withRemoveButton={writable && !start.locales.includes(String(value))}
                {...(onRemove ? { onRemove } : {})}
                removeButtonProps={{
                  'aria-label': t('removeLocale', { locale: String(value) }),
                  'aria-hidden': false,
                  tabIndex: 0,
                }}
              >
                {String(value)}
              </Pill>
            )}
          />
          <Select
            label={t('defaultLocale')}
            readOnly={!writable}
            allowDeselect={false}
            error={errors['/defaultLocale']}
            data={form.locales.map((locale) => ({ value: locale, label: nameOf(locale) }))}
            value={form.defaultLocale}
            onChange={(locale) => set({ defaultLocale: locale ?? form.defaultLocale })}
          />
          <Select
            label={t('timeZone')}
            readOnly={!writable}
            searchable
            allowDeselect={false}
            nothingFoundMessage={t('noZone')}
            error={errors['/timeZone']}
            data={zones}
            value={form.timeZone}
            onChange={(zone) => set({ timeZone: zone ?? form.timeZone })}
          />
          <TagsInput
            label={t('hosts')}
            description={t('hostsHelp')}
            readOnly={!writable}
            error={hosts}
            value={form.hosts}
            onChange={(list) => set({ hosts: list })}
          />
          <PreviewAddresses
            urls={form.previewUrls}
            readOnly={!writable}
            errors={errors}
            onChange={(previewUrls) => set({ previewUrls })}
          />
          {writable && (
            <Button type="submit" loading={save.isPending} w="fit-content">
              {t('shell:save')}
            </Button>
          )}
        </Stack>
      </form>
    </Surface>
  )
}

/** What is typed may not be a language yet. */
function nameOf(locale: string): string {
  try {
    return `${languageName(locale)} (${locale})`
  } catch {
    return locale
  }
}
