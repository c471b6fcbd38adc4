import type { TFunction } from 'i18next'
import type { Api, Endpoint } from '@dozo/client'
import { Anchor, Button, Code, Group, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useApis } from '../../api/apis.ts'
import { useContentTypes } from '../../api/content-types.ts'
import { useCan, useSite } from '../../api/session.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { useNamed } from '../../ui/named.ts'
import { Page } from '../../ui/Page.tsx'
import { State } from '../../ui/State.tsx'
import { moment } from '../../ui/when.ts'
import { ApiHistory } from './ApiHistory.tsx'
import { CopyApiDialog } from './CopyApiDialog.tsx'
import { NewApiDialog } from './NewApiDialog.tsx'

/** The APIs of the site with what each answers. */
export function ApisPage() {
  const { t } = useTranslation('apis')
  const can = useCan()
  const [making, dialog] = useDisclosure()
  const create = can('apis.write') && <Button onClick={dialog.open}>{t('create')}</Button>
  return (
    <Page title={t('title')} lead={t('lead')} actions={create}>
      <Loaded query={useApis()}>
        {(apis) =>
          apis.length === 0 ? (
            <Empty text={t('none')} action={create} />
          ) : (
            <Stack gap="xl">
              {apis.map((api) => (
                <ApiPart key={api.key} api={api} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      {making && <NewApiDialog close={dialog.close} />}
    </Page>
  )
}

/** Operations whose answers show fields and may be kept. */
const reads = new Set(['entries.list', 'entries.get', 'entries.neighbours', 'entries.aggregate', 'search'])
const shows = new Set([...reads, 'entries.preview'])

const fieldsOf = ({ fields, operation }: Endpoint, all: string): string =>
  fields?.length ? fields.join(', ') : shows.has(operation) ? all : '–'

function conditionsOf({ publish, own, rights, who, rateLimit }: Endpoint, t: TFunction<'apis'>): string[] {
  return [
    ...(publish ? [t('publishes')] : []),
    ...(own ? [t('ownOnly')] : []),
    ...(rights === 'caller' ? [t('callerRights')] : []),
    ...(who
      ? [who.groups?.length ? t('groupsOnly', { groups: who.groups.join(', ') }) : t('membersOnly')]
      : []),
    ...(rateLimit ? [t('rate', { calls: rateLimit.calls, count: rateLimit.seconds })] : []),
  ]
}

function ApiPart({ api }: { api: Api }) {
  const { t } = useTranslation('apis')
  const named = useNamed()
  const { key: site, timeZone } = useSite()
  const types = useContentTypes().data ?? []
  const can = useCan()
  const [copying, copyDialog] = useDisclosure()
  const [looking, history] = useDisclosure()
  const usage = useQuery({
    queryKey: ['api-usage', site, api.key],
    queryFn: async () => (await client.apis.usage({ site, api: api.key })).data,
  })
  const usesOf = ({ id }: Endpoint) => usage.data?.find((one) => one.endpoint === id)
  const endpoints = useQuery({
    queryKey: ['endpoints', site, api.key],
    queryFn: async () => (await client.endpoints.list({ site, api: api.key })).data,
  })
  const typeName = (key: string | undefined) => {
    const type = types.find((one) => one.key === key)
    return type ? named(type.name) : (key ?? '–')
  }
  const columns: Column<Endpoint>[] = [
    { key: 'path', header: t('path'), cell: (one) => <PathCell endpoint={one} /> },
    { key: 'operation', header: t('operation'), cell: (one) => one.operation },
    {
      key: 'type',
      header: t('type'),
      cell: (one) => (one.types?.length ? one.types.map(typeName).join(', ') : typeName(one.type)),
    },
    { key: 'fields', header: t('fields'), cell: (one) => fieldsOf(one, t('allFields')) },
    { key: 'limits', header: t('limits'), cell: (one) => conditionsOf(one, t).join('; ') || '–' },
    {
      key: 'cache',
      header: t('cache'),
      align: 'right',
      cell: (one) => (reads.has(one.operation) ? t('seconds', { count: one.cacheSeconds ?? 60 }) : '–'),
    },
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
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Title order={2}>{api.name}</Title>
        <State tone="plain">{t(`security.${api.security}`)}</State>
        <Anchor size="sm" href={`${api.url}/reference`} target="_blank" rel="noreferrer">
          {t('reference')}
        </Anchor>
        <Button size="compact-sm" variant="default" onClick={history.open}>
          {t('history')}
        </Button>
        {can('apis.write') && (
          <Button size="compact-sm" variant="default" onClick={copyDialog.open}>
            {t('copy')}
          </Button>
        )}
      </Group>
      <Text size="sm">
        <Code>{api.url}</Code>
      </Text>
      <Loaded query={endpoints}>
        {(list) =>
          list.length === 0 ? (
            <Empty text={t('noEndpoints')} />
          ) : (
            <DataTable label={api.name} columns={columns} rows={list} keyOf={(one) => one.id} />
          )
        }
      </Loaded>
      {copying && <CopyApiDialog api={api} close={copyDialog.close} />}
      {looking && <ApiHistory api={api} close={history.close} />}
    </Stack>
  )
}

function PathCell({ endpoint: { path, deprecated } }: { endpoint: Endpoint }) {
  const { t } = useTranslation('apis')
  return (
    <Stack gap={2} align="flex-start">
      <Code>{path}</Code>
      {deprecated && (
        <State tone="waiting">
          {deprecated.sunset ? t('deprecatedUntil', { day: deprecated.sunset }) : t('deprecated')}
        </State>
      )}
    </Stack>
  )
}
