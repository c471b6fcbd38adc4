import type { ContentType } from '@dozo/client'
import type { Op } from '@dozo/content-model/query/ast'
import { Button, Group, Pill, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFilterPlus } from '@tabler/icons-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { comparisonOf, valueField } from '../../conditions/comparisons.ts'
import { useComparisonWords } from '../../conditions/words.ts'
import { FormPopover } from '../../ui/FormPopover.tsx'
import { later } from '../../ui/later.ts'
import { useNamed } from '../../ui/named.ts'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { viewOf } from '../../fields/views.ts'
import { ColumnsMenu } from './ColumnsMenu.tsx'
import { filterFields } from './filter-fields.ts'
import type { Condition, ListState } from './list-state.ts'
import { ViewsMenu } from './ViewsMenu.tsx'

// With it comes what writes every type of field: only for who filters.
const FilterForm = later(() => import('./FilterForm.tsx'), 'FilterForm')

type Props = { type: ContentType; state: ListState }

export function FilterBar({ type, state }: Props) {
  const { t } = useTranslation('entries')
  const [opened, popover] = useDisclosure()
  return (
    <Group gap="xs">
      <SearchBox
        label={t('search')}
        clearLabel={t('clearSearch')}
        value={state.search}
        onSearch={(search) => state.change({ search })}
      />
      {state.conditions.map((condition, i) => (
        <ConditionPill
          key={JSON.stringify(condition)}
          type={type}
          condition={condition}
          remove={() => state.change({ conditions: state.conditions.toSpliced(i, 1) })}
        />
      ))}
      <FormPopover
        opened={opened}
        close={popover.close}
        target={
          <Button
            variant="default"
            leftSection={<IconFilterPlus size={16} aria-hidden />}
            onClick={popover.toggle}
            aria-expanded={opened}
          >
            {t('addFilter')}
          </Button>
        }
      >
        <Suspense fallback={<Skeleton h={220} w={240} role="status" aria-label={t('addFilter')} />}>
          <FilterForm
            type={type}
            add={(condition) => {
              popover.close()
              state.change({ conditions: [...state.conditions, condition] })
            }}
          />
        </Suspense>
      </FormPopover>
      <ColumnsMenu type={type} state={state} />
      <ViewsMenu type={type} state={state} />
      {state.conditions.length > 0 && (
        <Button variant="subtle" onClick={() => state.change({ conditions: [] })}>
          {t('clearFilters')}
        </Button>
      )}
    </Group>
  )
}

function ConditionPill({
  type,
  condition,
  remove,
}: {
  type: ContentType
  condition: Condition
  remove: () => void
}) {
  const { t } = useTranslation('entries')
  const named = useNamed()
  const words = useComparisonWords()
  const field = filterFields(type).find((one) => one.key === condition.path)
  const label = field ? named(field.name) : condition.path
  const op = condition.op as Op
  const comparison = comparisonOf({ op, value: condition.value !== 'false' })
  return (
    <Pill
      size="md"
      withRemoveButton
      onRemove={remove}
      removeButtonProps={{
        'aria-label': t('removeFilter', { name: label }),
        'aria-hidden': false,
        tabIndex: 0,
      }}
    >
      {label} {words(comparison, field)}{' '}
      {op !== 'exists' && field && <Shown field={valueField(field)} value={condition.value} />}
    </Pill>
  )
}

function Shown({ field, value }: { field: ReturnType<typeof valueField>; value: string }) {
  const View = viewOf(field.type)
  return <View field={field} value={value} />
}
