import type { Api, ContentType, Endpoint, EndpointInput, Operation } from '@dozo/client'
import { Alert, Stack, Title } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Surface } from '../../ui/Surface.tsx'
import { addressOf, namedParameters, requestFrom, type Request } from './request.ts'
import { RecentCalls } from './RecentCalls.tsx'
import { Samples } from './Samples.tsx'
import { TryPanel } from './TryPanel.tsx'
import { ApiUsage } from './Usage.tsx'

export type SideProps = {
  api: Api
  /** As the site answers it; nothing for one that is not saved yet. */
  saved: Endpoint | undefined
  form: EndpointInput
  dirty: boolean
  operation: Operation | undefined
  type: ContentType | undefined
}

/** What comes of the settings: an answer, what it costs, how one asks for it in a program, who has done so. */
export function EndpointSide(props: SideProps) {
  const { api, saved, form, operation } = props
  const { t } = useTranslation(['trying', 'apis'])
  const { call = '', place = '' } = useSearch({ strict: false }) as { call?: string; place?: string }
  const [request, setRequest] = useState<Request>(() =>
    requestFrom(
      place,
      call,
      namedParameters(operation).map(({ name }) => name),
    ),
  )
  if (!operation) return null
  // Signing in and out is not tried here: it would leave a session behind, or end one.
  const tries = operation.method === 'GET' && operation.settings.includes('rights')
  return (
    <>
      <Surface>
        <Stack>
          <Title order={2}>{t('title')}</Title>
          {tries ? (
            <TryPanel
              {...props}
              key={operation.name}
              operation={operation}
              request={request}
              setRequest={setRequest}
            />
          ) : (
            <Alert color="indigo" title={t('notTried')}>
              {t(operation.writes ? 'notTriedWrites' : 'notTriedSession')}
            </Alert>
          )}
        </Stack>
      </Surface>
      <Samples {...props} operation={operation} address={addressOf(form.path, request)} />
      {saved && (
        <Stack gap="sm">
          <Title order={2}>{t('usage')}</Title>
          <ApiUsage api={api.key} endpoint={saved.id} />
          <Title order={2}>{t('apis:recent')}</Title>
          <RecentCalls api={api.key} endpoint={saved.id} />
        </Stack>
      )}
    </>
  )
}
