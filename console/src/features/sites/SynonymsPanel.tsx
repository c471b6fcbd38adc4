import type { Synonyms } from '@dozo/client'
import { Button, Stack, Text, Textarea, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { useCan, useSite } from '../../api/session.ts'
import { errorsBy } from '../../ui/field-errors.ts'
import { LeaveGuard } from '../../ui/LeaveGuard.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Surface } from '../../ui/Surface.tsx'
import { tell } from '../../ui/toast.ts'
import { Trouble } from '../../ui/Trouble.tsx'

/** Words that mean the same to the search of the site: one list a line. */
export function SynonymsPanel() {
  const { key: site } = useSite()
  const query = useQuery({
    queryKey: ['search-synonyms', site],
    queryFn: async () => (await client['search-synonyms'].get({ site })).data,
  })
  return (
    <Loaded query={query}>{(synonyms) => <SynonymsForm key={synonyms.etag} synonyms={synonyms} />}</Loaded>
  )
}

const textOf = (groups: string[][]) => groups.map((group) => group.join(', ')).join('\n')
const groupsIn = (text: string) =>
  text
    .split('\n')
    .map((line) =>
      line
        .split(/[,、，]/)
        .map((word) => word.trim())
        .filter(Boolean),
    )
    .filter((group) => group.length > 0)

function SynonymsForm({ synonyms }: { synonyms: Synonyms }) {
  const { t } = useTranslation(['sites', 'shell'])
  const { key: site } = useSite()
  const writable = useCan()('sites.write')
  const start = textOf(synonyms.groups)
  const [text, setText] = useState(start)
  const save = useMutation({
    mutationFn: async () => {
      const body = { groups: groupsIn(text) }
      return (await client['search-synonyms'].update({ site, ifMatch: synonyms.etag, body })).data
    },
    onSuccess(saved) {
      queries.setQueryData(['search-synonyms', site], saved)
      tell(t('shell:saved'))
    },
  })
  const [path, message] = Object.entries(errorsBy(save.error))[0] ?? []
  const line = path?.split('/')[2]
  function submit(event: SubmitEvent) {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Surface maw={640}>
      <LeaveGuard dirty={text !== start && !save.isSuccess} />
      <form onSubmit={submit}>
        <Stack>
          <Title order={2}>{t('synonyms')}</Title>
          <Text size="sm">{t('synonymsLead')}</Text>
          {save.error && message === undefined && <Trouble error={save.error} />}
          <Textarea
            label={t('synonymsLabel')}
            autosize
            minRows={3}
            readOnly={!writable}
            placeholder={t('synonymsExample')}
            error={
              message &&
              (line === undefined ? message : t('synonymsLine', { line: Number(line) + 1, message }))
            }
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {writable && (
            <Button type="submit" loading={save.isPending} w="fit-content">
              {t('shell:save')}
            </Button>
          )}
        </Stack>
      </form>
    </Surface>
  )
}
