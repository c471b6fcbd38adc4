import type { Table } from '@dozo/content-model/fields/table'
import { Button, Checkbox, Group } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { FieldBox } from '../FieldBox.tsx'
import type { InputProps } from '../field-ui.ts'
import { Cells } from './Cells.tsx'
import { startOf } from './shape.ts'

export function TableInput(props: InputProps) {
  const { field, value, onChange, label, description, error, disabled, lang, path, errors } = props
  const { t } = useTranslation('fields')
  const own = value as Table | undefined
  const add = (name: string, off: boolean, next: () => Table) => (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconPlus size={14} aria-hidden />}
      disabled={disabled || off}
      onClick={() => onChange(next())}
    >
      {name}
    </Button>
  )
  return (
    <FieldBox
      field={field}
      label={label}
      description={description}
      error={[error, errors[`${path}/rows`]].filter(Boolean).join(' ') || undefined}
    >
      {own && (
        <>
          <Checkbox
            label={t('table.header')}
            disabled={disabled}
            checked={own.header}
            onChange={(event) => onChange({ ...own, header: event.currentTarget.checked })}
          />
          <Cells
            table={own}
            onChange={onChange}
            disabled={disabled}
            lang={lang}
            path={path}
            errors={errors}
          />
        </>
      )}
      <Group>
        {!own && add(t('table.begin', { label }), false, () => startOf(field))}
        {own &&
          add(t('table.addRow'), field.max !== undefined && own.rows.length >= field.max, () => ({
            ...own,
            rows: [...own.rows, (own.rows[0] ?? ['']).map(() => '')],
          }))}
        {own &&
          add(t('table.addColumn'), false, () => ({ ...own, rows: own.rows.map((row) => [...row, '']) }))}
      </Group>
    </FieldBox>
  )
}
