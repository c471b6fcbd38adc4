import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SiteFile } from '../../api/files.ts'
import { useCan, useSite } from '../../api/session.ts'
import { Surface } from '../../ui/Surface.tsx'
import { tell } from '../../ui/toast.ts'
import { deeds, withEach, type Outcome } from './bulk.ts'
import { BulkMove, BulkTags } from './BulkForms.tsx'
import { BulkPurge, BulkTrash } from './BulkDelete.tsx'
import { Refusals } from './Refusals.tsx'

type Props = { trashed: boolean; chosen: readonly SiteFile[]; clear: () => void }
type Doing = 'move' | 'tag' | 'trash' | 'purge'

/** So many ids fit into one address. */
const mostZipped = 100

/** What can be done with the files that are ticked, and what was refused of the last that was done. */
export function BulkBar({ trashed, chosen, clear }: Props) {
  const { t } = useTranslation('files')
  const can = useCan()
  const { key: site } = useSite()
  const [doing, setDoing] = useState<Doing>()
  const [outcome, setOutcome] = useState<Outcome>()
  const finished = (result: Outcome) => {
    setOutcome(result)
    clear()
  }
  const dialog = { files: chosen, close: () => setDoing(undefined), finished }
  const button = (what: Doing, red = false) => (
    <Button
      size="compact-sm"
      variant="default"
      {...(red ? { c: 'vermilion' } : {})}
      onClick={() => setDoing(what)}
    >
      {t(`bulk.${what}`)}
    </Button>
  )
  async function restore() {
    const result = await withEach(site, chosen, deeds(site).restore)
    if (result.done.length > 0) tell(t('restoredMany', { count: result.done.length }))
    finished(result)
  }
  return (
    <>
      {outcome && outcome.refused.length > 0 && (
        <Refusals outcome={outcome} close={() => setOutcome(undefined)} />
      )}
      {chosen.length > 0 && (
        <Surface p="xs" className="bulk-bar">
          <Group gap="xs" role="group" aria-label={t('bulk')}>
            <Text size="sm" role="status">
              {t('chosen', { count: chosen.length })}
            </Text>
            {trashed ? (
              can('files.delete') && (
                <>
                  <Button size="compact-sm" variant="default" onClick={() => void restore()}>
                    {t('restore')}
                  </Button>
                  {button('purge', true)}
                </>
              )
            ) : (
              <>
                {can('files.write') && button('move')}
                {can('files.write') && button('tag')}
                {chosen.length <= mostZipped ? (
                  <Button
                    size="compact-sm"
                    variant="default"
                    component="a"
                    href={`/manage/v1/sites/${site}/file-archive?ids=${chosen.map(({ id }) => id).join(',')}`}
                    download
                  >
                    {t('zip')}
                  </Button>
                ) : (
                  <Text size="xs" c="dimmed">
                    {t('zipMany', { count: mostZipped })}
                  </Text>
                )}
                {can('files.delete') && button('trash', true)}
              </>
            )}
            <Button size="compact-sm" variant="subtle" onClick={clear}>
              {t('chooseNone')}
            </Button>
          </Group>
        </Surface>
      )}
      {doing === 'move' && <BulkMove {...dialog} />}
      {doing === 'tag' && <BulkTags {...dialog} />}
      {doing === 'trash' && <BulkTrash {...dialog} />}
      {doing === 'purge' && <BulkPurge {...dialog} />}
    </>
  )
}
