import type { ContentType } from '@dozo/client'
import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { AddCondition } from './AddCondition.tsx'
import { Clauses } from './Clauses.tsx'
import { ColumnsMenu } from './ColumnsMenu.tsx'
import type { Clause } from './filter.ts'
import type { ListState } from './list-state.ts'
import { ViewsMenu } from './ViewsMenu.tsx'

type Props = { type: ContentType; state: ListState }

export function FilterBar({ type, state }: Props) {
  const { t } = useTranslation('entries')
  const { clauses } = state
  const change = (next: Clause[]) => state.change({ clauses: next })
  return (
    <Group gap="xs">
      <SearchBox
        label={t('search')}
        clearLabel={t('clearSearch')}
        value={state.search}
        onSearch={(search) => state.change({ search })}
      />
      <Clauses type={type} state={state} />
      <AddCondition type={type} label={t('addFilter')} add={(one) => change([...clauses, { any: [one] }])} />
      <ColumnsMenu type={type} state={state} />
      <ViewsMenu type={type} state={state} />
      {clauses.length > 0 && (
        <Button variant="subtle" onClick={() => change([])}>
          {t('clearFilters')}
        </Button>
      )}
    </Group>
  )
}
