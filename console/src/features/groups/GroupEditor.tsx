import type { ContentType, Group, Permission } from '@dozo/client'
import { Button, Code, Stack, Text, TextInput, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useId, useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { errorsBy } from '../../ui/field-errors.ts'
import { LeaveGuard } from '../../ui/LeaveGuard.tsx'
import { useNamed } from '../../ui/named.ts'
import { NameInputs } from '../../ui/NameInputs.tsx'
import { Page } from '../../ui/Page.tsx'
import { placesNamed } from '../../ui/place-names.ts'
import { Surface } from '../../ui/Surface.tsx'
import { tell } from '../../ui/toast.ts'
import { To, ToButton } from '../../ui/To.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { DeleteGroup } from './DeleteGroup.tsx'
import { formOf, keyFrom, newForm, type GroupForm } from './group-form.ts'
import { GroupConflict } from './GroupConflict.tsx'
import { useReadOnly } from './read-only.ts'
import { ReviewDialog } from './ReviewDialog.tsx'
import { Rights } from './Rights.tsx'
import { useGroupSaving } from './use-group-saving.ts'

type Props = {
  group: Group | undefined
  /** What a new one is a copy of. */
  model?: Group | undefined
  types: readonly ContentType[]
  permissions: readonly Permission[]
}

/** A group: its name, and what its members may do. Saving says first what will be different for them. */
export function GroupEditor({ group, model, types, permissions }: Props) {
  const { t } = useTranslation(['groups', 'shell'])
  const named = useNamed()
  const can = useCan()
  const navigate = useNavigate()
  const why = useId()
  const { key: site } = useSite()
  const { base, moved, error, save, adopt, look } = useGroupSaving(group)
  const [form, setForm] = useState<GroupForm>(() => (group ? formOf(group) : newForm(model)))
  const [reviewed, setReviewed] = useState(false)
  const set = (part: Partial<GroupForm>) => setForm((old) => ({ ...old, ...part }))
  const readOnly = useReadOnly(permissions)(base)
  const writable = readOnly === undefined
  const start = base ? formOf(base) : newForm(undefined)
  const dirty = JSON.stringify(form) !== JSON.stringify(start)
  // A newer one has come, and nothing is written over it yet.
  if (group && base && group.etag > base.etag && !dirty) {
    look(group)
    setForm(formOf(group))
  }
  const errors = errorsBy(error)
  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (base && !dirty) tell(t('unchanged'))
    else setReviewed(true)
  }
  async function run() {
    const saved = await save(form)
    if (!saved) return window.scrollTo({ top: 0 })
    setForm(formOf(saved))
    tell(t('shell:saved'))
    if (!base)
      await navigate({ to: paths.group, params: { site, id: saved.key } as never, ignoreBlocker: true })
  }
  return (
    <Page
      title={base ? named(base.name) : t('create')}
      above={
        <To size="sm" to={paths.groups} params={{ site }}>
          {t('title')}
        </To>
      }
      lead={base && <Standing group={base} />}
      actions={
        <>
          {base && can('groups.write') && (
            <ToButton variant="default" to={paths.newGroup} params={{ site }} search={{ from: base.key }}>
              {t('copyAct')}
            </ToButton>
          )}
          {writable && (
            <Button type="submit" form={`${why}form`}>
              {t(base ? 'save' : 'createAct')}
            </Button>
          )}
        </>
      }
    >
      <LeaveGuard dirty={dirty && writable} />
      {moved && base && (
        <GroupConflict
          before={moved}
          theirs={base}
          take={() => {
            setForm(formOf(base))
            adopt(base)
          }}
        />
      )}
      {error !== undefined && (
        <Trouble
          error={error}
          nameOf={placesNamed({ '/name': t('name'), '/key': t('key'), '/grants': t('rights') })}
        />
      )}
      <Text size="sm" c="dimmed" id={why} hidden={writable && permissions.every(({ name }) => can(name))}>
        {readOnly ?? t('notYours')}
      </Text>
      {writable && (
        <Surface maw={720}>
          <form id={`${why}form`} onSubmit={submit}>
            <Stack>
              <NameInputs
                label={(language) => t('nameIn', { language })}
                value={form.name}
                onChange={(name) =>
                  set({
                    name,
                    ...(!base && form.key === keyFrom(form.name.en) ? { key: keyFrom(name.en) } : {}),
                  })
                }
                errors={errors}
                path="/name"
              />
              {!base && (
                <TextInput
                  label={t('key')}
                  description={t('keyHelp')}
                  required
                  error={errors['/key']}
                  value={form.key}
                  onChange={(event) => set({ key: event.currentTarget.value })}
                />
              )}
            </Stack>
          </form>
        </Surface>
      )}
      <Title order={2}>{t('rights')}</Title>
      <Rights
        grants={form.grants}
        types={types}
        permissions={permissions}
        onChange={writable ? (grants) => set({ grants }) : undefined}
        why={why}
      />
      {base && writable && <DeleteGroup group={base} />}
      {reviewed && <ReviewDialog base={base} form={form} close={() => setReviewed(false)} run={run} />}
    </Page>
  )
}

/** Key and members, under the name. */
function Standing({ group }: { group: Group }) {
  const { t } = useTranslation('groups')
  const can = useCan()
  const { key: site } = useSite()
  const count = t('members', { count: group.members })
  return (
    <>
      <Code>{group.key}</Code>{' '}
      {group.members > 0 && can('members.read') ? (
        <To size="sm" to={paths.members} params={{ site }} search={{ group: group.key }}>
          {count}
        </To>
      ) : (
        count
      )}
    </>
  )
}
