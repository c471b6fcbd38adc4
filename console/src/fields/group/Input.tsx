import { FieldInput } from '../FieldInput.tsx'
import { FieldBox } from '../FieldBox.tsx'
import type { InputProps } from '../field-ui.ts'
import { withChild } from './with-child.ts'

export function GroupInput(props: InputProps) {
  const { field, value, onChange, disabled, path, errors } = props
  const own = (value ?? {}) as Record<string, unknown>
  return (
    <FieldBox {...props}>
      {field.fields?.map((child) => (
        <FieldInput
          key={child.key}
          field={child}
          value={own[child.key]}
          onChange={(next) => onChange(withChild(own, child.key, next))}
          path={`${path}/${child.key}`}
          errors={errors}
          disabled={disabled}
        />
      ))}
    </FieldBox>
  )
}
