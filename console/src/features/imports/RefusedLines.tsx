import type { Import } from '@dozo/client'
import { Button, List, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useContentTypes } from '../../api/content-types.ts'
import { useSite } from '../../api/session.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { useNamed } from '../../ui/named.ts'

const shown = 20
type Refused = { line: number; errors: { path: string; message: string }[] }

/** The first lines that were refused, each with its reasons. */
export function RefusedLines({ one }: { one: Import }) {
  const { t } = useTranslation('imports')
  const { key: site } = useSite()
  const [opened, { toggle }] = useDisclosure()
  const query = useQuery({
    queryKey: ['import-errors', site, one.id, one.failed],
    enabled: opened,
    queryFn: async ({ signal }) => firstLines(await client.imports.errors({ site, id: one.id, signal })),
  })
  return (
    <Stack gap="xs" align="flex-start">
      <Button size="compact-sm" variant="subtle" aria-expanded={opened} onClick={toggle}>
        {t(opened ? 'hideRefused' : 'showRefused')}
      </Button>
      {opened && (
        <Loaded query={query}>
          {(lines) => (
            <>
              <List size="sm" listStyleType="none" aria-label={t('refusedLines')}>
                {lines.map((line) => (
                  <Line key={line.line} type={one.type} refused={line} />
                ))}
              </List>
              {one.failed > lines.length && <Text size="sm">{t('refusedMore')}</Text>}
              {!one.hasRefused && (
                <Text size="sm" c="dimmed">
                  {t('refusedGone')}
                </Text>
              )}
            </>
          )}
        </Loaded>
      )}
    </Stack>
  )
}

function Line({ type, refused: { line, errors } }: { type: string; refused: Refused }) {
  const { t } = useTranslation(['imports', 'shell'])
  const named = useNamed()
  const fields = useContentTypes().data?.find((one) => one.key === type)?.fields ?? []
  const words = errors.map(({ path, message }) => {
    const [root, key] = path.split('/').slice(1)
    const field = root === 'values' ? fields.find((one) => one.key === key) : undefined
    return field ? t('shell:atPlace', { name: named(field.name), message }) : message
  })
  return (
    <List.Item>
      <Text span fw={600} size="sm">
        {t('refusedLine', { line })}
      </Text>{' '}
      {words.join(' ')}
    </List.Item>
  )
}

/** A million lines may follow: they are not read. */
async function firstLines(answer: Response): Promise<Refused[]> {
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += part.value
    if (text.split('\n').length > shown) break
  }
  void reader.cancel()
  const whole = text.slice(0, text.lastIndexOf('\n')).split('\n').slice(0, shown)
  return whole.filter((line) => line !== '').map((line) => JSON.parse(line) as Refused)
}
