import type { Table } from '@dozo/content-model/fields/table'
import { ActionIcon, Table as Grid, Textarea } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { InputProps } from '../field-ui.ts'
import { withCell, withoutColumn, withoutRow } from './shape.ts'

type Props = Pick<InputProps, 'onChange' | 'disabled' | 'lang' | 'path' | 'errors'> & { table: Table }

/** A box for each cell, and at the end of each row and column what takes it away. */
export function Cells({ table, onChange, disabled, lang, path, errors }: Props) {
  const { t } = useTranslation('fields')
  const remove = (label: string, next: () => Table | undefined) => (
    <ActionIcon variant="default" aria-label={label} disabled={disabled} onClick={() => onChange(next())}>
      <IconTrash size={16} aria-hidden />
    </ActionIcon>
  )
  return (
    <Grid.ScrollContainer minWidth={0}>
      <Grid withRowBorders={false} horizontalSpacing={4} verticalSpacing={4}>
        <Grid.Tbody>
          {table.rows.map((row, i) => (
            <Grid.Tr key={i}>
              {row.map((cell, j) => (
                <Grid.Td key={j} miw={120}>
                  <Textarea
                    aria-label={t('table.cell', { row: i + 1, column: j + 1 })}
                    autosize
                    minRows={1}
                    disabled={disabled}
                    lang={lang}
                    fw={table.header && i === 0 ? 700 : undefined}
                    error={errors[`${path}/rows/${i}/${j}`] ?? (j === 0 && errors[`${path}/rows/${i}`])}
                    value={cell}
                    onChange={(event) => onChange(withCell(table, i, j, event.currentTarget.value))}
                  />
                </Grid.Td>
              ))}
              <Grid.Td>{remove(t('table.removeRow', { row: i + 1 }), () => withoutRow(table, i))}</Grid.Td>
            </Grid.Tr>
          ))}
          <Grid.Tr>
            {table.rows[0]?.map((_, j) => (
              <Grid.Td key={j}>
                {remove(t('table.removeColumn', { column: j + 1 }), () => withoutColumn(table, j))}
              </Grid.Td>
            ))}
          </Grid.Tr>
        </Grid.Tbody>
      </Grid>
    </Grid.ScrollContainer>
  )
}
