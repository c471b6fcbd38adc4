import { ProblemError } from '@dozo/client'
import { Button, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries, sessionKey } from '../../api/client.ts'
import { paths } from '../../paths.ts'
import { errorsBy } from '../../ui/field-errors.ts'
import { Password } from '../../ui/Password.tsx'
import { placesNamed } from '../../ui/place-names.ts'
import { Trouble } from '../../ui/Trouble.tsx'
import { AddressInput } from '../../ui/AddressInput.tsx'

export function SetupForm({ token }: { token: string }) {
  const { t } = useTranslation('setup')
  const navigate = useNavigate()
  const [form, setForm] = useState({ name: '', email: '', password: '' })
  const setup = useMutation({
    mutationFn: () => client.setup.complete({ body: { token, ...form } }),
    onSuccess({ data }) {
      queries.setQueryData(sessionKey, data)
      void navigate({ to: paths.site, params: { site: data.member.siteKey } as never })
    },
  })
  const errors = errorsBy(setup.error)
  const set = (part: Partial<typeof form>) => setForm((old) => ({ ...old, ...part }))
  function submit(event: SubmitEvent) {
    event.preventDefault()
    setup.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {setup.error && !(setup.error instanceof ProblemError && setup.error.errors.length > 0) && (
          <Trouble
            error={setup.error}
            nameOf={placesNamed({ '/name': t('name'), '/email': t('email'), '/password': t('password') })}
          />
        )}
        <TextInput
          label={t('name')}
          value={form.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={errors['/name']}
          required
          autoComplete="name"
        />
        <AddressInput
          label={t('email')}
          kind="email"
          value={form.email}
          onChange={(email) => set({ email })}
          error={errors['/email']}
          required
          autoComplete="username"
        />
        <Password
          label={t('password')}
          description={`${t('passwordHelp')} ${t('passwordLength', { count: [...form.password].length })}`}
          value={form.password}
          onChange={(event) => set({ password: event.currentTarget.value })}
          error={errors['/password']}
          required
          autoComplete="new-password"
        />
        <Button type="submit" loading={setup.isPending}>
          {t('begin')}
        </Button>
      </Stack>
    </form>
  )
}
