import { Stack, Text, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { Trouble } from '../../ui/Trouble.tsx'
import { ReferenceList } from '../entries/References.tsx'
import { ShowMore } from '../../ui/ShowMore.tsx'

/** Entries whose fields or texts show a file. */
export function useUses(id: string) {
  const { key: site } = useSite()
  return useInfiniteQuery({
    queryKey: ['file-uses', site, id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: after }) =>
      client.files.references({ site, id, query: { size: 20, ...(after ? { after } : {}) } }),
    getNextPageParam: ({ meta }) =>
      (meta?.['page'] as { next: string | null } | undefined)?.next ?? undefined,
    select: ({ pages }) => pages.flatMap(({ data }) => data),
  })
}

export function FileUses({ id }: { id: string }) {
  const { t } = useTranslation('files')
  const uses = useUses(id)
  return (
    <Stack component="section" aria-label={t('uses')} gap={4} align="flex-start">
      <Title order={2}>{t('uses')}</Title>
      {uses.error && <Trouble error={uses.error} retry={() => void uses.refetch()} />}
      {uses.data?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('usesNone')}
        </Text>
      )}
      {uses.data && uses.data.length > 0 && <ReferenceList references={uses.data} />}
      <ShowMore query={uses} size="compact-sm" style={{ alignSelf: 'flex-start' }} />
    </Stack>
  )
}
