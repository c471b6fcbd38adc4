import type { Table } from '@dozo/content-model/fields/table'
import { Table as Grid } from '@mantine/core'
import type { ViewProps } from '../field-ui.ts'

const shown = 50

export function TableView({ value }: ViewProps) {
  if (value === undefined || value === null) return <>–</>
  const { header, rows } = value as Table
  const body = header ? rows.slice(1) : rows
  return (
    <Grid withTableBorder withColumnBorders w="auto">
      {header && (
        <Grid.Thead>
          <Grid.Tr>
            {rows[0]?.map((cell, j) => (
              <Grid.Th key={j}>{cell}</Grid.Th>
            ))}
          </Grid.Tr>
        </Grid.Thead>
      )}
      <Grid.Tbody>
        {body.slice(0, shown).map((row, i) => (
          <Grid.Tr key={i}>
            {row.map((cell, j) => (
              <Grid.Td key={j}>{cell}</Grid.Td>
            ))}
          </Grid.Tr>
        ))}
        {body.length > shown && (
          <Grid.Tr>
            <Grid.Td>…</Grid.Td>
          </Grid.Tr>
        )}
      </Grid.Tbody>
    </Grid>
  )
}
