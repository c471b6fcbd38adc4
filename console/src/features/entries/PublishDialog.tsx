import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../api/session.ts'
import { MomentInput } from '../../ui/MomentInput.tsx'
import { tell } from '../../ui/toast.ts'
import { moment } from '../../ui/when.ts'
import type { Draft } from './draft.ts'
import { windowOf } from '../../ui/EntryState.tsx'
import type { useSaving } from './saving.ts'
import { languageName } from '../../ui/named.ts'

type Props = { draft: Draft; saving: ReturnType<typeof useSaving>; close: () => void }

/** Which languages become public, from when until when; says in a sentence what readers will see. */
export function PublishDialog({ draft, saving, close }: Props) {
  const { t } = useTranslation(['entries', 'shell'])
  const { locales: siteLocales, timeZone } = useSite()
  const written = siteLocales.filter((locale) =>
    draft.places.some(
      (place) =>
        place.locale === locale &&
        (draft.values[place.field] as Record<string, unknown> | undefined)?.[locale],
    ),
  )
  const localised = draft.places.some((place) => place.locale !== undefined)
  const [chosen, setChosen] = useState(written)
  const [from, setFrom] = useState(draft.base?.liveFrom ?? undefined)
  const [until, setUntil] = useState(draft.base?.liveUntil ?? undefined)
  const waits = from !== undefined && Date.parse(from) > Date.now()
  // A later beginning of the window would hide what readers have now: the next version waits in a schedule instead.
  const isPublic =
    draft.base !== undefined && draft.base.liveVersion !== null && windowOf(draft.base) === 'within'
  const locales = localised && chosen.length > 0 ? { locales: chosen } : {}
  function schedule() {
    const end = until !== undefined && until !== draft.base?.liveUntil
    saving.schedule.mutate(
      [
        { action: 'publish', at: from!, ...locales },
        ...(end ? [{ action: 'unpublish' as const, at: until, ...locales }] : []),
      ],
      { onSuccess: () => tell(t('publishedFrom', { at: moment(from!, timeZone) })) },
    )
    close()
  }
  function publish() {
    saving.publish.mutate(
      {
        ...locales,
        from: from ?? null,
        until: until ?? null,
      },
      { onSuccess: () => tell(waits ? t('publishedFrom', { at: moment(from, timeZone) }) : t('published')) },
    )
    close()
  }
  return (
    <Modal
      opened
      onClose={close}
      title={t('publishTitle')}
      closeButtonProps={{ 'aria-label': t('shell:close') }}
    >
      <Stack>
        {localised && (
          <Checkbox.Group
            label={t('publishLanguages')}
            description={t('publishShared')}
            value={chosen}
            onChange={setChosen}
          >
            <Group mt="xs">
              {siteLocales.map((locale) => (
                <Checkbox
                  key={locale}
                  value={locale}
                  disabled={!written.includes(locale)}
                  label={
                    written.includes(locale)
                      ? languageName(locale)
                      : t('languageEmpty', { name: languageName(locale) })
                  }
                />
              ))}
            </Group>
          </Checkbox.Group>
        )}
        <MomentInput label={t('from')} zone={timeZone} value={from} onChange={setFrom} />
        <MomentInput label={t('until')} zone={timeZone} value={until} onChange={setUntil} />
        <Text size="sm">
          {from ? t('willFrom', { at: moment(from, timeZone) }) : t('willNow')}{' '}
          {isPublic && waits ? t('willStay') : ''}{' '}
          {until ? t('willUntil', { at: moment(until, timeZone) }) : ''} {draft.dirty ? t('willSave') : ''}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('shell:cancel')}
          </Button>
          <Button data-autofocus onClick={isPublic && waits ? schedule : publish}>
            {waits ? t('publishLater') : t('publishNow')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
