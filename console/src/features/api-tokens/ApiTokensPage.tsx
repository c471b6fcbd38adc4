import type { ApiToken } from '@dozo/client'
import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { useCan, useSite } from '../../api/session.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { tell } from '../../ui/toast.ts'
import { moment } from '../../ui/when.ts'
import { NewTokenDialog } from './NewTokenDialog.tsx'

export function ApiTokensPage() {
  const { t } = useTranslation(['apiTokens', 'shell'])
  const can = useCan()
  const { key: site, timeZone } = useSite()
  const [making, dialog] = useDisclosure()
  const [revoked, setRevoked] = useState<ApiToken>()
  const queryKey = ['api-tokens', site]
  const query = useQuery({ queryKey, queryFn: async () => (await client['api-tokens'].list({ site })).data })
  const know = () => void queries.invalidateQueries({ queryKey })
  const columns: Column<ApiToken>[] = [
    { key: 'name', header: t('name'), cell: (token) => token.name },
    { key: 'prefix', header: t('prefix'), cell: (token) => `${token.prefix}…` },
    { key: 'owner', header: t('owner'), cell: (token) => token.memberName },
    {
      key: 'scopes',
      header: t('scopes'),
      cell: (token) => token.scopes.map((scope) => scope.permission).join(', '),
    },
    {
      key: 'expires',
      header: t('expires'),
      width: 224,
      cell: (token) => moment(token.expiresAt, timeZone),
    },
    {
      key: 'used',
      header: t('lastUsed'),
      width: 224,
      cell: (token) => (token.lastUsedAt ? moment(token.lastUsedAt, timeZone) : t('shell:never')),
    },
    ...(can('api-tokens.write')
      ? [
          {
            key: 'revoke',
            header: '',
            align: 'right' as const,
            cell: (token: ApiToken) => (
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
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={can('api-tokens.write') && <Button onClick={dialog.open}>{t('create')}</Button>}
    >
      <Loaded query={query}>
        {(tokens) =>
          tokens.length === 0 ? (
            <Empty text={t('none')} />
          ) : (
            <DataTable label={t('title')} columns={columns} rows={tokens} keyOf={(token) => token.id} />
          )
        }
      </Loaded>
      {making && <NewTokenDialog close={dialog.close} know={know} />}
      <Confirm
        title={t('revokeTitle', { name: revoked?.name ?? '' })}
        act={t('revoke')}
        opened={revoked !== undefined}
        close={() => setRevoked(undefined)}
        run={async () => {
          await client['api-tokens'].revoke({ site, id: revoked!.id })
          tell(t('revoked', { name: revoked!.name }))
          know()
        }}
      >
        <Text size="sm">{t('revokeText')}</Text>
      </Confirm>
    </Page>
  )
}
