import type { Operation } from '@dozo/client'
import { Code, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useEndpoints } from '../../api/apis.ts'
import { CopyText } from '../../ui/CopyText.tsx'
import { Surface } from '../../ui/Surface.tsx'
import { clientOf } from './client-sample.ts'
import type { SideProps } from './EndpointSide.tsx'
import { curlOf, fetchOf, type Sampled } from './samples.ts'

const ways = ['curl', 'fetch', 'client'] as const
type Way = (typeof ways)[number]

/** The request as one writes it: for a shell, as a program, with the typed client. Which of them stands in the address. */
export function Samples({
  api,
  form,
  saved,
  operation,
  type,
  address,
}: SideProps & { operation: Operation; address: string }) {
  const { t } = useTranslation('trying')
  const navigate = useNavigate()
  const { code } = useSearch({ strict: false }) as { code?: string }
  const way: Way = ways.find((one) => one === code) ?? 'curl'
  const endpoints = useEndpoints(api.key).data ?? []
  const sampled: Sampled = {
    api,
    endpoint: saved ? ({ ...form, id: saved.id } as typeof form) : form,
    operation,
    type,
    address,
  }
  const text = { curl: curlOf, fetch: fetchOf, client: (one: Sampled) => clientOf(one, endpoints) }[way](
    sampled,
  )
  return (
    <Surface>
      <Stack gap="sm">
        <Title order={2}>{t('samples')}</Title>
        <Group justify="space-between">
          <SegmentedControl
            aria-label={t('sampleAs')}
            value={way}
            onChange={(next) =>
              void navigate({
                to: '.',
                search: ((old: object) => ({ ...old, code: next })) as never,
                replace: true,
                resetScroll: false,
                ignoreBlocker: true,
              })
            }
            data={ways.map((one) => ({ value: one, label: t(`sample.${one}`) }))}
          />
          <CopyText text={text} />
        </Group>
        {way === 'client' && <Text size="sm">{t('clientHelp')}</Text>}
        <Code block tabIndex={0} aria-label={t('samples')} style={{ whiteSpace: 'pre-wrap' }}>
          {text}
        </Code>
      </Stack>
    </Surface>
  )
}
