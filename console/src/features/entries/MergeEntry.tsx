import type { ContentType, Entry } from '@dozo/client'
import { Button, Modal, Select, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { entriesKey, entriesOf } from '../../api/entries.ts'
import { useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { tell } from '../../ui/toast.ts'
import { Trouble } from '../../ui/Trouble.tsx'
import { useSearchWords } from '../../ui/search-words.ts'

/** Lets everything that points here point to another entry of the type, and takes this one away. */
export function MergeEntry({ type, entry }: { type: ContentType; entry: Entry }) {
  const { t } = useTranslation(['entries', 'shell'])
  const [opened, dialog] = useDisclosure()
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        {t('merge')}
      </Button>
      {opened && (
        <Modal
          opened
          onClose={dialog.close}
          title={t('mergeTitle', { title: entry.title })}
          closeButtonProps={{ 'aria-label': t('shell:close') }}
        >
          <MergeForm type={type} entry={entry} />
        </Modal>
      )}
    </>
  )
}

function MergeForm({ type, entry }: { type: ContentType; entry: Entry }) {
  const { t } = useTranslation('entries')
  const { key: site } = useSite()
  const navigate = useNavigate()
  const [into, setInto] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const search = useSearchWords(typed)
  const found = useQuery({
    queryKey: ['choices', site, [type.key], search],
    placeholderData: (before) => before,
    queryFn: () => entriesOf(site, { types: [type.key], search }),
  })
  const choices = (found.data ?? []).filter(({ id }) => id !== entry.id)
  const merge = useMutation({
    mutationFn: async () => (await client.entries.merge({ site, id: entry.id, body: { into: into! } })).data,
    onSuccess({ references }) {
      tell(t('merging', { count: references }))
      void queries.invalidateQueries({ queryKey: entriesKey(site, type.key) })
      void navigate({ to: paths.entry, params: { site, type: type.key, id: into! } as never })
    },
  })
  return (
    <Stack>
      <Text size="sm">{t('mergeText')}</Text>
      {merge.error && <Trouble error={merge.error} />}
      <Select
        label={t('mergeInto')}
        data-autofocus
        searchable
        data={choices.map(({ id, title }) => ({ value: id, label: title }))}
        value={into}
        onChange={setInto}
        onSearchChange={setTyped}
        filter={({ options }) => options}
      />
      <Button disabled={into === null} loading={merge.isPending} onClick={() => merge.mutate()}>
        {t('mergeAct')}
      </Button>
    </Stack>
  )
}
