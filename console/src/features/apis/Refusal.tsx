import { ProblemError } from '@dozo/client'
import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useCan, useSite } from '../../api/session.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Surface } from '../../ui/Surface.tsx'
import { RefusalTold } from './RefusalTold.tsx'

/** A request id that somebody was given with a refusal, and why it was refused. The id stands in the address, to be sent on. */
export function Refusal() {
  const { t } = useTranslation('refusals')
  const can = useCan()
  const navigate = useNavigate()
  const { refused = '' } = useSearch({ strict: false }) as { refused?: string }
  const [text, setText] = useState(refused)
  if (!can('audit.read'))
    return (
      <Text size="sm" c="dimmed">
        {t('needsAudit')}
      </Text>
    )
  function submit(event: SubmitEvent) {
    event.preventDefault()
    void navigate({
      to: '.',
      search: ((old: object) => ({ ...old, refused: text.normalize('NFKC').trim() })) as never,
      replace: true,
      resetScroll: false,
    })
  }
  return (
    <Surface maw={720}>
      <Stack>
        <form onSubmit={submit}>
          <Group align="flex-end" gap="xs">
            <TextInput
              label={t('id')}
              description={t('idHelp')}
              required
              spellCheck={false}
              autoCapitalize="none"
              style={{ flexGrow: 1 }}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Button type="submit" variant="default">
              {t('ask')}
            </Button>
          </Group>
        </form>
        {refused !== '' && <WhyRefused key={refused} id={refused} />}
      </Stack>
    </Surface>
  )
}

/** Why the request of this id was refused, looked up. */
export function WhyRefused({ id }: { id: string }) {
  const { t } = useTranslation('refusals')
  const { key: site } = useSite()
  const query = useQuery({
    queryKey: ['refusal', site, id],
    queryFn: async () => (await client.explain.refusal({ site, id })).data,
  })
  if (query.error instanceof ProblemError && query.error.status === 404)
    return <Alert color="gold" role="status" title={t('unknown')} children={t('unknownText')} />
  return <Loaded query={query}>{(refusal) => <RefusalTold refusal={refusal} />}</Loaded>
}
