import { Skeleton, Stack } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Trouble } from './Trouble.tsx'

/** Waiting, failed, or there: three different screens for one question to the server. */
export function Loaded<T>({
  query,
  children,
}: {
  query: UseQueryResult<T>
  children: (data: T) => ReactNode
}) {
  const { t } = useTranslation('shell')
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error) return <Trouble error={query.error} retry={() => void query.refetch()} />
  return (
    <Stack gap="xs" role="status" aria-label={t('loading')}>
      {[1, 2, 3].map((line) => (
        <Skeleton key={line} h={36} />
      ))}
    </Stack>
  )
}
