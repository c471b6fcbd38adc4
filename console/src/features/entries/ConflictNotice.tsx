import type { ContentType } from '@dozo/client'
import { Alert, Button, Group, List, Stack, Text } from '@mantine/core'
import { IconArrowMerge } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@dozo/content-model/definition'
import { fieldUi } from '../../fields/index.ts'
import { languageName, useNamed } from '../../ui/named.ts'
import type { Draft } from './draft.ts'
import { pathOf, valueAt } from './places.ts'
import type { Conflict } from './saving.ts'

/** Somebody saved meanwhile. Both changes are there already; only what both touched is to be decided. */
export function ConflictNotice({
  type,
  conflict: { theirs, clashes },
  draft,
}: {
  type: ContentType
  conflict: Conflict
  draft: Draft
}) {
  const { t } = useTranslation('entries')
  const named = useNamed()
  const who = theirs.updatedBy?.name ?? t('someone')
  return (
    <Alert role="alert" color="gold" icon={<IconArrowMerge aria-hidden />} title={t('conflict', { who })}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{clashes.length === 0 ? t('conflictMerged') : t('conflictBoth')}</Text>
        {clashes.length > 0 && (
          <List size="sm" spacing="xs">
            {clashes.map((place) => {
              const field = type.fields.find((one) => one.key === place.field) as Field
              const { View } = fieldUi(field.type)
              return (
                <List.Item key={pathOf(place)}>
                  <Text size="sm" fw={600}>
                    {named(field.name)}
                    {place.locale ? ` (${languageName(place.locale)})` : ''}
                  </Text>
                  <Group gap="xs" align="baseline">
                    <Text size="sm" c="dimmed">
                      {t('theirs')}
                    </Text>
                    <View field={field} value={valueAt(theirs.values, place)} />
                    <Button
                      size="compact-xs"
                      variant="default"
                      onClick={() => draft.set(place, valueAt(theirs.values, place))}
                    >
                      {t('takeTheirs')}
                    </Button>
                  </Group>
                </List.Item>
              )
            })}
          </List>
        )}
        <Text size="sm">{t('conflictNext')}</Text>
      </Stack>
    </Alert>
  )
}
