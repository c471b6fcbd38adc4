import type { Api, ApiVersion } from '@dozo/client'
import { Button, Code, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { apisKey } from '../../api/apis.ts'
import { client, queries } from '../../api/client.ts'
import { useCan, useSite } from '../../api/session.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { tell } from '../../ui/toast.ts'
import { moment } from '../../ui/when.ts'

/** What an API was after each change, and the way back. */
export function ApiHistory({ api, close }: { api: Api; close: () => void }) {
  const { t } = useTranslation(['apis', 'shell'])
  const can = useCan()
  const { key: site, timeZone } = useSite()
  const [back, setBack] = useState<ApiVersion>()
  const versions = useQuery({
    queryKey: ['api-versions', site, api.key],
    queryFn: async () => (await client.apis.versions({ site, api: api.key })).data,
  })
  async function restore(version: number) {
    await client.apis.restore({ site, api: api.key, ifMatch: api.etag, body: { version } })
    for (const queryKey of [apisKey(site), ['endpoints', site, api.key], ['api-versions', site, api.key]])
      void queries.invalidateQueries({ queryKey })
    tell(t('restored', { version }))
    close()
  }
  const newest = versions.data?.[0]?.version
  const columns: Column<ApiVersion>[] = [
    { key: 'version', header: t('version'), align: 'right', cell: (one) => one.version },
    { key: 'when', header: t('when'), cell: (one) => moment(one.createdAt, timeZone) },
    {
      key: 'who',
      header: t('who'),
      cell: (one) => (one.createdBy === 'system' ? t('bySystem') : one.createdBy),
    },
    { key: 'what', header: t('what'), cell: (one) => <Changes version={one} /> },
    {
      key: 'back',
      header: t('restore'),
      cell: (one) =>
        one.version === newest ? (
          t('current')
        ) : can('apis.write') ? (
          <Button size="compact-sm" variant="default" onClick={() => setBack(one)}>
            {t('restore')}
          </Button>
        ) : (
          '–'
        ),
    },
  ]
  return (
    <Modal
      opened
      size="xl"
      onClose={close}
      title={t('historyTitle', { name: api.name })}
      closeButtonProps={{ 'aria-label': t('shell:close') }}
    >
      <Loaded query={versions}>
        {(list) => (
          <DataTable
            label={t('historyTitle', { name: api.name })}
            columns={columns}
            rows={list}
            keyOf={(one) => String(one.version)}
          />
        )}
      </Loaded>
      <Confirm
        title={t('restoreTitle', { version: back?.version })}
        act={t('restore')}
        opened={back !== undefined}
        close={() => setBack(undefined)}
        run={() => restore(back!.version)}
      >
        <Text size="sm">{t('restoreText')}</Text>
      </Confirm>
    </Modal>
  )
}

function Changes({ version }: { version: ApiVersion }) {
  const { t } = useTranslation('apis')
  const lines = [
    ...version.added.map((name) => ['+', name] as const),
    ...version.changed.map((name) => ['~', name] as const),
    ...version.removed.map((name) => ['−', name] as const),
  ]
  if (lines.length === 0) return <>{version.settingsChanged ? t('settingsChanged') : t('made')}</>
  return (
    <Stack gap={2}>
      {version.settingsChanged && <Text size="sm">{t('settingsChanged')}</Text>}
      {lines.map(([sign, name]) => (
        <Code key={sign + name}>{`${sign} ${name}`}</Code>
      ))}
    </Stack>
  )
}
