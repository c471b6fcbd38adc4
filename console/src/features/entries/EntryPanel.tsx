import type { ContentType, Entry } from '@dozo/client'
import { Button, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { useCan, useSite } from '../../api/session.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { Surface } from '../../ui/Surface.tsx'
import { tell } from '../../ui/toast.ts'
import { moment } from '../../ui/when.ts'
import { CopyEntry } from './CopyEntry.tsx'
import { DeleteEntry } from './DeleteEntry.tsx'
import type { Draft } from './draft.ts'
import { EntryState, windowOf } from '../../ui/EntryState.tsx'
import { MergeEntry } from './MergeEntry.tsx'
import { References } from './References.tsx'
import { ScheduleList } from './ScheduleList.tsx'
import type { useSaving } from './saving.ts'
import { VersionsDrawer } from './VersionsDrawer.tsx'
import { languageName } from '../../ui/named.ts'

type Props = { type: ContentType; draft: Draft; saving: ReturnType<typeof useSaving> }

/** What readers see now, what has been, what points here. */
export function EntryPanel({ type, draft, saving }: Props) {
  const { t } = useTranslation('entries')
  const { timeZone } = useSite()
  const can = useCan()
  const [versions, drawer] = useDisclosure()
  const [unpublishing, dialog] = useDisclosure()
  const { base } = draft
  if (!base)
    return (
      <Surface>
        <Text size="sm">{t('notYet')}</Text>
      </Surface>
    )
  const at = (iso: string) => moment(iso, timeZone)
  return (
    <Stack>
      <Surface>
        <Stack gap="xs" align="flex-start">
          <Title order={2}>{t('panelState')}</Title>
          <EntryState entry={base} />
          <Sentence base={base} at={at} />
          <LanguageStates base={base} />
          <ScheduleList
            schedules={base.schedules}
            cancel={
              base.can.publish
                ? (one) =>
                    saving.cancelSchedule.mutate(one, { onSuccess: () => tell(t('scheduleCancelled')) })
                : undefined
            }
          />
          {base.liveVersion !== null && base.can.publish && (
            <Button size="xs" variant="default" onClick={dialog.open}>
              {t('unpublish')}
            </Button>
          )}
        </Stack>
      </Surface>
      <Surface>
        <Stack gap="xs" align="flex-start">
          <Title order={2}>{t('panelHistory')}</Title>
          <Text size="sm">
            {t('updatedBy', { at: at(base.updatedAt), who: base.updatedBy?.name ?? t('someone') })}
          </Text>
          <Text size="sm">
            {t('createdBy', { at: at(base.createdAt), who: base.createdBy?.name ?? t('someone') })}
          </Text>
          <Text size="sm" c="dimmed">
            {t('numberAndKey', { number: base.number, key: base.key ?? '–' })}
          </Text>
          <Button size="xs" variant="default" onClick={drawer.open}>
            {t('versions', { version: base.version })}
          </Button>
        </Stack>
      </Surface>
      <References id={base.id} />
      {can('entries.create') && type.kind !== 'single' && <CopyEntry type={type} entry={base} />}
      {base.can.delete && type.kind !== 'single' && <MergeEntry type={type} entry={base} />}
      {base.can.delete && <DeleteEntry type={type} entry={base} draft={draft} />}
      {versions && <VersionsDrawer type={type} draft={draft} saving={saving} close={drawer.close} />}
      <Confirm
        title={t('unpublishTitle')}
        act={t('unpublish')}
        opened={unpublishing}
        close={dialog.close}
        run={async () => {
          await saving.unpublish.mutateAsync()
          tell(t('unpublished'))
        }}
      >
        <Text size="sm">{t('unpublishText')}</Text>
      </Confirm>
    </Stack>
  )
}

/** Language by language, where they are not all the same. */
function LanguageStates({ base }: { base: Entry }) {
  const { t } = useTranslation('entries')
  const states = Object.entries(base.languages)
  if (new Set(states.map(([, state]) => state)).size < 2) return null
  return (
    <Text size="sm">
      {states.map(([locale, state]) => `${languageName(locale)}: ${t(`languageState.${state}`)}`).join(' / ')}
    </Text>
  )
}

/** What readers see, in a sentence. */
function Sentence({ base, at }: { base: Entry; at: (iso: string) => string }) {
  const { t } = useTranslation('entries')
  const until = base.liveUntil ? t('seesUntil', { at: at(base.liveUntil) }) : ''
  const sees = {
    nothing: () => t('seesNothing'),
    before: () => `${t('seesFrom', { at: at(base.liveFrom!) })} ${until}`,
    after: () => t('seesNoMore', { at: at(base.liveUntil!) }),
    within: () =>
      `${base.status === 'live' ? t('seesThis') : t('seesOlder', { version: base.liveVersion })} ${until}`,
  }
  return <Text size="sm">{sees[base.liveVersion === null ? 'nothing' : windowOf(base)]()}</Text>
}
