import type { ContentType } from '@dozo/client'
import type { Op } from '@dozo/content-model/query/ast'
import { ActionIcon, Button, Group, Pill, TextInput } from '@mantine/core'
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks'
import { IconFilterPlus, IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { comparisonOf, valueField } from '../../conditions/comparisons.ts'
import { useComparisonWords } from '../../conditions/words.ts'
import { FormPopover } from '../../ui/FormPopover.tsx'
import { isEnter } from '../../ui/keys.ts'
import { useNamed } from '../../ui/named.ts'
import { fieldUi } from '../../fields/index.ts'
import { ColumnsMenu } from './ColumnsMenu.tsx'
import { FilterForm } from './FilterForm.tsx'
import { filterFields } from './filter-fields.ts'
import type { Condition, ListState } from './list-state.ts'
import { ViewsMenu } from './ViewsMenu.tsx'

type Props = { type: ContentType; state: ListState }

export function FilterBar({ type, state }: Props) {
  const { t } = useTranslation('entries')
  const [opened, popover] = useDisclosure()
  return (
    <Group gap="xs">
      <SearchBox state={state} />
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
        <FilterForm
          type={type}
          add={(condition) => {
            popover.close()
            state.change({ conditions: [...state.conditions, condition] })
          }}
        />
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

function SearchBox({ state }: Pick<Props, 'state'>) {
  const { t } = useTranslation('entries')
  const [text, setText] = useState(state.search)
  const [composing, setComposing] = useState(false)
  useEffect(() => setText(state.search), [state.search])
  const search = useDebouncedCallback((words: string) => {
    if (words.trim() !== state.search) state.change({ search: words.trim() })
  }, 250)
  return (
    <TextInput
      w={{ base: '100%', xs: 280 }}
      type="search"
      aria-label={t('search')}
      placeholder={t('search')}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        text !== '' && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('clearSearch')}
            onClick={() => state.change({ search: '' })}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        )
      }
      value={text}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={(event) => {
        setComposing(false)
        search(event.currentTarget.value)
      }}
      onChange={(event) => {
        setText(event.currentTarget.value)
        // Half a word in the conversion is nothing to look for.
        if (!composing) search(event.currentTarget.value)
      }}
      onKeyDown={(event) => {
        if (isEnter(event)) search.flush()
      }}
    />
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
  const { View } = fieldUi(field.type)
  return <View field={field} value={value} />
}
