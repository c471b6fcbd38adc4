import type { ContentType } from '@dozo/client'
import type { Field } from '@dozo/content-model/definition'
import { Box, Button, Group, Modal, Radio, SimpleGrid, Stack, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../api/session.ts'
import { viewOf } from '../../fields/views.ts'
import { CopyText } from '../../ui/CopyText.tsx'
import { Surface } from '../../ui/Surface.tsx'
import { moment } from '../../ui/when.ts'
import type { Draft } from './draft.ts'
import { usePlaceName, usePlaceNames } from './place-label.ts'
import { changedPlaces, pathOf, valueAt, type Place } from './places.ts'
import type { Conflict } from './saving.ts'

type Side = 'mine' | 'theirs'
type Props = { type: ContentType; conflict: Conflict; draft: Draft; close: () => void; settle: () => void }

/** Where two people wrote the same field: what it was, what each made of it, and which one stays. */
export function ConflictScreen({ type, conflict, draft, close, settle }: Props) {
  const { t } = useTranslation(['entries', 'shell'])
  const { timeZone } = useSite()
  const names = usePlaceNames(type)
  const narrow = useMediaQuery('(max-width: 48em)')
  const { theirs, base, clashes } = conflict
  const [picked, setPicked] = useState<Record<string, Side>>({})
  const others = changedPlaces(draft.places, base.values, theirs.values).filter(
    (place) => !clashes.some((clash) => pathOf(clash) === pathOf(place)),
  )
  function decide() {
    for (const place of clashes)
      if (picked[pathOf(place)] === 'theirs') draft.set(place, valueAt(theirs.values, place))
    settle()
  }
  return (
    <Modal
      opened
      onClose={close}
      size="xl"
      fullScreen={narrow ?? false}
      title={t('conflictTitle')}
      closeButtonProps={{ 'aria-label': t('shell:close') }}
    >
      <Stack>
        <Text size="sm">
          {t('conflictLead', {
            who: theirs.updatedBy?.name ?? t('someone'),
            at: moment(theirs.updatedAt, timeZone),
          })}
        </Text>
        {clashes.map((place) => (
          <Clash
            key={pathOf(place)}
            type={type}
            place={place}
            conflict={conflict}
            mine={valueAt(draft.values, place)}
            picked={picked[pathOf(place)] ?? 'mine'}
            pick={(side) => setPicked((all) => ({ ...all, [pathOf(place)]: side }))}
          />
        ))}
        {others.length > 0 && (
          <Text size="sm" c="dimmed">
            {t('conflictOther', { fields: names(others) })}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('conflictLater')}
          </Button>
          <Button onClick={decide}>{t('conflictSave')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}

type ClashProps = {
  type: ContentType
  place: Place
  conflict: Conflict
  mine: unknown
  picked: Side
  pick: (side: Side) => void
}

function Clash({ type, place, conflict: { theirs, base }, mine, picked, pick }: ClashProps) {
  const { t } = useTranslation('entries')
  const name = usePlaceName(type)(place)
  const field = type.fields.find((one) => one.key === place.field) as Field
  const View = viewOf(field.type)
  const sides = { mine, theirs: valueAt(theirs.values, place) }
  return (
    <Surface>
      <Radio.Group
        label={t('conflictPick', { name })}
        value={picked}
        onChange={(value) => pick(value as Side)}
      >
        <SimpleGrid cols={{ base: 1, sm: 2 }} mt="xs">
          {(['mine', 'theirs'] as const).map((side) => (
            <Stack key={side} gap={4}>
              <Radio value={side} label={t(side)} />
              <Box lang={place.locale} pl={28} style={{ overflowWrap: 'anywhere' }}>
                <View field={field} value={sides[side]} />
              </Box>
            </Stack>
          ))}
        </SimpleGrid>
      </Radio.Group>
      <Box mt="sm" c="dimmed" lang={place.locale}>
        <Text size="xs">{t('began')}</Text>
        <View field={field} value={valueAt(base.values, place)} />
      </Box>
      {typeof mine === 'string' && mine !== '' && <CopyText text={mine} label={t('copyMine', { name })} />}
    </Surface>
  )
}
