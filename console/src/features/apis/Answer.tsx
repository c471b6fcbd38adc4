import { Accordion, Box, Code, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../api/session.ts'
import { State } from '../../ui/State.tsx'
import { sizeOf } from '../../ui/size.ts'
import { CopyText } from '../../ui/CopyText.tsx'
import { Cost } from './Cost.tsx'
import { SiteCost } from './SiteCost.tsx'
import { WhyRefused } from './Refusal.tsx'
import type { Told } from './use-answer.ts'

/** An answer: how it went, how long it took, how large it is, whether it was kept, what it says, and what it cost. */
export function Answer({ answer, url, waiting }: { answer: Told; url: string; waiting: boolean }) {
  const { t } = useTranslation('trying')
  const can = useCan()
  const { status, ms, bytes, body, cut, headers } = answer
  const text = pretty(body)
  return (
    <Stack gap="sm" role="region" aria-label={t('answer')} aria-busy={waiting}>
      <Group gap="xs" role="status">
        <State tone={status < 400 ? 'good' : 'bad'}>{t('status', { status })}</State>
        <Text size="sm">{t('took', { ms })}</Text>
        <Text size="sm">{sizeOf(bytes)}</Text>
        {answer.way === 'site' && <Text size="sm">{t(`cache.${answer.cache ?? 'none'}`)}</Text>}
      </Group>
      {answer.way === 'site' && status >= 400 && can('audit.read') && <WhyRefused id={answer.requestId} />}
      <Box>
        <Code block className="answer-body" tabIndex={0} aria-label={t('body')}>
          {text}
        </Code>
        {cut && (
          <Text size="sm" c="dimmed">
            {t('cut')}
          </Text>
        )}
      </Box>
      <div>
        <CopyText text={text} />
      </div>
      {answer.way === 'trial' && <Cost cost={answer.cost} statements={answer.statements} />}
      {answer.way === 'site' && status === 200 && can('apis.write') && <SiteCost url={url} />}
      <Accordion variant="separated" order={3}>
        <Accordion.Item value="headers">
          <Accordion.Control>{t('headers')}</Accordion.Control>
          <Accordion.Panel>
            <Code block className="answer-body">
              {Object.entries(headers)
                .map(([name, value]) => `${name}: ${value}`)
                .join('\n')}
            </Code>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  )
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
