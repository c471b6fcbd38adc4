import { Accordion, Badge, Code, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { curlOf, typescriptOf } from '../../api/call-code.ts'
import { useApiCalls, type ApiCall } from '../../api/calls.ts'
import { paths } from '../../paths.ts'
import { CopyText } from '../../ui/CopyText.tsx'
import { To } from '../../ui/To.tsx'

const codes = { curl: curlOf, typescript: typescriptOf }
type Language = keyof typeof codes

/** What this page has asked of the API, ready to be pasted: reading and writing alike, as the console has no other way. */
export function ApiCalls({ close }: { close: () => void }) {
  const { t } = useTranslation(['calls', 'shell'])
  const calls = useApiCalls()
  const { site } = useParams({ strict: false })
  const [language, setLanguage] = useState<Language>('curl')
  return (
    <Modal
      opened
      onClose={close}
      size="xl"
      title={t('calls:title')}
      closeButtonProps={{ 'aria-label': t('shell:close') }}
    >
      <Stack>
        <Text size="sm">{t('calls:lead')}</Text>
        <Group justify="space-between">
          <SegmentedControl
            aria-label={t('calls:language')}
            value={language}
            onChange={(next) => setLanguage(next as Language)}
            data={[
              { value: 'curl', label: 'curl' },
              { value: 'typescript', label: 'TypeScript' },
            ]}
          />
          {site !== undefined && (
            <To size="sm" to={paths.apiTokens} params={{ site }} onFollow={close}>
              {t('calls:token')}
            </To>
          )}
        </Group>
        {calls.length === 0 && <Text size="sm">{t('calls:none')}</Text>}
        <Accordion variant="separated" keepMounted={false} order={3}>
          {calls.map((call) => (
            <Accordion.Item key={JSON.stringify(call)} value={JSON.stringify(call)}>
              <Accordion.Control>
                <Asked call={call} />
              </Accordion.Control>
              <Accordion.Panel>
                <Stack gap="xs" align="flex-start">
                  <Code block w="100%" style={{ whiteSpace: 'pre-wrap' }}>
                    {codes[language](call, location.origin)}
                  </Code>
                  <CopyText text={codes[language](call, location.origin)} />
                </Stack>
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      </Stack>
    </Modal>
  )
}

const Asked = ({ call: { method, path } }: { call: ApiCall }) => (
  <Group gap="sm" wrap="nowrap">
    <Badge variant="default" radius="sm" style={{ flex: 'none' }} miw={70}>
      {method}
    </Badge>
    <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
      {decodeURI(path)}
    </Text>
  </Group>
)
