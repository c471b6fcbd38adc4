import type { ContentType } from '@dozo/client'
import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconArrowMerge } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../api/session.ts'
import { changedPlaces, placesOf } from './places.ts'
import type { Field } from '@dozo/content-model/definition'
import { usePlaceNames } from './place-label.ts'
import type { Conflict } from './saving.ts'

type Props = { type: ContentType; conflict: Conflict; decide: () => void; close: () => void }

/** Somebody saved meanwhile. Both changes are there already; only what both touched is to be decided. */
export function ConflictNotice({ type, conflict: { theirs, base, clashes }, decide, close }: Props) {
  const { t } = useTranslation(['entries', 'shell'])
  const { locales } = useSite()
  const names = usePlaceNames(type)
  const changed = changedPlaces(placesOf(type.fields as Field[], locales), base.values, theirs.values)
  const title = t('conflict', { who: theirs.updatedBy?.name ?? t('someone') })
  if (clashes.length === 0)
    return (
      <Alert
        role="status"
        icon={<IconArrowMerge aria-hidden />}
        title={title}
        withCloseButton
        closeButtonLabel={t('shell:close')}
        onClose={close}
      >
        {t('conflictMerged', { fields: names(changed) })}
      </Alert>
    )
  return (
    <Alert role="alert" color="gold" icon={<IconArrowMerge aria-hidden />} title={title}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('conflictBoth', { fields: names(clashes) })}</Text>
        <Button size="xs" onClick={decide}>
          {t('conflictDecide')}
        </Button>
      </Stack>
    </Alert>
  )
}
