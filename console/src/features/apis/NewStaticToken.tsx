import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { errorsBy } from '../../ui/field-errors.ts'
import { MomentInput } from '../../ui/MomentInput.tsx'
import { placesNamed } from '../../ui/place-names.ts'
import { ShownOnce } from '../../ui/ShownOnce.tsx'
import { Trouble } from '../../ui/Trouble.tsx'

const yearMs = 365 * 24 * 60 * 60 * 1000

/** A name and an end; then the token itself, once. */
export function NewStaticToken({ api, close, know }: { api: string; close: () => void; know: () => void }) {
  const { t } = useTranslation(['apis', 'shell'])
  const { key: site, timeZone } = useSite()
  const [name, setName] = useState('')
  const [expiresAt, setExpiresAt] = useState<string | undefined>(() =>
    new Date(Date.now() + yearMs).toISOString(),
  )
  const make = useMutation({
    mutationFn: async () => {
      const body = { name, expiresAt: expiresAt ?? new Date(0).toISOString() }
      return (await client['static-tokens'].create({ site, api, body })).data
    },
    onSuccess: know,
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
      title={make.data ? t('tokenMade') : t('newToken')}
      closeOnClickOutside={!make.data}
      closeButtonProps={{ 'aria-label': t('shell:close') }}
    >
      {make.data ? (
        <ShownOnce text={t('tokenMadeText')} secret={make.data.token ?? ''} close={close} />
      ) : (
        <form onSubmit={submit}>
          <Stack>
            {make.error && (
              <Trouble
                error={make.error}
                nameOf={placesNamed({ '/name': t('name'), '/expiresAt': t('tokenExpires') })}
              />
            )}
            <TextInput
              label={t('name')}
              required
              data-autofocus
              error={errors['/name']}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <MomentInput
              label={t('tokenExpires')}
              required
              zone={timeZone}
              error={errors['/expiresAt']}
              value={expiresAt}
              onChange={setExpiresAt}
            />
            <Button type="submit" loading={make.isPending}>
              {t('newTokenAct')}
            </Button>
          </Stack>
        </form>
      )}
    </Modal>
  )
}
