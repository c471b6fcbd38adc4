import type { Field } from '@dozo/content-model/definition'
import { ActionIcon, Box, Button, Group, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { Fragment, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useRowKeys } from '../ui/row-keys.ts'
import { ComparisonInputs } from './ComparisonInputs.tsx'
import { startOf, type Row } from './comparisons.ts'
import type { Rows } from './grammar.ts'
import './conditions.css'

type Props = {
  fields: readonly Field[]
  rows: Rows
  onChange: (rows: Rows) => void
  /** Somebody has tried to save: rows without a value say so. */
  asked: boolean
  /** What no row at all means. */
  none: string
}

/** Comparisons one below the other, and whether all of them must hold or one. */
export function ConditionRows({ fields, rows: { match, rows }, onChange, asked, none }: Props) {
  const { t } = useTranslation('conditions')
  const place = useRef<HTMLDivElement>(null)
  const [keys, setKeys] = useRowKeys(rows.length)
  const put = (next: Row[]) => onChange({ match: next.length > 1 ? match : 'all', rows: next })
  /** Once the rows are drawn again: on the first input of the last row, or on the way to another row. */
  const focus = (part: '.condition-row' | '[data-add]') =>
    requestAnimationFrame(() => {
      const last = [...(place.current?.querySelectorAll<HTMLElement>(part) ?? [])].at(-1)
      ;(last?.querySelector('input') ?? last)?.focus()
    })
  if (fields.length === 0 && rows.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('noFields')}
      </Text>
    )
  return (
    <Stack gap="xs" ref={place}>
      {rows.length === 0 && (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      )}
      {rows.length > 1 && (
        <Select
          aria-label={t('match')}
          maw={240}
          allowDeselect={false}
          data={(['all', 'any'] as const).map((one) => ({ value: one, label: t(`match.${one}`) }))}
          value={match}
          onChange={(next) => onChange({ match: next as Rows['match'], rows })}
        />
      )}
      {rows.map((row, i) => (
        <Fragment key={keys[i]}>
          {i > 0 && (
            <Text size="xs" c="dimmed">
              {t(`join.${match}`)}
            </Text>
          )}
          <Group
            role="group"
            aria-label={t('row', { number: i + 1 })}
            className="condition-row"
            wrap="nowrap"
            align="flex-start"
            gap="xs"
          >
            <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xs" verticalSpacing={4} style={{ flexGrow: 1 }}>
              <ComparisonInputs
                fields={fields}
                row={row}
                onChange={(next) => put(rows.with(i, next))}
                lists
                missing={asked && row.value === null}
              />
            </SimpleGrid>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('remove', { number: i + 1 })}
              onClick={() => {
                setKeys(keys.toSpliced(i, 1))
                put(rows.toSpliced(i, 1))
                focus('[data-add]')
              }}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        </Fragment>
      ))}
      <Box>
        <Button
          data-add
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={fields.length === 0}
          onClick={() => {
            put([...rows, startOf(fields[0]!)])
            focus('.condition-row')
          }}
        >
          {t('add')}
        </Button>
      </Box>
    </Stack>
  )
}
