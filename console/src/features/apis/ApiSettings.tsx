import type { Api, ApiChange } from '@dozo/client'
import { ProblemError } from '@dozo/client'
import { Button, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { apiKey, forgetApi } from '../../api/apis.ts'
import { client, queries } from '../../api/client.ts'
import { useCan, useSite } from '../../api/session.ts'
import { errorsBy } from '../../ui/field-errors.ts'
import { LeaveGuard } from '../../ui/LeaveGuard.tsx'
import { placesNamed } from '../../ui/place-names.ts'
import { Surface } from '../../ui/Surface.tsx'
import { tell } from '../../ui/toast.ts'
import { Trouble } from '../../ui/Trouble.tsx'
import { Conflict } from './Conflict.tsx'
import { securities } from './NewApiDialog.tsx'

type Form = { name: string; security: Api['security']; origins: string }
const formOf = ({ name, security, origins }: Api): Form => ({ name, security, origins: origins.join('\n') })
/** One a line; what a comma parts is parted, too. */
const linesOf = (text: string) => text.split(/[\s,、，]+/u).filter((line) => line !== '')
const same = (a: Form, b: Form) => JSON.stringify(a) === JSON.stringify(b)

/** Name, who may call, and which web pages. Saved over the version that was looked at. */
export function ApiSettings({ api }: { api: Api }) {
  const { t } = useTranslation(['apis', 'shell'])
  const can = useCan()
  const { key: site } = useSite()
  const writable = can('apis.write')
  const [base, setBase] = useState(api)
  const [form, setForm] = useState(() => formOf(api))
  const [theirs, setTheirs] = useState<Api>()
  const set = (part: Partial<Form>) => setForm((old) => ({ ...old, ...part }))
  const dirty = !same(form, formOf(base))
  function adopt(next: Api) {
    setBase(next)
    setForm(formOf(next))
    setTheirs(undefined)
  }
  // A newer one has come, and nothing is written over it yet.
  if (api.etag > base.etag && !dirty) adopt(api)
  const save = useMutation({
    mutationFn: async () => {
      const body: ApiChange = { name: form.name, security: form.security, origins: linesOf(form.origins) }
      return (await client.apis.update({ site, api: api.key, body, ifMatch: base.etag })).data
    },
    onSuccess(saved) {
      adopt(saved)
      queries.setQueryData(apiKey(site, api.key), saved)
      forgetApi(site, api.key)
      tell(t('shell:saved'))
    },
    async onError(error) {
      if (!(error instanceof ProblemError) || error.code !== 'version_moved') return
      const { data } = await client.apis.get({ site, api: api.key })
      setTheirs(data)
      // Saving again is then over theirs, knowingly.
      setBase(data)
      save.reset()
    },
  })
  const errors = errorsBy(save.error)
  const origin = Object.entries(errors).find(([path]) => path.startsWith('/origins'))?.[1]
  function submit(event: SubmitEvent) {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Surface maw={720}>
      <form onSubmit={submit}>
        <Stack>
          <LeaveGuard dirty={dirty && writable} />
          {!writable && (
            <Text size="sm" c="dimmed">
              {t('readOnly')}
            </Text>
          )}
          {theirs && <Conflict take={() => adopt(theirs)} />}
          {save.error && (
            <Trouble
              error={save.error}
              nameOf={placesNamed({
                '/name': t('name'),
                '/security': t('security'),
                '/origins': t('origins'),
              })}
            />
          )}
          <TextInput
            label={t('name')}
            required
            readOnly={!writable}
            error={errors['/name']}
            value={form.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <Select
            label={t('security')}
            description={t(`securityText.${form.security}`)}
            allowDeselect={false}
            readOnly={!writable}
            error={errors['/security']}
            data={securities.map((one) => ({ value: one, label: t(`security.${one}`) }))}
            value={form.security}
            onChange={(security) => set({ security: security as Form['security'] })}
          />
          <Textarea
            label={t('origins')}
            description={t('originsHelp')}
            autosize
            minRows={2}
            spellCheck={false}
            readOnly={!writable}
            placeholder="https://www.example.jp"
            error={origin}
            value={form.origins}
            onChange={(event) => set({ origins: event.currentTarget.value })}
          />
          {writable && (
            <Button
              type="submit"
              w="fit-content"
              variant={dirty ? 'filled' : 'default'}
              loading={save.isPending}
            >
              {t('saveSettings')}
            </Button>
          )}
        </Stack>
      </form>
    </Surface>
  )
}
