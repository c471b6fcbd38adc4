import type { Api, ContentType } from '@dozo/client'
import { Anchor, Code, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApis } from '../../api/apis.ts'
import { client } from '../../api/client.ts'
import { useContentTypes } from '../../api/content-types.ts'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { CopyText } from '../../ui/CopyText.tsx'
import { useNamed } from '../../ui/named.ts'
import { useHowMany } from '../../ui/how-many.ts'
import { Page } from '../../ui/Page.tsx'
import { Surface } from '../../ui/Surface.tsx'
import { To, ToButton } from '../../ui/To.tsx'
import { ComingUp } from './ComingUp.tsx'
import { NextSteps } from './NextSteps.tsx'
import { SampleChoice } from './SampleChoice.tsx'

/** Where one arrives: what to do next, what comes by itself, and a call that answers. */
export function HomePage() {
  const site = useSite()
  const can = useCan()
  const types = useContentTypes().data
  const apis = useApis().data ?? []
  return (
    <Page title={site.name}>
      <SampleChoice />
      {types && <NextSteps types={types} apis={apis} />}
      {can('entries.read') && <ComingUp />}
      {can('entries.read') && types && types.length > 0 && <Types types={types} />}
      {apis.map((api) => (
        <TryCall key={api.key} api={api} />
      ))}
    </Page>
  )
}

function Types({ types }: { types: readonly ContentType[] }) {
  const { t } = useTranslation('home')
  const named = useNamed()
  const howMany = useHowMany()
  const can = useCan()
  const { key: site } = useSite()
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
      {types.map((type) => (
        <Surface key={type.id}>
          <Stack gap="xs" align="flex-start">
            <Title order={2}>
              <To to={paths.entries} params={{ site, type: type.key }}>
                {named(type.name)}
              </To>
            </Title>
            <Text size="sm" c="dimmed">
              {howMany(type)}
            </Text>
            {can('entries.create') && type.kind !== 'single' && (
              <ToButton
                size="xs"
                variant="default"
                to={paths.entry}
                params={{ site, type: type.key, id: 'new' }}
              >
                {t('write', { name: named(type.name) })}
              </ToButton>
            )}
          </Stack>
        </Surface>
      ))}
    </SimpleGrid>
  )
}

/** A call of the site's own that answers when pasted. */
function TryCall({ api }: { api: Api }) {
  const { t } = useTranslation('home')
  const { key: site } = useSite()
  const endpoints = useQuery({
    queryKey: ['endpoints', site, api.key],
    queryFn: async () => (await client.endpoints.list({ site, api: api.key })).data,
  })
  const list = endpoints.data?.find((one) => one.operation === 'entries.list')
  if (!list || api.security !== 'open') return null
  const call = `curl '${list.url}'`
  return (
    <Surface>
      <Stack gap="xs">
        <Title order={2}>{t('tryTitle', { name: api.name })}</Title>
        <Text size="sm">{t('tryText')}</Text>
        <Group align="center" gap="xs">
          <Code block style={{ flex: 1, minWidth: 0, whiteSpace: 'pre-wrap' }}>
            {call}
          </Code>
          <CopyText text={call} />
        </Group>
        <Anchor size="sm" href={`${api.url}/reference`} target="_blank" rel="noreferrer">
          {t('reference')}
        </Anchor>
      </Stack>
    </Surface>
  )
}
