import { Box, Group, Stack, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useDeferredValue, type ReactNode } from 'react'
import './data-table.css'
import { Surface } from './Surface.tsx'

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** Width in pixels, for columns whose contents have one. */
  width?: number
  align?: 'right'
  /** `aria-sort` and the button in the head. */
  sorted?: 'ascending' | 'descending' | undefined
  onSort?: (() => void) | undefined
}

type Props<Row> = {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** Boxes before the rows, and one in the head for all of them. */
  ticks?: { head: ReactNode; of: (row: Row) => ReactNode } | undefined
}

const screenful = 20

/** Rows to compare. On a phone each row is a card: its first column on top, the others with their names. */
export function DataTable<Row>(props: Props<Row>) {
  const phone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false })
  // What fits on a screen is drawn at once, the rest behind it: nobody waits for rows below the edge.
  const whole = useDeferredValue(true, props.rows.length <= screenful)
  const shown = whole ? props : { ...props, rows: props.rows.slice(0, screenful) }
  return phone ? <Cards {...shown} /> : <Wide {...shown} />
}

/** Plain elements: a list has hundreds of cells, and each of a component's takes its time. */
function Wide<Row>({ label, columns, rows, keyOf, ticks }: Props<Row>) {
  return (
    <Surface p={0} style={{ overflowX: 'auto' }}>
      <table className="data-table" aria-label={label}>
        <thead>
          <tr>
            {ticks && <th style={{ width: 36 }}>{ticks.head}</th>}
            {columns.map((column) => (
              <th
                key={column.key}
                aria-sort={column.sorted}
                style={{ width: column.width, textAlign: column.align }}
              >
                {column.onSort ? <SortButton column={column} /> : column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {ticks && <td>{ticks.of(row)}</td>}
              {columns.map((column) => (
                <td
                  key={column.key}
                  style={{ textAlign: column.align, whiteSpace: column.width ? 'nowrap' : undefined }}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Surface>
  )
}

const arrow = { ascending: ' ↑', descending: ' ↓' }

function SortButton<Row>({ column }: { column: Column<Row> }) {
  return (
    <button
      type="button"
      onClick={column.onSort}
      style={{ all: 'unset', cursor: 'pointer', outline: 'revert' }}
    >
      {column.header}
      <span aria-hidden>{column.sorted ? arrow[column.sorted] : ''}</span>
    </button>
  )
}

function Cards<Row>({ label, columns, rows, keyOf, ticks }: Props<Row>) {
  const [first, ...others] = columns
  return (
    <Stack component="ul" aria-label={label} gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
      {rows.map((row) => (
        <li key={keyOf(row)}>
          <Surface p="sm">
            <Group gap="xs" wrap="nowrap" fz="md" fw={600} mb={4}>
              {ticks?.of(row)}
              <Box>{first?.cell(row)}</Box>
            </Group>
            <Stack gap={2}>
              {others.map((column) => {
                const cell = column.cell(row)
                if (cell === null) return null
                return (
                  <Group key={column.key} gap="xs" wrap="nowrap" align="baseline" fz="sm">
                    {column.header !== '' && (
                      <Text size="sm" c="dimmed" style={{ flexShrink: 0 }}>
                        {column.header}
                      </Text>
                    )}
                    <div>{cell}</div>
                  </Group>
                )
              })}
            </Stack>
          </Surface>
        </li>
      ))}
    </Stack>
  )
}
