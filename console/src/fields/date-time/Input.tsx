import { useSite } from '../../api/session.ts'
import { MomentInput } from '../../ui/MomentInput.tsx'
import { shownAs, type InputProps } from '../field-ui.ts'

export function DateTimeInput(props: InputProps) {
  const { value, onChange } = props
  const { timeZone } = useSite()
  return (
    <MomentInput
      zone={timeZone}
      {...shownAs(props)}
      value={typeof value === 'string' ? value : undefined}
      onChange={onChange}
    />
  )
}
