import type { ContentType } from '@dozo/client'
import { Input, Stack } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { isKnown, leavesOf, type Purpose } from './field-paths.ts'
import { PathLevel } from './PathLevel.tsx'
import { GonePaths } from './GonePaths.tsx'

export type PathTreeProps = {
  label: string
  description?: string | undefined
  purpose: Purpose
  types: readonly ContentType[]
  type: string
  value: readonly string[]
  onChange: (value: string[]) => void
  errors: Record<string, string>
  at: string
  labelled?: boolean
}

/** Boxes for what a type has, and over its relations for what those types have. What is ticked and no longer there stays, and can be unticked. */
export function PathTree(props: PathTreeProps) {
  const { label, description, purpose, types, type, value, onChange, errors, at, labelled = true } = props
  const { t } = useTranslation('endpoints')
  const id = useId()
  const toggle = (path: string) =>
    onChange(value.includes(path) ? value.filter((one) => one !== path) : [...value, path])
  const messages = new Map(
    value.flatMap((path, i) => {
      const message = errors[`${at}/${i}`]
      return message === undefined ? [] : [[path, message] as const]
    }),
  )
  return (
    <Stack gap="xs" role="group" {...(labelled ? { 'aria-labelledby': id } : { 'aria-label': label })}>
      <div>
        {labelled && (
          <Input.Label labelElement="div" id={id}>
            {label}
          </Input.Label>
        )}
        {description && <Input.Description>{description}</Input.Description>}
      </div>
      <PathLevel
        leaves={leavesOf(types, [type], purpose)}
        {...{ types, purpose, value, toggle, messages }}
        name={t('levelOfType')}
      />
      <GonePaths
        paths={value.filter((path) => !isKnown(types, [type], purpose, path))}
        {...{ toggle, messages }}
      />
      {errors[at] && <Input.Error>{errors[at]}</Input.Error>}
    </Stack>
  )
}
