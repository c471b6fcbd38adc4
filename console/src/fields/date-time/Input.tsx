import { useSite } from '../../api/session.ts'
import { MomentInput } from '../../ui/MomentInput.tsx'
import type { InputProps } from '../field-ui.ts'

export function DateTimeInput({ value, onChange, label, description, error, disabled }: InputProps) {
  const { timeZone } = useSite()
  return (
    <MomentInput
      zone={timeZone}
      label={label}
      description={description}
      error={error}
      disabled={disabled}
      value={typeof value === 'string' ? value : undefined}
      onChange={onChange}
    />
  )
}
