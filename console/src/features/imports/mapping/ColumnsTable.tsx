import type { ContentType } from '@dozo/client'
import { Button, Select, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DataTable } from '../../../ui/DataTable.tsx'
import './columns-table.css'
import { Notice } from './Notice.tsx'
import type { Column, Targets } from './targets.ts'
import { useTargetNames } from './use-target-names.ts'

type Props = {
  type: ContentType
  columns: readonly Column[]
  targets: Targets
  doubled: ReadonlyMap<number, number>
  /** Nothing: the lines say themselves where their values go. */
  setTarget: ((number: number, target: string) => void) | undefined
}

export function ColumnsTable({ type, columns, targets, doubled, setTarget }: Props) {
  const { t } = useTranslation('imports')
  const { choices, nameOf } = useTargetNames(type)
  const called = ({ name, number }: Column) => name || t('columnUnnamed', { number })
  return (
    <DataTable
      label={t('columns')}
      rows={columns}
      keyOf={(column) => String(column.number)}
      columns={[
        { key: 'name', header: t('column'), cell: called },
        {
          key: 'samples',
          header: t('samples'),
          cell: ({ samples }) => (
            <div className="import-samples">
              {samples.length === 0 ? <span>{t('samplesNone')}</span> : null}
              {samples.slice(0, 3).map((sample) => (
                <div key={sample} title={sample}>
                  {sample}
                </div>
              ))}
            </div>
          ),
        },
        {
          key: 'target',
          header: t('goesTo'),
          cell: (column) =>
            setTarget ? (
              <Select
                aria-label={t('goesToOf', { name: called(column) })}
                className="import-target"
                allowDeselect={false}
                searchable={choices.length > 1 && type.fields.length > 8}
                data={choices}
                value={targets[column.number] ?? ''}
                onChange={(next) => setTarget(column.number, next ?? '')}
                error={doubled.has(column.number)}
              />
            ) : (
              <Text size="sm">{nameOf(targets[column.number] ?? '')}</Text>
            ),
        },
        {
          key: 'problem',
          header: t('problem'),
          cell: (column) => {
            const target = targets[column.number] ?? ''
            const other = columns.find((one) => one.number === doubled.get(column.number))
            if (other) return <Doubled name={called(other)} />
            if (target !== '') return null
            return (
              <LeftOut
                column={column}
                nameOf={nameOf}
                take={setTarget && ((next) => setTarget(column.number, next))}
              />
            )
          },
        },
      ]}
    />
  )
}

function Doubled({ name }: { name: string }) {
  const { t } = useTranslation('imports')
  return (
    <Text size="sm" c="vermilion" role="alert">
      {t('problemTwice', { name })}
    </Text>
  )
}

type LeftOutProps = {
  column: Column
  nameOf: (target: string) => string
  take: ((target: string) => void) | undefined
}

/** Why a column goes nowhere, and where it might. */
function LeftOut({ column: { known, target, nearest }, nameOf, take }: LeftOutProps) {
  const { t } = useTranslation('imports')
  if (known)
    return (
      <Text size="sm" c="dimmed">
        {t(target === null ? 'problemTold' : 'problemLeft')}
      </Text>
    )
  return (
    <Stack gap={4} align="flex-start">
      <Notice>{t(take ? 'problemUnknown' : 'problemUnknownFixed')}</Notice>
      {take && nearest && (
        <Button size="compact-xs" variant="default" onClick={() => take(nearest)}>
          {t('takeNearest', { name: nameOf(nearest) })}
        </Button>
      )}
    </Stack>
  )
}
