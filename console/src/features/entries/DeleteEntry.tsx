import type { ContentType, Entry } from '@dozo/client'
import { ProblemError } from '@dozo/client'
import { Button, Checkbox, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { entriesKey } from '../../api/entries.ts'
import { useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { tell } from '../../ui/toast.ts'
import type { Draft } from './draft.ts'
import { ReferenceList } from './References.tsx'

type Reference = Parameters<typeof ReferenceList>[0]['references'][number]

export function DeleteEntry({ type, entry, draft }: { type: ContentType; entry: Entry; draft: Draft }) {
  const { t } = useTranslation('entries')
  const { key: site } = useSite()
  const navigate = useNavigate()
  const [opened, dialog] = useDisclosure()
  const [held, setHeld] = useState<readonly Reference[]>([])
  const [force, setForce] = useState(false)
  async function remove() {
    try {
      await client.entries.delete({
        site,
        id: entry.id,
        ifMatch: entry.etag,
        ...(force ? { query: { force: true } } : {}),
      })
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'entry_referenced')
        setHeld((error.body['references'] as Reference[] | undefined) ?? [])
      throw error
    }
    tell(t('deleted', { title: entry.title }))
    draft.discard(entry)
    void queries.invalidateQueries({ queryKey: entriesKey(site, type.key) })
    const params = { site, type: type.key } as never
    void navigate({ to: type.kind === 'single' ? paths.site : paths.entries, params, ignoreBlocker: true })
  }
  return (
    <>
      <Button variant="subtle" color="vermilion" onClick={dialog.open}>
        {t('delete')}
      </Button>
      <Confirm
        title={t('deleteTitle', { title: entry.title })}
        act={t('delete')}
        opened={opened}
        close={() => {
          setHeld([])
          setForce(false)
          dialog.close()
        }}
        run={remove}
      >
        <Stack gap="xs">
          <Text size="sm">{entry.liveVersion === null ? t('deleteText') : t('deleteTextLive')}</Text>
          {held.length > 0 && (
            <>
              <ReferenceList references={held.slice(0, 20)} />
              <Checkbox
                label={t('deleteForce')}
                checked={force}
                onChange={(event) => setForce(event.currentTarget.checked)}
              />
            </>
          )}
        </Stack>
      </Confirm>
    </>
  )
}
