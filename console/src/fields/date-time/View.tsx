import { useSite } from '../../api/session.ts'
import { moment } from '../../ui/when.ts'
import type { ViewProps } from '../field-ui.ts'

export function DateTimeView({ value }: ViewProps) {
  const { timeZone } = useSite()
  return <>{typeof value === 'string' ? moment(value, timeZone) : '–'}</>
}
