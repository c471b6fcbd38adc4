import type { ContentType } from '@dozo/client'
import { Button, Stack } from '@mantine/core'
import { useEffect, useRef, useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ComparisonInputs } from '../../conditions/ComparisonInputs.tsx'
import { startOf, type Row } from '../../conditions/comparisons.ts'
import { filterFields } from './filter-fields.ts'
import type { Condition } from './filter.ts'

/** Field, comparison, value: one condition. */
export function FilterForm({ type, add }: { type: ContentType; add: (condition: Condition) => void }) {
  const { t } = useTranslation('entries')
  const fields = filterFields(type)
  const [row, setRow] = useState<Row>(() => startOf(fields[0]!))
  const [missing, setMissing] = useState(false)
  function submit(event: SubmitEvent) {
    event.preventDefault()
    event.stopPropagation()
    if (row.value === null) return setMissing(true)
    add({ path: row.path, op: row.op, value: String(row.value) })
  }
  // It comes a moment after what it stands in, which has looked for something to focus by then.
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  return (
    <form ref={form} onSubmit={submit}>
      <Stack gap="sm">
        {/* One value at a time: a list of them is several conditions here. */}
        <ComparisonInputs
          fields={fields}
          row={row}
          onChange={setRow}
          lists={false}
          missing={missing && row.value === null}
        />
        <Button type="submit">{t('filterAdd')}</Button>
      </Stack>
    </form>
  )
}
