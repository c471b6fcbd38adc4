import type { Site } from '@dozo/client'
import { Button, Modal, Stack, TagsInput, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries, sessionKey } from '../../api/client.ts'
import { paths } from '../../paths.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { errorsBy } from '../../ui/field-errors.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { To } from '../../ui/To.tsx'
import { placesNamed } from '../../ui/place-names.ts'
import { Trouble } from '../../ui/Trouble.tsx'

/** Every site of the instance, for who operates it. */
export function SitesPage() {
  const { t } = useTranslation('sites')
  const [opened, dialog] = useDisclosure()
  const query = useQuery({
    queryKey: ['sites'],
    queryFn: async () => (await client.sites.list({})).data,
  })
  const columns: Column<Site>[] = [
    {
      key: 'name',
      header: t('name'),
      cell: (site) => (
        <To to={paths.site} params={{ site: site.key }}>
          {site.name}
        </To>
      ),
    },
    { key: 'key', header: t('key'), cell: (site) => site.key },
    { key: 'locales', header: t('locales'), cell: (site) => site.locales.join(', ') },
    { key: 'zone', header: t('timeZone'), cell: (site) => site.timeZone },
    { key: 'hosts', header: t('hosts'), cell: (site) => site.hosts.join(', ') || '–' },
  ]
  return (
    <Page title={t('all')} actions={<Button onClick={dialog.open}>{t('create')}</Button>}>
      <Loaded query={query}>
        {(sites) => <DataTable label={t('all')} columns={columns} rows={sites} keyOf={(site) => site.id} />}
      </Loaded>
      {opened && <NewSite close={dialog.close} />}
    </Page>
  )
}

function NewSite({ close }: { close: () => void }) {
  const { t } = useTranslation(['sites', 'shell'])
  const navigate = useNavigate()
  const [form, setForm] = useState({ key: '', name: '', locales: ['ja', 'en'] })
  const set = (part: Partial<typeof form>) => setForm((old) => ({ ...old, ...part }))
  const make = useMutation({
    mutationFn: async () =>
      (await client.sites.create({ body: { ...form, defaultLocale: form.locales[0] ?? 'ja' } })).data,
    async onSuccess(site) {
      await queries.invalidateQueries({ queryKey: sessionKey })
      void queries.invalidateQueries({ queryKey: ['sites'] })
      void navigate({ to: paths.site, params: { site: site.key } as never })
    },
  })
  const errors = errorsBy(make.error)
  function submit(event: SubmitEvent) {
    event.preventDefault()
    make.mutate()
  }
  return (
    <Modal opened onClose={close} title={t('create')} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <form onSubmit={submit}>
        <Stack>
          {make.error && (
            <Trouble
              error={make.error}
              nameOf={placesNamed({ '/name': t('name'), '/key': t('key'), '/locales': t('locales') })}
            />
          )}
          <TextInput
            label={t('name')}
            required
            data-autofocus
            error={errors['/name']}
            value={form.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <TextInput
            label={t('key')}
            description={t('keyHelp')}
            required
            autoCapitalize="none"
            spellCheck={false}
            error={errors['/key']}
            value={form.key}
            onChange={(event) => set({ key: event.currentTarget.value })}
          />
          <TagsInput
            label={t('locales')}
            description={t('newLocalesHelp')}
            splitChars={[',', '、', '，', ' ']}
            error={Object.entries(errors).find(([path]) => path.startsWith('/locales'))?.[1]}
            value={form.locales}
            onChange={(locales) => set({ locales })}
          />
          <Button type="submit" loading={make.isPending}>
            {t('createAct')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
