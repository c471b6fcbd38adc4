import type { Api } from '@dozo/client'
import { Button, Modal, Stack, Text, TextInput } from '@mantine/core'
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

/** The next API beside the one that callers still use. */
export function CopyApiDialog({ api, close }: { api: Api; close: () => void }) {
  const { t } = useTranslation(['apis', 'shell'])
  const { key: site } = useSite()
  const navigate = useNavigate()
  const [form, setForm] = useState({
    key: `${api.key}-v2`.slice(0, 40),
    name: `${api.name} v2`.slice(0, 100),
  })
  const make = useMutation({
    mutationFn: () => client.apis.copy({ site, api: api.key, body: form }),
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
    <Modal
      opened
      onClose={close}
      title={t('copyTitle', { name: api.name })}
      closeButtonProps={{ 'aria-label': t('shell:close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{t('copyLead')}</Text>
          {make.error && (
            <Trouble error={make.error} nameOf={placesNamed({ '/name': t('name'), '/key': t('key') })} />
          )}
          <TextInput
            label={t('name')}
            required
            data-autofocus
            error={errors['/name']}
            value={form.name}
            onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
          />
          <TextInput
            label={t('key')}
            description={t('keyText', { key: form.key || '…' })}
            required
            autoCapitalize="none"
            spellCheck={false}
            error={errors['/key']}
            value={form.key}
            onChange={(event) => setForm({ ...form, key: event.currentTarget.value })}
          />
          <Button type="submit" loading={make.isPending}>
            {t('copyAct')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
