import type { ContentType, Entry } from '@dozo/client'
import { ProblemError } from '@dozo/client'
import type { Field } from '@dozo/content-model/definition'
import { Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useContext, useEffect, useMemo, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan, useSite } from '../../api/session.ts'
import { BrokenContext, useBrokenPlaces } from '../../fields/broken.ts'
import { paths } from '../../paths.ts'
import { DialogDepth, useShortcut } from '../../ui/keys.ts'
import { useNamed } from '../../ui/named.ts'
import { To } from '../../ui/To.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { tell } from '../../ui/toast.ts'
import { useWhenReachable } from '../../ui/reachable.ts'
import { useAutosave } from './autosave.ts'
import { CloseGuard, type Closing } from './CloseGuard.tsx'
import { ConflictNotice } from './ConflictNotice.tsx'
import { ConflictScreen } from './ConflictScreen.tsx'
import { useDraft } from './draft.ts'
import { EditorColumns } from './EditorColumns.tsx'
import { EditorFrame } from './EditorFrame.tsx'
import { EditorActions } from './EditorActions.tsx'
import { EntryFields } from './EntryFields.tsx'
import { EntryPanel } from './EntryPanel.tsx'
import { ErrorSummary } from './ErrorSummary.tsx'
import { LeftDraft, useKeptDraft } from './LeftDraft.tsx'
import { useLanguages } from './languages.ts'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { LeaveGuard } from '../../ui/LeaveGuard.tsx'
import { Openings } from './Openings.tsx'
import { usePreview } from './preview/use-preview.ts'
import { useStanding } from './standing.ts'
import { SaveLine } from './SaveLine.tsx'
import { usePresence } from './presence.ts'
import { useSaving } from './saving.ts'
import { WhoIsHere } from './WhoIsHere.tsx'

type Props = {
  type: ContentType
  entry: Entry | undefined
  onCreated?: (entry: Entry) => void
  /** Opened over a page, and not a page itself. */
  over?: Over
}

/** `named`: is told what the entry is called. `title`: what a new one is called at first. */
export type Over = {
  closing: Ref<Closing>
  close: () => void
  named: (name: string | undefined) => void
  title: string | undefined
}

