import type { TrialAnswer } from '@dozo/client'
import { Accordion, Alert, Code, List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { costOf } from './cost-of.ts'

type Props = Pick<TrialAnswer, 'cost' | 'statements'>

/** What an answer cost: of how much it may, how often and how long the database was asked, by which indexes, and what is amiss. */
export function Cost({ cost, statements }: Props) {
  const { t } = useTranslation('trying')
  const { points, limit, ms, rows, hints } = costOf(cost, statements)
  return (
    <Stack gap="xs" role="group" aria-label={t('cost')}>
      {points !== undefined && <Text size="sm">{t('costPoints', { points, limit })}</Text>}
      <Text size="sm">{t('costDatabase', { count: statements.length, rows, ms })}</Text>
      {hints.map((hint) => (
        <Alert key={hint} color="gold" title={hint} />
      ))}
      {statements.length > 0 && (
        <Accordion variant="separated" order={3} keepMounted={false}>
          <Accordion.Item value="statements">
            <Accordion.Control>{t('statements')}</Accordion.Control>
            <Accordion.Panel>
              <List type="ordered" size="sm" spacing="sm" styles={{ itemWrapper: { display: 'block' } }}>
                {statements.map((one, i) => (
                  <List.Item key={i}>
                    <Text size="sm">{t('statement', { ms: one.ms, count: one.rows })}</Text>
                    <Indexes steps={one.steps} />
                    <Code block style={{ whiteSpace: 'pre-wrap' }}>
                      {one.sql}
                    </Code>
                  </List.Item>
                ))}
              </List>
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      )}
    </Stack>
  )
}

function Indexes({ steps }: { steps: Props['statements'][number]['steps'] }) {
  const { t } = useTranslation('trying')
  const indexes = [...new Set(steps.flatMap(({ index }) => index ?? []))]
  return (
    <Text size="sm" c="dimmed">
      {indexes.length > 0 ? t('byIndexes', { names: indexes.join(', ') }) : t('byNoIndex')}
    </Text>
  )
}
