import { Fieldset, Stack, Text } from '@mantine/core'
import { FieldInput } from '../FieldInput.tsx'
import type { InputProps } from '../field-ui.ts'
import { withChild } from './with-child.ts'

export function GroupInput({
  field,
  value,
  onChange,
  label,
  description,
  error,
  disabled,
  path,
  errors,
}: InputProps) {
  const own = (value ?? {}) as Record<string, unknown>
  return (
    <Fieldset legend={label} bg="transparent">
      <Stack>
        {description && (
          <Text size="xs" c="dimmed">
            {description}
          </Text>
        )}
        {error && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {error}
          </Text>
        )}
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
      </Stack>
    </Fieldset>
  )
}
