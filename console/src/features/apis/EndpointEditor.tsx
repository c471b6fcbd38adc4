import type { Api, ContentType, Endpoint, Operation } from '@dozo/client'
import { Button, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useId, useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan, useSite } from '../../api/session.ts'
import { rowsOf } from '../../conditions/grammar.ts'
import { BrokenContext, useBrokenPlaces } from '../../fields/broken.ts'
import { paths } from '../../paths.ts'
import { errorsBy } from '../../ui/field-errors.ts'
import { LeaveGuard } from '../../ui/LeaveGuard.tsx'
import { useShortcut } from '../../ui/keys.ts'
import { Page } from '../../ui/Page.tsx'
import { Surface } from '../../ui/Surface.tsx'
import { tell } from '../../ui/toast.ts'
import { To } from '../../ui/To.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { Conflict } from './Conflict.tsx'
import { DeleteEndpoint } from './DeleteEndpoint.tsx'
import { formOf, newForm, sameInput } from './endpoint-form.ts'
import { useEndpointPlaces } from './endpoint-places.ts'
import { filterFieldsOf } from './filter-fields-of.ts'
import { EndpointSide } from './EndpointSide.tsx'
import { Settings } from './Settings.tsx'
import { useEndpointSaving } from './use-endpoint-saving.ts'
import { changedNames } from './changed-names.ts'
import './apis.css'

type Props = {
  api: Api
  endpoint: Endpoint | undefined
  types: readonly ContentType[]
  operations: readonly Operation[]
}

/** One endpoint: its settings, and beside them what it answers as they stand. */
export function EndpointEditor({ api, endpoint, types, operations }: Props) {
  const { t } = useTranslation(['endpoints', 'apis', 'shell', 'conditions'])
  const can = useCan()
  const navigate = useNavigate()
  const formId = useId()
  const { key: site } = useSite()
  const nameOf = useEndpointPlaces()
  const { base, moved, error, busy, save, adopt, look } = useEndpointSaving(api.key, endpoint)
  const [start] = useState(() => (endpoint ? formOf(endpoint) : newForm(operations, types)))
  const [form, setForm] = useState(start)
  const [asked, setAsked] = useState(false)
  const { broken, report } = useBrokenPlaces()
  const writable = can('apis.write')
  const before = base ? formOf(base) : start
  const dirty = !sameInput(form, before)
  // A newer one has come, and nothing is written over it yet.
  if (endpoint && base && endpoint.etag > base.etag && !dirty) {
    look(endpoint)
    setForm(formOf(endpoint))
  }
  const type = types.find(({ key }) => key === form.type)
  const unfinished =
    rowsOf(form.filter ?? undefined, filterFieldsOf(type, types))?.rows.some(({ value }) => value === null) ??
    false
  const errors = {
    ...errorsBy(error),
    ...broken,
    ...(asked && unfinished ? { '/filter': t('conditions:missing') } : {}),
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    void store()
  }
  useShortcut('save', () => void store(), writable)
  async function store() {
    setAsked(true)
    if (unfinished || Object.keys(broken).length > 0) return
    const saved = await save(form)
    if (!saved) return window.scrollTo({ top: 0 })
    setForm(formOf(saved))
    setAsked(false)
    tell(t('shell:saved'))
    const params = { site, api: api.key, id: saved.id } as never
    if (!base) await navigate({ to: paths.endpoint, params, ignoreBlocker: true })
  }
  return (
    <Page
      title={base ? base.path : t('create')}
      above={
        <To size="sm" to={paths.api} params={{ site, api: api.key }}>
          {t('ofApi', { name: api.name })}
        </To>
      }
      lead={writable ? undefined : t('apis:readOnly')}
      actions={
        writable && (
          <Button type="submit" form={formId} loading={busy}>
            {t(base ? 'save' : 'createAct')}
          </Button>
        )
      }
    >
      <LeaveGuard dirty={dirty && writable} />
      {moved && base && (
        <Conflict
          take={() => {
            setForm(formOf(base))
            adopt(base)
          }}
        >
          <Text size="sm">
            {t('conflictTheirs', {
              names: changedNames(formOf(moved), formOf(base))
                .map((name) => nameOf(`/${name}`) ?? name)
                .join(', '),
            })}
          </Text>
        </Conflict>
      )}
      {error !== undefined && <Trouble error={error} nameOf={nameOf} />}
      <div className="endpoint-columns">
        <BrokenContext value={report}>
          <form id={formId} onSubmit={submit}>
            <fieldset disabled={!writable} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
              <Settings
                form={form}
                set={setForm}
                api={api}
                types={types}
                operations={operations}
                errors={errors}
              />
            </fieldset>
            {dirty && writable && (
              <Surface className="unsaved-bar">
                <Text size="sm">{t('unsaved')}</Text>
                <Button type="submit" size="sm" loading={busy}>
                  {t('saveNow')}
                </Button>
              </Surface>
            )}
          </form>
        </BrokenContext>
        <Stack gap="lg">
          <EndpointSide
            api={api}
            saved={base}
            form={form}
            dirty={dirty}
            operation={operations.find(({ name }) => name === form.operation)}
            type={type}
          />
        </Stack>
      </div>
      {base && writable && <DeleteEndpoint api={api.key} endpoint={base} />}
    </Page>
  )
}
