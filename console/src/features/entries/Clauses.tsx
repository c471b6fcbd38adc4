import type { ContentType } from '@dozo/client'
import type { Op } from '@dozo/content-model/query/ast'
import { Code, Group, Pill, Text } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { comparisonOf, valueField } from '../../conditions/comparisons.ts'
import { useComparisonWords } from '../../conditions/words.ts'
import { viewOf } from '../../fields/views.ts'
import { useNamed } from '../../ui/named.ts'
import { AddCondition } from './AddCondition.tsx'
import type { Clause, Condition } from './filter.ts'
import { filterFields } from './filter-fields.ts'
import type { ListState } from './list-state.ts'

/** What narrows the list, read as a sentence: this or that, and that. */
export function Clauses({ type, state }: { type: ContentType; state: ListState }) {
  const { t } = useTranslation('entries')
  const { clauses } = state
  const put = (i: number, ...next: Clause[]) => state.change({ clauses: clauses.toSpliced(i, 1, ...next) })
  const word = (text: string) => (
    <Text size="sm" c="dimmed" component="span">
      {text}
    </Text>
  )
  return clauses.map((clause, i) => (
    <Fragment key={i}>
      {i > 0 && word(t('filterAnd'))}
      {'raw' in clause ? (
        <Removable name={t('filterRaw')} remove={() => put(i)}>
          {t('filterRaw')} <Code>{JSON.stringify(clause.raw)}</Code>
        </Removable>
      ) : (
        <Group gap={4} role="group" aria-label={t('filterAny')}>
          {clause.any.map((condition, n) => (
            <Fragment key={n}>
              {n > 0 && word(t('filterOr'))}
              <ConditionPill
                type={type}
                condition={condition}
                remove={() => {
                  const any = clause.any.toSpliced(n, 1)
                  put(i, ...(any.length > 0 ? [{ any }] : []))
                }}
              />
            </Fragment>
          ))}
          <AddCondition
            small
            type={type}
            label={t('filterAddOr')}
            add={(condition) => put(i, { any: [...clause.any, condition] })}
          />
        </Group>
      )}
    </Fragment>
  ))
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
  const named = useNamed()
  const words = useComparisonWords()
  const field = filterFields(type).find((one) => one.key === condition.path)
  const label = field ? named(field.name) : condition.path
  const op = condition.op as Op
  const comparison = comparisonOf({ op, value: condition.value !== 'false' })
  return (
    <Removable name={label} remove={remove}>
      {label} {words(comparison, field)}{' '}
      {op !== 'exists' &&
        (field ? (
          <Shown field={valueField(field)} value={condition.value} />
        ) : (
          <Code>{condition.value}</Code>
        ))}
    </Removable>
  )
}

function Removable({
  name,
  remove,
  children,
}: {
  name: string
  remove: () => void
  children: React.ReactNode
}) {
  const { t } = useTranslation('entries')
  return (
    <Pill
      size="md"
      withRemoveButton
      onRemove={remove}
      removeButtonProps={{
        'aria-label': t('removeFilter', { name }),
        'aria-hidden': false,
        tabIndex: 0,
      }}
    >
      {children}
    </Pill>
  )
}

function Shown({ field, value }: { field: ReturnType<typeof valueField>; value: string }) {
  const View = viewOf(field.type)
  return <View field={field} value={value} />
}
