import type { NewWebhook, Webhook } from '@dozo/client'
import { Button, Modal, MultiSelect, Select, Stack, Switch, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useApis } from '../../api/apis.ts'
import { client, queries } from '../../api/client.ts'
import { useContentTypes } from '../../api/content-types.ts'
import { useSite } from '../../api/session.ts'
import { webhooksKey } from '../../api/webhooks.ts'
import { errorsBy } from '../../ui/field-errors.ts'
import { useNamed } from '../../ui/named.ts'
import { tell } from '../../ui/toast.ts'
import { placesNamed } from '../../ui/place-names.ts'
import { Trouble } from '../../ui/Trouble.tsx'
import { ShownOnce } from '../../ui/ShownOnce.tsx'
import { eventNames, useEventLabel } from './event-names.ts'
import { AddressInput } from '../../ui/AddressInput.tsx'

const fresh: NewWebhook = { name: '', url: 'https://', events: ['entry.published', 'entry.unpublished'] }

/** Where to, of what, with what. A new one then shows its secret, once. */
export function WebhookDialog({ hook, close }: { hook: Webhook | undefined; close: () => void }) {
  const { t } = useTranslation(['webhooks', 'shell'])
  const named = useNamed()
  const label = useEventLabel()
  const { key: site } = useSite()
  const types = useContentTypes().data ?? []
  const [form, setForm] = useState<NewWebhook>(hook ? settingsOf(hook) : fresh)
  const set = (part: Partial<NewWebhook>) => setForm((old) => ({ ...old, ...part }))
  const save = useMutation({
    mutationFn: async () =>
      hook
        ? (await client.webhooks.update({ site, id: hook.id, body: form, ifMatch: hook.etag })).data
        : (await client.webhooks.create({ site, body: form })).data,
    onSuccess(saved) {
      void queries.invalidateQueries({ queryKey: webhooksKey(site) })
      queries.setQueryData(['webhook', site, saved.id], { ...saved, secret: undefined })
      if (!hook) return
      tell(t('shell:saved'))
      close()
    },
  })
  const errors = errorsBy(save.error)
  const at = (start: string) => Object.entries(errors).find(([path]) => path.startsWith(start))?.[1]
  const payloads = usePayloads()
  function submit(event: SubmitEvent) {
    event.preventDefault()
    save.mutate()
  }
  const made = !hook && save.data
  return (
    <Modal
      opened
      onClose={close}
      title={made ? t('made') : hook ? t('change') : t('create')}
      closeOnClickOutside={!made}
      closeButtonProps={{ 'aria-label': t('shell:close') }}
    >
      {made ? (
        <ShownOnce text={t('madeText')} secret={save.data.secret ?? ''} close={close} />
      ) : (
        <form onSubmit={submit}>
          <Stack>
            {save.error && (
              <Trouble
                error={save.error}
                nameOf={placesNamed({
                  '/name': t('name'),
                  '/url': t('url'),
                  '/events': t('events'),
                  '/types': t('types'),
                  '/payload': t('payload'),
                })}
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
            <AddressInput
              label={t('url')}
              description={t('urlHelp')}
              kind="url"
              required
              spellCheck={false}
              error={errors['/url']}
              value={form.url}
              onChange={(url) => set({ url })}
            />
            <MultiSelect
              label={t('events')}
              required
              searchable
              error={at('/events')}
              data={eventNames.map((name) => ({ value: name, label: label(name) }))}
              value={form.events}
              onChange={(events) => set({ events })}
            />
            <MultiSelect
              label={t('types')}
              description={t('typesHelp')}
              error={at('/types')}
              data={types.map((type) => ({ value: type.key, label: named(type.name) }))}
              value={form.types ?? []}
              onChange={(keys) => set({ types: keys.length > 0 ? keys : null })}
            />
            <Select
              label={t('payload')}
              description={t('payloadHelp')}
              clearable
              clearButtonProps={{ 'aria-label': t('shell:close') }}
              error={errors['/payload']}
              data={payloads}
              value={form.payload ? `${form.payload.api} ${form.payload.path}` : null}
              onChange={(chosen) => {
                const [api = '', path = ''] = chosen?.split(' ') ?? []
                set({ payload: chosen ? { api, path } : null })
              }}
            />
            <Switch
              label={t('active')}
              checked={form.active !== false}
              onChange={(event) => set({ active: event.currentTarget.checked })}
            />
            <Button type="submit" loading={save.isPending}>
              {hook ? t('shell:save') : t('createAct')}
            </Button>
          </Stack>
        </form>
      )}
    </Modal>
  )
}

const settingsOf = ({ name, url, events, types, condition, payload, active }: Webhook): NewWebhook => ({
  name,
  url,
  events,
  types,
  condition,
  payload,
  active,
})

/** Endpoints that give one entry by its id, of every API. */
function usePayloads(): string[] {
  const { key: site } = useSite()
  const apis = useApis().data ?? []
  const found = useQuery({
    queryKey: ['payloads', site, apis.map((api) => api.key)],
    queryFn: async () => {
      const lists = await Promise.all(
        apis.map(async (api) =>
          (await client.endpoints.list({ site, api: api.key })).data
            .filter((one) => one.operation === 'entries.get' && one.path.includes('{id}'))
            .map((one) => `${api.key} ${one.path}`),
        ),
      )
      return lists.flat()
    },
  })
  return found.data ?? []
}
