import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { Surface } from '../../ui/Surface.tsx'
import { tell } from '../../ui/toast.ts'

/** Asked once, while the sample is there: to begin with it, with nothing, or with a model that somebody has made. */
export function SampleChoice() {
  const { t } = useTranslation('home')
  const { key: site } = useSite()
  const can = useCan()
  const [kept, setKept] = useLocalStorage({ key: `dozo.sample-kept.${site}`, defaultValue: false })
  const [begin, setBegin] = useState<'empty' | 'model'>()
  const navigate = useNavigate()
  const asks = can('content-types.write') && !kept
  const left = useQuery({
    queryKey: ['sample', site],
    enabled: asks,
    queryFn: async () => (await client.sample.get({ site })).data.entries,
  })
  if (!asks || !left.data) return null
  async function remove() {
    const { data } = await client.sample.remove({ site })
    await queries.invalidateQueries()
    if (begin === 'model') void navigate({ to: paths.modelFiles, params: { site } as never })
    tell(data.kept.length > 0 ? t('sampleKept', { types: data.kept.join(', ') }) : t('sampleRemoved'))
  }
  return (
    <Surface>
      <Stack gap="xs">
        <Title order={2}>{t('sampleTitle')}</Title>
        <Text size="sm">{t('sampleText', { count: left.data })}</Text>
        <Group gap="xs">
          <Button size="xs" onClick={() => setKept(true)}>
            {t('sampleKeep')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setBegin('empty')}>
            {t('sampleRemove')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setBegin('model')}>
            {t('modelFile')}
          </Button>
        </Group>
      </Stack>
      <Confirm
        title={t('sampleRemove')}
        act={t(begin === 'model' ? 'modelFileAct' : 'sampleRemoveAct')}
        opened={begin !== undefined}
        close={() => setBegin(undefined)}
        run={remove}
      >
        <Text size="sm">{t('sampleRemoveText')}</Text>
        {begin === 'model' && <Text size="sm">{t('modelFileText')}</Text>}
      </Confirm>
    </Surface>
  )
}
