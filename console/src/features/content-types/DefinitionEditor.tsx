import type { ContentType } from '@dozo/client'
import type { ContentTypeDefinition } from '@dozo/content-model/definition'
import { asWritten } from '@dozo/content-model/shared-kinds'
import { Alert, Button, Select, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan, useSite } from '../../api/session.ts'
import { BrokenContext, useBrokenPlaces } from '../../fields/broken.ts'
import { paths } from '../../paths.ts'
import { errorsBy } from '../../ui/field-errors.ts'
import { LeaveGuard } from '../../ui/LeaveGuard.tsx'
import { useNamed } from '../../ui/named.ts'
import { Page } from '../../ui/Page.tsx'
import { Surface } from '../../ui/Surface.tsx'
import { To } from '../../ui/To.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { DefinitionForm } from './DefinitionForm.tsx'
import { DeleteType } from './DeleteType.tsx'
import { DownloadType } from './DownloadType.tsx'
import { FieldsEditor } from './FieldsEditor.tsx'
import { definitionPlaces } from './place-names.ts'
import { presets } from './presets.ts'
import { PlanDialog } from './PlanDialog.tsx'
import { Publication } from './Publication.tsx'
import { RulesEditor } from './RulesEditor.tsx'
import { KnownRows, rowsIn } from './rows.ts'
import { UsedBy } from './UsedBy.tsx'
import { useDefining } from './defining.ts'

function definitionOf(type: ContentType): ContentTypeDefinition {
  const {
    id: _id,
    entries: _entries,
    overflow: _overflow,
    usedKinds: _used,
    etag: _etag,
    ...definition
  } = type
  // In the editor a shared block is named as it is written: what it holds is changed through the API or model files.
  return asWritten(definition as ContentTypeDefinition) as ContentTypeDefinition
}

/** The definition of a content type: what it is called, and its fields. Saving shows first what it would do to what is there. */
export function DefinitionEditor({ type }: { type: ContentType | undefined }) {
  const { t } = useTranslation(['contentTypes', 'shell', 'fields'])
  const named = useNamed()
  const can = useCan()
  const { key: site } = useSite()
  const [preset, setPreset] = useState<keyof typeof presets>('blank')
  const start: ContentTypeDefinition = type ? definitionOf(type) : presets[preset]
  const [definition, setDefinition] = useState(start)
  const [known] = useState(() => new Set(type && rowsIn(definition.fields)))
  function begin(name: keyof typeof presets) {
    setPreset(name)
    setDefinition(presets[name])
  }
  const defining = useDefining(type)
  const { broken, report } = useBrokenPlaces()
  const [stopped, setStopped] = useState(false)
  // Problems point into what was sent, whatever was written or moved since.
  const [sent, setSent] = useState(definition)
  const isBroken = Object.keys(broken).length > 0
  const errors = { ...errorsBy(defining.error), ...broken }
  function save() {
    setStopped(isBroken)
    setSent(definition)
    if (isBroken) window.scrollTo({ top: 0 })
    else defining.begin(definition)
  }
  const writable = can('content-types.write')
  const dirty = JSON.stringify(definition) !== JSON.stringify(start)
  return (
    <BrokenContext value={report}>
      <Page
        width="writing"
        title={type ? named(type.name) : t('create')}
        above={
          <To size="sm" to={paths.contentTypes} params={{ site }}>
            {t('title')}
          </To>
        }
        actions={
          <>
            {type && <DownloadType type={type} />}
            {writable && (
              <Button loading={defining.busy} onClick={save}>
                {type ? t('shell:save') : t('createAct')}
              </Button>
            )}
          </>
        }
      >
        <LeaveGuard dirty={dirty && writable && !defining.done} />
        {stopped && isBroken && <Alert role="alert" color="vermilion" title={t('fields:jsonBroken')} />}
        {defining.error !== undefined && (
          <Trouble error={defining.error} nameOf={definitionPlaces(sent, t, named)} />
        )}
        {!writable && (
          <Text size="sm" c="dimmed">
            {t('readOnly')}
          </Text>
        )}
        {!type && writable && (
          <Select
            maw={480}
            label={t('preset')}
            description={t('presetHelp')}
            allowDeselect={false}
            disabled={dirty}
            data={Object.keys(presets).map((name) => ({
              value: name,
              label: t(`presets.${name as keyof typeof presets}`),
            }))}
            value={preset}
            onChange={(name) => begin((name ?? preset) as keyof typeof presets)}
          />
        )}
        <Surface>
          <DefinitionForm
            definition={definition}
            isNew={type === undefined}
            errors={errors}
            change={(part) => setDefinition((old) => ({ ...old, ...part }))}
          />
        </Surface>
        <Stack gap="xs">
          <Title order={2}>{t('fields')}</Title>
          <KnownRows value={known}>
            <FieldsEditor
              fields={definition.fields}
              onChange={(fields) => setDefinition((old) => ({ ...old, fields }))}
              errors={errors}
              path="/fields"
              nested={false}
            />
          </KnownRows>
        </Stack>
        <RulesEditor
          rules={definition.rules ?? []}
          fields={definition.fields}
          onChange={(rules) =>
            setDefinition(({ rules: _old, ...rest }) => (rules.length > 0 ? { ...rest, rules } : rest))
          }
          errors={errors}
        />
        {type && <UsedBy type={type} />}
        {type && <Publication type={type} />}
        {type && writable && <DeleteType type={type} />}
        {defining.plan && (
          <PlanDialog
            plan={defining.plan}
            close={defining.forget}
            run={(convert) => defining.carryOut(definition, convert)}
          />
        )}
      </Page>
    </BrokenContext>
  )
}
