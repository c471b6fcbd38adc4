import type { Login } from '@dozo/client'
import { Button, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { client, endedKey, queries, sessionKey } from '../../api/client.ts'
import { Password } from '../../ui/Password.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { AddressInput } from '../../ui/AddressInput.tsx'

/** E-mail and password at a named site. `known`: the session that ended, whose place it takes. */
export function LoginForm({ known }: { known?: Pick<Login, 'site' | 'email'> }) {
  const { t } = useTranslation('sessions')
  const [form, setForm] = useState<Login>({ site: 'main', email: '', password: '', ...known })
  const login = useMutation({
    mutationFn: () => client.sessions.create({ body: form }),
    onSuccess({ data }) {
      queries.setQueryData(sessionKey, data)
      queries.setQueryData(endedKey, false)
      void queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
    },
  })
  const set = (part: Partial<Login>) => setForm((old) => ({ ...old, ...part }))
  function submit(event: SubmitEvent) {
    event.preventDefault()
    login.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {login.error && <Trouble error={login.error} />}
        {!known && (
          <TextInput
            label={t('site')}
            description={t('siteHelp')}
            value={form.site}
            onChange={(event) => set({ site: event.currentTarget.value })}
            required
            autoComplete="organization"
          />
        )}
        <AddressInput
          label={t('email')}
          kind="email"
          value={form.email}
          readOnly={known !== undefined}
          onChange={(email) => set({ email })}
          required
          autoComplete="username"
        />
        <Password
          label={t('password')}
          value={form.password}
          onChange={(event) => set({ password: event.currentTarget.value })}
          required
          autoComplete="current-password"
          data-autofocus={known ? true : undefined}
        />
        <Button type="submit" loading={login.isPending}>
          {t('signIn')}
        </Button>
      </Stack>
    </form>
  )
}
