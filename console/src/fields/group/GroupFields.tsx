import type { Field } from '@dozo/content-model/definition'
import type { InputProps } from '../field-ui.ts'
import { FieldInput } from '../FieldInput.tsx'
import { withChild } from './with-child.ts'

type Props = Pick<InputProps, 'value' | 'onChange' | 'disabled' | 'path' | 'errors'> & {
  fields: readonly Field[]
}

/** The inputs of a group, without anything around them. */
export function GroupFields({ fields, value, onChange, disabled, path, errors }: Props) {
  const own = (value ?? {}) as Record<string, unknown>
  return fields.map((child) => (
    <FieldInput
      key={child.key}
      field={child}
      value={own[child.key]}
      onChange={(next) => onChange(withChild(own, child.key, next))}
      path={`${path}/${child.key}`}
      errors={errors}
      disabled={disabled}
    />
  ))
}
