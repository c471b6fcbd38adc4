import { List, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useContentTypes } from '../../api/content-types.ts'
import { useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { useNamed } from '../../ui/named.ts'
import { Surface } from '../../ui/Surface.tsx'
import { To } from '../../ui/To.tsx'

/** What points to an entry. Nothing is drawn where nothing does. */
export function References({ id }: { id: string }) {
  const { t } = useTranslation('entries')
  const { key: site } = useSite()
  const found = useQuery({
    queryKey: ['references', site, id],
    queryFn: async () => (await client.entries.references({ site, id })).data,
  })
  if (!found.data?.length) return null
  return (
    <Surface>
      <Title order={2}>{t('references', { count: found.data.length })}</Title>
      <ReferenceList references={found.data} />
    </Surface>
  )
}

type Reference = { id: string; title: string; type: string; field: string }

export function ReferenceList({ references }: { references: readonly Reference[] }) {
  const named = useNamed()
  const { key: site } = useSite()
  const types = useContentTypes().data ?? []
  return (
    <List size="sm" mt="xs">
      {references.slice(0, 20).map((one) => {
        const type = types.find((known) => known.key === one.type)
        return (
          <List.Item key={`${one.id} ${one.field}`}>
            <To size="sm" to={paths.entry} params={{ site, type: one.type, id: one.id }}>
              {one.title}
            </To>
            <Text span size="xs" c="dimmed">
              {` ${type ? named(type.name) : one.type}`}
            </Text>
          </List.Item>
        )
      })}
    </List>
  )
}
