import { NumberInput } from '../../fields/number/Input.tsx'

type Props = {
  label: string
  error: string | undefined
  value: number | undefined
  onChange: (value: unknown) => void
}

/** A number that may be left out. */
export const NumberOption = ({ label, error, value, onChange }: Props) => (
  <NumberInput
    field={{ key: 'option', type: 'number', name: { ja: label, en: label } }}
    label={label}
    error={error}
    value={value}
    onChange={onChange}
    disabled={false}
    path=""
    errors={{}}
  />
)
