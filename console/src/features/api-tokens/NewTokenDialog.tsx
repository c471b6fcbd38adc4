import { Button, Modal, MultiSelect, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { usePermissions } from '../../api/permissions.ts'
import { useCan, useSite } from '../../api/session.ts'
import { errorsBy } from '../../ui/field-errors.ts'
import { MomentInput } from '../../ui/MomentInput.tsx'
import { ShownOnce } from '../../ui/ShownOnce.tsx'
import { useNamed } from '../../ui/named.ts'
import { placesNamed } from '../../ui/place-names.ts'
import { Trouble } from '../../ui/Trouble.tsx'

const ninetyDaysMs = 90 * 24 * 60 * 60 * 1000

/** What the token may do, until when; then the token itself, once. */
export function NewTokenDialog({ close, know }: { close: () => void; know: () => void }) {
  const { t } = useTranslation(['apiTokens', 'shell'])
  const named = useNamed()
  const can = useCan()
  const { key: site, timeZone } = useSite()
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string[]>([])
  const [expiresAt, setExpiresAt] = useState<string | undefined>(() =>
    new Date(Date.now() + ninetyDaysMs).toISOString(),
  )
  const permissions = usePermissions()
  const make = useMutation({
    mutationFn: async () =>
      (
        await client['api-tokens'].create({
          site,
          body: {
            name,
            scopes: chosen.map((permission) => ({ permission })),
            expiresAt: expiresAt ?? new Date(0).toISOString(),
          },
        })
      ).data,
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
      title={make.data ? t('made') : t('create')}
      closeOnClickOutside={!make.data}
      closeButtonProps={{ 'aria-label': t('shell:close') }}
    >
      {make.data ? (
        <ShownOnce text={t('madeText')} secret={make.data.token ?? ''} close={close} />
      ) : (
        <form onSubmit={submit}>
          <Stack>
            {make.error && (
              <Trouble
                error={make.error}
                nameOf={placesNamed({
                  '/name': t('name'),
                  '/scopes': t('scopes'),
                  '/expiresAt': t('expires'),
                })}
              />
            )}
            <TextInput
              label={t('name')}
              description={t('nameHelp')}
              required
              data-autofocus
              error={errors['/name']}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <MultiSelect
              label={t('scopes')}
              description={t('scopesHelp')}
              required
              searchable
              error={errors['/scopes']}
              data={(permissions.data ?? [])
                .filter((permission) => can(permission.name))
                .map((permission) => ({ value: permission.name, label: named(permission.label) }))}
              value={chosen}
              onChange={setChosen}
            />
            <MomentInput
              label={t('expires')}
              required
              zone={timeZone}
              error={errors['/expiresAt']}
              value={expiresAt}
              onChange={setExpiresAt}
            />
            <Button type="submit" loading={make.isPending}>
              {t('createAct')}
            </Button>
          </Stack>
        </form>
      )}
    </Modal>
  )
}
