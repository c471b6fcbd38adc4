import type { Member } from '@dozo/client'
import { Button, MultiSelect, Stack, Switch, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { groupsKey, useGroups } from '../../api/groups.ts'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { errorsBy } from '../../ui/field-errors.ts'
import { LeaveGuard } from '../../ui/LeaveGuard.tsx'
import { useNamed } from '../../ui/named.ts'
import { Page } from '../../ui/Page.tsx'
import { Surface } from '../../ui/Surface.tsx'
import { To } from '../../ui/To.tsx'
import { tell } from '../../ui/toast.ts'
import { Password } from '../../ui/Password.tsx'
import { placesNamed } from '../../ui/place-names.ts'
import { Trouble } from '../../ui/Trouble.tsx'
import { DeleteMember } from './DeleteMember.tsx'
import { MemberRights } from './MemberRights.tsx'
import { MemberSessions } from './MemberSessions.tsx'
import { AddressInput } from '../../ui/AddressInput.tsx'

const empty = { name: '', email: '', status: 'active' as Member['status'], groups: ['editor'] }

export function MemberForm({ member }: { member: Member | undefined }) {
  const { t } = useTranslation(['members', 'shell'])
  const named = useNamed()
  const can = useCan()
  const navigate = useNavigate()
  const { key: site } = useSite()
  const groups = useGroups().data ?? []
  const start = member ?? empty
  const [form, setForm] = useState({ ...start, password: '' })
  const set = (part: Partial<typeof form>) => setForm((old) => ({ ...old, ...part }))
  const writable = can('members.write')
  const save = useMutation({
    async mutationFn() {
      const { name, email, groups: keys, status } = form
      const password = form.password ? { password: form.password } : {}
      const reply = member
        ? await client.members.update({
            site,
            id: member.id,
            body: { name, email, groups: keys, status, ...password },
            ifMatch: member.etag,
          })
        : await client.members.create({ site, body: { name, email, groups: keys, ...password } })
      return reply.data
    },
    async onSuccess(saved) {
      queries.setQueryData(['member', site, saved.id], saved)
      void queries.invalidateQueries({ queryKey: ['members', site] })
      void queries.invalidateQueries({ queryKey: groupsKey(site) })
      tell(t('shell:saved'))
      await navigate({ to: paths.member, params: { site, id: saved.id } as never, ignoreBlocker: true })
    },
  })
  const errors = errorsBy(save.error)
  const dirty = JSON.stringify({ ...start, password: '' }) !== JSON.stringify(form)
  function submit(event: SubmitEvent) {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Page
      width="writing"
      title={member?.name ?? t('create')}
      above={
        <To size="sm" to={paths.members} params={{ site }}>
          {t('title')}
        </To>
      }
    >
      <LeaveGuard dirty={dirty && writable && !save.isPending} />
      {save.error && (
        <Trouble
          error={save.error}
          nameOf={placesNamed({
            '/name': t('name'),
            '/email': t('email'),
            '/groups': t('groups'),
            '/password': t(member ? 'newPassword' : 'password'),
          })}
        />
      )}
      <Surface maw={560}>
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label={t('name')}
              required
              readOnly={!writable}
              error={errors['/name']}
              value={form.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
            <AddressInput
              label={t('email')}
              kind="email"
              required
              readOnly={!writable}
              error={errors['/email']}
              value={form.email}
              onChange={(email) => set({ email })}
            />
            <MultiSelect
              label={t('groups')}
              description={t('groupsHelp')}
              readOnly={!writable}
              error={errors['/groups']}
              data={groups.map((group) => ({ value: group.key, label: named(group.name) }))}
              value={form.groups}
              onChange={(keys) => set({ groups: keys })}
            />
            {writable && (
              <Password
                label={member ? t('newPassword') : t('password')}
                description={member ? t('newPasswordHelp') : t('passwordHelp')}
                error={errors['/password']}
                autoComplete="new-password"
                value={form.password}
                onChange={(event) => set({ password: event.currentTarget.value })}
              />
            )}
            {member && (
              <Switch
                label={t('mayEnter')}
                description={t('mayEnterHelp')}
                disabled={!writable}
                checked={form.status === 'active'}
                onChange={(event) => set({ status: event.currentTarget.checked ? 'active' : 'suspended' })}
              />
            )}
            {writable && (
              <Button type="submit" loading={save.isPending} w="fit-content">
                {member ? t('shell:save') : t('createAct')}
              </Button>
            )}
          </Stack>
        </form>
      </Surface>
      {member && <MemberRights member={member} />}
      {member && writable && <MemberSessions member={member} />}
      {member && writable && <DeleteMember member={member} />}
    </Page>
  )
}
