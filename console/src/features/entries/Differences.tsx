import type { ContentType } from '@dozo/client'
import type { Field } from '@dozo/content-model/definition'
import { Box, Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { RichTextChanges } from '../../fields/rich-text/Changes.tsx'
import { BlockChanges } from '../../fields/blocks/Changes.tsx'
import { viewOf } from '../../fields/views.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { languageName, useNamed } from '../../ui/named.ts'

type Props = {
  type: ContentType
  id: string
  from: number
  to: number
  /** Brings back the one value that stood there before. */
  restore?: ((place: { field: string; locale?: string }) => void) | undefined
}

/** What differs between two versions, field by field: before, and after. */
export function Differences({ type, id, from, to, restore }: Props) {
  const { t } = useTranslation('entries')
  const named = useNamed()
  const { key: site } = useSite()
  const found = useQuery({
    queryKey: ['differences', site, id, from, to],
    queryFn: async () => (await client.entries.compare({ site, id, query: { from, to } })).data,
  })
  return (
    <Box mt="sm">
      <Text size="xs" c="dimmed">
        {t('between', { from, to })}
      </Text>
      <Loaded query={found}>
        {(list) =>
          list.length === 0 ? (
            <Text size="sm">{t('noDifference')}</Text>
          ) : (
            <Stack gap="sm" mt={4}>
              {list.map((one) => {
                const field = type.fields.find((known) => known.key === one.field) as Field | undefined
                if (!field) return null
                const View = viewOf(field.type)
                return (
                  <div key={`${one.field} ${one.locale ?? ''}`}>
                    <Text size="sm" fw={600}>
                      {named(field.name)}
                      {one.locale ? ` (${languageName(one.locale)})` : ''}
                    </Text>
                    {one.blocks && <BlockChanges field={field} changes={one.blocks} />}
                    {field.type === 'rich_text' ? (
                      <RichTextChanges before={one.before} after={one.after} locale={one.locale} />
                    ) : (
                      <>
                        <Side label={t('before')} sign="−" locale={one.locale}>
                          <View field={field} value={one.before} />
                        </Side>
                        <Side label={t('after')} sign="＋" locale={one.locale}>
                          <View field={field} value={one.after} />
                        </Side>
                      </>
                    )}
                    {restore && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        mt={4}
                        aria-label={t('restoreOneOf', { name: named(field.name) })}
                        onClick={() =>
                          restore({ field: one.field, ...(one.locale ? { locale: one.locale } : {}) })
                        }
                      >
                        {t('restoreOne')}
                      </Button>
                    )}
                  </div>
                )
              })}
            </Stack>
          )
        }
      </Loaded>
    </Box>
  )
}

const Side = ({
  label,
  sign,
  locale,
  children,
}: {
  label: string
  sign: string
  locale: string | undefined
  children: React.ReactNode
}) => (
  <Box pl="sm" mt={4} lang={locale} style={{ borderLeft: `3px solid var(--mantine-color-default-border)` }}>
    <Text size="xs" c="dimmed">
      {sign} {label}
    </Text>
    {children}
  </Box>
)
