import type { RefusalExplained } from '@dozo/client'
import { Code, List, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { endpointsKey, useOperations } from '../../api/apis.ts'
import { client } from '../../api/client.ts'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { To } from '../../ui/To.tsx'
import { moment } from '../../ui/when.ts'
import { calledAt, partOf, ruleOf, type Rule } from './refusal-rule.ts'

/** What was asked, why it was refused, and where the rule is that says so. */
export function RefusalTold({ refusal }: { refusal: RefusalExplained }) {
  const { key: site, timeZone } = useSite()
  const api = calledAt(refusal)?.api
  const endpoints = useQuery({
    queryKey: endpointsKey(site, api ?? ''),
    enabled: api !== undefined,
    queryFn: async () => (await client.endpoints.list({ site, api: api! })).data,
  })
  const operations = useOperations()
  const ready = operations.data && (api === undefined || endpoints.data || endpoints.error)
  return (
    <Stack gap="xs" role="status">
      <Text size="sm" c="dimmed">
        {moment(refusal.at, timeZone)} <Code>{`${refusal.method} ${refusal.path}`}</Code> {refusal.status}{' '}
        <Code>{refusal.code}</Code>
      </Text>
      <Text fw={600}>{refusal.why}</Text>
      {refusal.errors.length > 0 && (
        <List size="sm">
          {refusal.errors.map(({ path, code, message }) => (
            <List.Item key={path + code}>
              {message} <Code>{path}</Code>
            </List.Item>
          ))}
        </List>
      )}
      {ready && <RuleLink rule={ruleOf(refusal, endpoints.data ?? [], operations.data)} />}
    </Stack>
  )
}

function RuleLink({ rule }: { rule: Rule }) {
  const { t } = useTranslation('refusals')
  const can = useCan()
  const { key: site } = useSite()
  if (!rule) return null
  const says = <Text size="sm">{t(`rule.${rule.kind}`)}</Text>
  if (rule.kind === 'permission')
    return (
      <>
        {says}
        {can('groups.read') && (
          <To size="sm" to={paths.groups} params={{ site }}>
            {t('toGroups')}
          </To>
        )}
      </>
    )
  return (
    <>
      {says}
      {rule.kind === 'type' && rule.endpoint.type !== undefined && can('content-types.read') && (
        <To size="sm" to={paths.contentType} params={{ site, type: rule.endpoint.type }}>
          {t('toType', { type: rule.endpoint.type })}
        </To>
      )}
      {'endpoint' in rule ? (
        <To
          size="sm"
          to={paths.endpoint}
          params={{ site, api: rule.api, id: rule.endpoint.id }}
          search={{ part: partOf(rule.kind) }}
        >
          {t('toEndpoint', { path: rule.endpoint.path })}
        </To>
      ) : (
        <To size="sm" to={paths.api} params={{ site, api: rule.api }}>
          {t('toApi', { api: rule.api })}
        </To>
      )}
    </>
  )
}
