import { Button, type ButtonProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Paged = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }

/** The way to the next page of a list that grows; nothing when all of it is there. */
export function ShowMore({ query, label, ...more }: ButtonProps & { query: Paged; label?: string }) {
  const { t } = useTranslation('shell')
  if (!query.hasNextPage) return null
  return (
    <Button
      variant="default"
      style={{ alignSelf: 'center' }}
      {...more}
      loading={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {label ?? t('more')}
    </Button>
  )
}
