import type { Api } from '@dozo/client'
import { Button, Code, Group, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../api/apis.ts'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { State } from '../../ui/State.tsx'
import { To, ToButton } from '../../ui/To.tsx'
import { ApiHistory } from './ApiHistory.tsx'
import { ApiSettings } from './ApiSettings.tsx'
import { CopyApiDialog } from './CopyApiDialog.tsx'
import { DeleteApi } from './DeleteApi.tsx'
import { EndpointsTable } from './EndpointsTable.tsx'
import { RecentCalls } from './RecentCalls.tsx'
import { ReferenceLink } from './ReferenceLink.tsx'
import { Refusal } from './Refusal.tsx'
import { StaticTokens } from './StaticTokens.tsx'
import { ApiUsage } from './Usage.tsx'

export function ApiPage() {
  const { api = '' } = useParams({ strict: false }) as { api?: string }
  return <Loaded query={useApi(api)}>{(found) => <Shown key={found.key} api={found} />}</Loaded>
}

/** One API: what it answers, how often it is asked, who may call, and why somebody was refused. */
function Shown({ api }: { api: Api }) {
  const { t } = useTranslation('apis')
  const can = useCan()
  const { key: site } = useSite()
  const [copying, copyDialog] = useDisclosure()
  const [looking, history] = useDisclosure()
  return (
    <Page
      title={api.name}
      above={
        <To size="sm" to={paths.apis} params={{ site }}>
          {t('title')}
        </To>
      }
      lead={
        <Group component="span" gap="sm">
          <Code>{api.url}</Code>
          <State tone="plain">{t(`security.${api.security}`)}</State>
          <ReferenceLink api={api} />
        </Group>
      }
      actions={
        <>
          <Button variant="default" onClick={history.open}>
            {t('history')}
          </Button>
          {can('apis.write') && (
            <>
              <Button variant="default" onClick={copyDialog.open}>
                {t('copy')}
              </Button>
              <ToButton to={paths.newEndpoint} params={{ site, api: api.key }}>
                {t('addEndpoint')}
              </ToButton>
            </>
          )}
        </>
      }
    >
      <Title order={2}>{t('endpoints')}</Title>
      <EndpointsTable api={api} />
      <Title order={2}>{t('usage')}</Title>
      <ApiUsage api={api.key} />
      <Title order={2}>{t('recent')}</Title>
      <RecentCalls api={api.key} />
      <Title order={2}>{t('settings')}</Title>
      <ApiSettings api={api} />
      <StaticTokens api={api} />
      <Title order={2}>{t('why')}</Title>
      <Refusal />
      {can('apis.write') && <DeleteApi api={api} />}
      {copying && <CopyApiDialog api={api} close={copyDialog.close} />}
      {looking && <ApiHistory api={api} close={history.close} />}
    </Page>
  )
}
