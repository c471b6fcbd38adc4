import type { NewApi } from '@dozo/client'
import { Button, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { apisKey } from '../../api/apis.ts'
import { client, queries } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { errorsBy } from '../../ui/field-errors.ts'
import { placesNamed } from '../../ui/place-names.ts'
import { Trouble } from '../../ui/Trouble.tsx'

export const securities = ['open', 'token', 'member'] as const

/** A name, an address, and who may call. */
export function NewApiDialog({ close }: { close: () => void }) {
  const { t } = useTranslation(['apis', 'shell'])
  const { key: site } = useSite()
  const navigate = useNavigate()
  const [form, setForm] = useState<NewApi>({ key: 'default', name: 'Default', security: 'open' })
  const set = (part: Partial<NewApi>) => setForm((old) => ({ ...old, ...part }))
  const make = useMutation({
    mutationFn: () => client.apis.create({ site, body: form }),
    async onSuccess({ data: made }) {
      void queries.invalidateQueries({ queryKey: apisKey(site) })
      close()
      await navigate({ to: paths.api, params: { site, api: made.key } as never })
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
              nameOf={placesNamed({ '/name': t('name'), '/key': t('key'), '/security': t('security') })}
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
            description={t('keyText', { key: form.key || '…' })}
            required
            autoCapitalize="none"
            spellCheck={false}
            error={errors['/key']}
            value={form.key}
            onChange={(event) => set({ key: event.currentTarget.value })}
          />
          <Select
            label={t('security')}
            description={t(`securityText.${form.security}`)}
            allowDeselect={false}
            error={errors['/security']}
            data={securities.map((one) => ({ value: one, label: t(`security.${one}`) }))}
            value={form.security}
            onChange={(next) => set({ security: (next as NewApi['security']) ?? form.security })}
          />
          <Button type="submit" loading={make.isPending}>
            {t('createAct')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
