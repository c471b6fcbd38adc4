import { List, Text, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useContentTypes } from '../../api/content-types.ts'
import { useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { useNamed } from '../../ui/named.ts'
import { Surface } from '../../ui/Surface.tsx'
import { To } from '../../ui/To.tsx'
import { ShowMore } from '../../ui/ShowMore.tsx'

/** What points to an entry. Nothing is drawn where nothing does. */
export function References({ id }: { id: string }) {
  const { t } = useTranslation('entries')
  const { key: site } = useSite()
  const found = useInfiniteQuery({
    queryKey: ['references', site, id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: after }) =>
      client.entries.references({ site, id, query: { size: 20, ...(after ? { after } : {}) } }),
    getNextPageParam: ({ meta }) =>
      (meta?.['page'] as { next: string | null } | undefined)?.next ?? undefined,
  })
  const all = found.data?.pages.flatMap((page) => page.data) ?? []
  if (all.length === 0) return null
  return (
    <Surface>
      <Title order={2}>{t(found.hasNextPage ? 'referencesMany' : 'references', { count: all.length })}</Title>
      <ReferenceList references={all} />
      <ShowMore query={found} size="compact-sm" mt="xs" label={t('referencesMore')} />
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
      {references.map((one) => {
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
