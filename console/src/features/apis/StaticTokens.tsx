import type { Api, StaticToken } from '@dozo/client'
import { Box, Button, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { useCan, useSite } from '../../api/session.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { tell } from '../../ui/toast.ts'
import { moment } from '../../ui/when.ts'
import { NewStaticToken } from './NewStaticToken.tsx'

/** What programs call the API with. Not there for an API that has none and wants none. */
export function StaticTokens({ api }: { api: Api }) {
  const { t } = useTranslation('apis')
  const can = useCan()
  const { key: site, timeZone } = useSite()
  const [making, dialog] = useDisclosure()
  const [revoked, setRevoked] = useState<StaticToken>()
  const queryKey = ['static-tokens', site, api.key]
  const query = useQuery({
    queryKey,
    queryFn: async () => (await client['static-tokens'].list({ site, api: api.key })).data,
  })
  const know = () => void queries.invalidateQueries({ queryKey })
  if (api.security !== 'token' && !query.data?.length) return null
  const columns: Column<StaticToken>[] = [
    { key: 'name', header: t('name'), cell: (token) => token.name },
    { key: 'prefix', header: t('tokenStart'), cell: (token) => `${token.prefix}…` },
    { key: 'expires', header: t('tokenExpires'), cell: (token) => moment(token.expiresAt, timeZone) },
    {
      key: 'used',
      header: t('lastUsed'),
      cell: (token) => (token.lastUsedAt ? moment(token.lastUsedAt, timeZone) : t('never')),
    },
    ...(can('apis.write')
      ? [
          {
            key: 'revoke',
            header: '',
            align: 'right' as const,
            cell: (token: StaticToken) => (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('revokeOf', { name: token.name })}
                onClick={() => setRevoked(token)}
              >
                {t('revoke')}
              </Button>
            ),
          },
        ]
      : []),
  ]
  return (
    <>
      <Title order={2}>{t('tokens')}</Title>
      {api.security !== 'token' && <Text size="sm">{t('tokensUnused')}</Text>}
      <Loaded query={query}>
        {(tokens) =>
          tokens.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('noTokens')}
            </Text>
          ) : (
            <DataTable label={t('tokens')} columns={columns} rows={tokens} keyOf={(token) => token.id} />
          )
        }
      </Loaded>
      {can('apis.write') && api.security === 'token' && (
        <Box>
          <Button variant="default" onClick={dialog.open}>
            {t('newToken')}
          </Button>
        </Box>
      )}
      {making && <NewStaticToken api={api.key} close={dialog.close} know={know} />}
      <Confirm
        title={t('revokeTitle', { name: revoked?.name ?? '' })}
        act={t('revoke')}
        opened={revoked !== undefined}
        close={() => setRevoked(undefined)}
        run={async () => {
          await client['static-tokens'].revoke({ site, api: api.key, id: revoked!.id })
          tell(t('revoked', { name: revoked!.name }))
          know()
        }}
      >
        <Text size="sm">{t('revokeText')}</Text>
      </Confirm>
    </>
  )
}