/** Where one writes: fields on one side, what becomes of it on the other. */
export function EntryEditor({ type, entry, onCreated, over }: Props) {
  const { t } = useTranslation('entries')
  const named = useNamed()
  const can = useCan()
  const site = useSite()
  const languages = useLanguages(!over)
  const { locale, beside, setLocale } = languages
  const preview = usePreview()
  const depth = useContext(DialogDepth)
  const draft = useDraft(type, entry, over?.title)
  const saving = useSaving(type, draft, onCreated)
  const kept = useKeptDraft(type, draft, depth)
  const others = usePresence(draft, saving)
  const { broken, report } = useBrokenPlaces()
  const { base } = draft
  const writable = base ? base.can.update : can('entries.create')
  const error = newest([
    saving.save,
    saving.publish,
    saving.unpublish,
    saving.schedule,
    saving.cancelSchedule,
  ])
  const refused = useStanding(draft, error)
  const itself = useStanding(draft, saving.autosave.error)
  const errors = useMemo(() => ({ ...itself, ...refused, ...broken }), [itself, refused, broken])
  const name = named(type.name)
  const localised = type.fields.some((field) => field.localized) && site.locales.length > 1
  const whole = Object.keys(broken).length === 0
  const undecided = (saving.conflict?.clashes.length ?? 0) > 0
  const [deciding, decision] = useDisclosure()
  const { flush } = useAutosave(draft, saving, writable && whole && !undecided)
  const save = () => {
    if (undecided) decision.open()
    else if (whole) saving.save.mutate(undefined, { onSuccess: () => tell(t('saved')) })
  }
  useWhenReachable(save, !undecided && isUnreachable(saving.save.error) && draft.dirty)
  useShortcut('save', save, writable)
  const title = base?.title
  useEffect(() => over?.named(title), [over, title])
  // What cannot be a value yet is written in its input only: it would be lost just the same.
  const dirty = (draft.dirty || !whole) && writable
  const settle = async () => whole && (await flush())
  return (
    <BrokenContext value={report}>
      <LeaveGuard dirty={dirty} settle={settle} onLeave={kept.forget} />
      {over && (
        <CloseGuard
          ref={over.closing}
          dirty={dirty}
          settle={settle}
          close={() => {
            kept.forget()
            over.close()
          }}
        />
      )}
      <EditorFrame
        over={over !== undefined}
        width={preview.width ? 'whole' : beside ? 'table' : 'writing'}
        title={base?.title ?? t('newTitle', { name })}
        above={
          type.kind === 'single' ? undefined : (
            <To size="sm" to={paths.entries} params={{ site: site.key, type: type.key }}>
              {t('backTo', { name })}
            </To>
          )
        }
        lead={
          <Group gap="md" component="span">
            {writable && <SaveLine draft={draft} saving={saving} held={!whole || undecided} />}
            <WhoIsHere others={others} />
          </Group>
        }
        actions={
          <EditorActions
            draft={draft}
            saving={saving}
            save={save}
            decide={undecided ? decision.open : undefined}
            preview={over ? undefined : preview}
            writable={writable}
          />
        }
      >
        {kept.left && writable && <LeftDraft type={type} draft={draft} left={kept.left} take={kept.take} />}
        {saving.conflict && (
          <ConflictNotice
            type={type}
            conflict={saving.conflict}
            decide={decision.open}
            close={saving.settle}
          />
        )}
        {saving.conflict && deciding && (
          <ConflictScreen
            type={type}
            conflict={saving.conflict}
            draft={draft}
            close={decision.close}
            settle={() => {
              saving.settle()
              decision.close()
              saving.save.mutate(undefined, { onSuccess: () => tell(t('saved')) })
            }}
          />
        )}
        {error !== undefined &&
          // Saved by itself since.
          !(error === saving.save.error && !draft.dirty) &&
          !isConflict(error) &&
          Object.keys(refused).length === 0 && <Trouble error={error} />}
        <ErrorSummary
          type={type}
          errors={errors}
          lead={
            error !== undefined && (error === saving.publish.error || error === saving.schedule.error)
              ? t('notPublished')
              : undefined
          }
          show={(one) => one !== beside && setLocale(one)}
        />
        {!writable && (
          <Text size="sm" c="dimmed">
            {t('readOnly')}
          </Text>
        )}
        <EditorColumns
          wide={beside !== undefined}
          preview={over ? undefined : preview}
          of={{ type, draft, locale }}
          panel={over ? undefined : <EntryPanel type={type} draft={draft} saving={saving} />}
          fields={
            <Stack {...(beside ? {} : { maw: 760 })}>
              {localised && (
                <LanguageSwitch
                  fields={type.fields as Field[]}
                  values={draft.values}
                  errors={errors}
                  languages={languages}
                />
              )}
              <Openings id={base?.id}>
                <EntryFields
                  type={type}
                  draft={draft}
                  shown={beside && localised ? [locale, beside] : [locale]}
                  errors={errors}
                  disabled={!writable}
                />
              </Openings>
            </Stack>
          }
        />
      </EditorFrame>
    </BrokenContext>
  )
}

const isUnreachable = (error: unknown) => error instanceof TypeError
const isConflict = (error: unknown) => error instanceof ProblemError && error.status === 412

/** The error of what was done last; doing it again, or something else, takes it away. */
function newest(all: { error: unknown; submittedAt: number }[]): unknown {
  const last = all.toSorted((a, b) => b.submittedAt - a.submittedAt)[0]
  return last?.submittedAt ? (last.error ?? undefined) : undefined
}
