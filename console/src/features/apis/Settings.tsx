import type { Api, ContentType, EndpointInput, Operation } from '@dozo/client'
import { Alert, Code, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { strangeTo, takes } from './endpoint-form.ts'
import { CallerSettings } from './CallerSettings.tsx'
import { DeprecationSettings } from './DeprecationSettings.tsx'
import { FieldSettings } from './FieldSettings.tsx'
import { FilterSettings } from './FilterSettings.tsx'
import { KeepingSettings } from './KeepingSettings.tsx'
import { ListSettings } from './ListSettings.tsx'
import { WhatSettings } from './WhatSettings.tsx'

export type SettingsProps = {
  form: EndpointInput
  set: (form: EndpointInput) => void
  api: Api
  operation: Operation | undefined
  types: readonly ContentType[]
  type: ContentType | undefined
  errors: Record<string, string>
}

type Props = Omit<SettingsProps, 'operation' | 'type'> & { operations: readonly Operation[] }

/** Every setting that means something to the operation chosen, and no other. */
export function Settings({ operations, ...given }: Props) {
  const { t } = useTranslation('endpoints')
  const { form, types } = given
  const operation = operations.find(({ name }) => name === form.operation)
  const props: SettingsProps = {
    ...given,
    operation,
    type: types.find(({ key }) => key === form.type),
  }
  const has = (...names: (keyof EndpointInput)[]) => names.some((name) => takes(operation, name))
  const strange = strangeTo(form, operation)
  return (
    <Stack gap="lg">
      <WhatSettings {...props} operations={operations} />
      {has('fields') && props.type && <FieldSettings {...props} />}
      {has('filter', 'filters') && props.type && <FilterSettings {...props} />}
      {has('sorts', 'sort', 'pageSize', 'maxPageSize', 'locale') && <ListSettings {...props} />}
      <CallerSettings {...props} />
      {(operation?.cacheable ?? false) && <KeepingSettings {...props} />}
      <DeprecationSettings {...props} />
      {strange.length > 0 && (
        <Alert color="gold" title={t('strange')}>
          <Text size="sm">
            {t('strangeText')} <Code>{strange.join(', ')}</Code>
          </Text>
        </Alert>
      )}
    </Stack>
  )
}
