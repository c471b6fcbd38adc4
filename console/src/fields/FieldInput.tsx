import type { Field } from '@dozo/content-model/definition'
import { Skeleton, Stack, Text } from '@mantine/core'
import { IconNote } from '@tabler/icons-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { languageName, useNamed } from '../ui/named.ts'
import { inputOf } from './inputs.ts'

type Props = {
  field: Field
  value: unknown
  onChange: (value: unknown) => void
  path: string
  errors: Record<string, string>
  disabled?: boolean
  /** The language that is being written, for a localised field. */
  locale?: string | undefined
}

/** Label, help and messages around the input of a field's type. */
export function FieldInput({ field, value, onChange, path, errors, disabled = false, locale }: Props) {
  const { t } = useTranslation('fields')
  const named = useNamed()
  const Input = inputOf(field.type)
  const language = field.localized && locale ? t('inLanguage', { language: languageName(locale) }) : ''
  const input = (
    <Input
      field={field}
      value={value}
      onChange={onChange}
      label={`${named(field.name)}${language}`}
      description={field.help && named(field.help)}
      placeholder={field.placeholder && named(field.placeholder)}
      error={errors[path]}
      disabled={disabled}
      lang={field.localized ? locale : undefined}
      path={path}
      errors={errors}
    />
  )
  // Larger inputs come when they are first seen.
  const shown = (
    <Suspense fallback={<Skeleton h={140} role="status" aria-label={named(field.name)} />}>{input}</Suspense>
  )
  if (!field.note) return shown
  return (
    <Stack gap={4}>
      {shown}
      <Text size="xs" c="dimmed">
        <IconNote size={14} aria-label={t('note')} style={{ verticalAlign: 'text-bottom' }} />{' '}
        {named(field.note)}
      </Text>
    </Stack>
  )
}
