import type { ContentType } from '@dozo/client'
import { Button, Code, Group, List, Select, Stack, Text, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { useApis } from '../../api/apis.ts'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { Surface } from '../../ui/Surface.tsx'
import { ToButton } from '../../ui/To.tsx'
import { Trouble } from '../../ui/Trouble.tsx'

/** One press gives a type its two read endpoints: nothing is answered by an API before that. */
export function Publication({ type }: { type: ContentType }) {
  const { t } = useTranslation('contentTypes')
  const { key: site } = useSite()
  const can = useCan()
  const apis = useApis().data ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const api = chosen ?? apis[0]?.key
  const suggest = useMutation({
    mutationFn: async () =>
      (await client.endpoints.suggest({ site, api: api!, body: { type: type.key } })).data,
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['endpoints', site] }),
  })
  if (!can('apis.write')) return null
  return (
    <Surface>
      <Stack gap="sm" align="flex-start">
        <Title order={2}>{t('apiTitle')}</Title>
        <Text size="sm">{t('apiText')}</Text>
        {!api && (
          <ToButton variant="default" to={paths.apis} params={{ site }}>
            {t('apiFirst')}
          </ToButton>
        )}
        {api && (
          <Group align="flex-end">
            <Select
              label="API"
              allowDeselect={false}
              data={apis.map((one) => ({ value: one.key, label: `${one.name} (${one.key})` }))}
              value={api}
              onChange={setChosen}
            />
            <Button variant="default" loading={suggest.isPending} onClick={() => suggest.mutate()}>
              {t('apiAct')}
            </Button>
          </Group>
        )}
        {suggest.error && <Trouble error={suggest.error} />}
        {suggest.data && (
          <List size="sm" role="status">
            {suggest.data.map((endpoint) => (
              <List.Item key={endpoint.id}>
                <Code>{endpoint.url}</Code>
              </List.Item>
            ))}
          </List>
        )}
      </Stack>
    </Surface>
  )
}
