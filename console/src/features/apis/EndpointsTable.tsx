import type { Api, Endpoint } from '@dozo/client'
import { Badge, Box, Button, Code, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { useEndpoints, useOperations, useUsage } from '../../api/apis.ts'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { State } from '../../ui/State.tsx'
import { To, ToButton } from '../../ui/To.tsx'
import { moment } from '../../ui/when.ts'
import { useEndpointWords } from './endpoint-words.ts'
import { SuggestDialog } from './SuggestDialog.tsx'

/** The endpoints of an API, each with the way to its settings. */
export function EndpointsTable({ api }: { api: Api }) {
  const { t } = useTranslation('apis')
  const can = useCan()
  const { key: site, timeZone } = useSite()
  const [suggesting, dialog] = useDisclosure()
  const words = useEndpointWords(useOperations().data ?? [])
  const usage = useUsage(api.key).data
  const usesOf = ({ id }: Endpoint) => usage?.find((one) => one.endpoint === id)
  const columns: Column<Endpoint>[] = [
    { key: 'path', header: t('path'), cell: (one) => <PathCell api={api.key} endpoint={one} /> },
    {
      key: 'method',
      header: t('method'),
      cell: (one) => (
        <Badge variant="default" radius="sm">
          {words.operationOf(one)?.method ?? '?'}
        </Badge>
      ),
    },
    { key: 'operation', header: t('operation'), cell: (one) => words.operation(one) },
    { key: 'type', header: t('type'), cell: (one) => words.about(one) },
    { key: 'fields', header: t('fields'), cell: (one) => words.fields(one) },
    { key: 'limits', header: t('limits'), cell: (one) => words.conditions(one).join('; ') || '–' },
    { key: 'cache', header: t('cache'), align: 'right', cell: (one) => words.cache(one) },
    {
      key: 'calls',
      header: t('calls'),
      align: 'right',
      cell: (one) => usesOf(one)?.calls.toLocaleString() ?? '–',
    },
    {
      key: 'used',
      header: t('lastUsed'),
      cell: (one) => {
        const at = usesOf(one)?.lastUsedAt
        return at ? moment(at, timeZone) : t('never')
      },
    },
  ]
  const suggest = can('apis.write') && (
    <Button variant="default" onClick={dialog.open}>
      {t('suggest')}
    </Button>
  )
  return (
    <Stack gap="sm">
      <Loaded query={useEndpoints(api.key)}>
        {(list) =>
          list.length === 0 ? (
            <Empty
              text={t('noEndpoints')}
              action={
                can('apis.write') && (
                  <ToButton to={paths.newEndpoint} params={{ site, api: api.key }}>
                    {t('addEndpoint')}
                  </ToButton>
                )
              }
            />
          ) : (
            <DataTable label={t('endpoints')} columns={columns} rows={list} keyOf={(one) => one.id} />
          )
        }
      </Loaded>
      {suggest && <Box>{suggest}</Box>}
      {suggesting && <SuggestDialog api={api.key} close={dialog.close} />}
    </Stack>
  )
}

function PathCell({ api, endpoint: { id, path, deprecated } }: { api: string; endpoint: Endpoint }) {
  const { t } = useTranslation('apis')
  const { key: site } = useSite()
  return (
    <Stack gap={2} align="flex-start">
      <To to={paths.endpoint} params={{ site, api, id }}>
        <Code>{path}</Code>
      </To>
      {deprecated && (
        <State tone="waiting">
          {deprecated.sunset ? t('deprecatedUntil', { day: deprecated.sunset }) : t('deprecated')}
        </State>
      )}
    </Stack>
  )
}
