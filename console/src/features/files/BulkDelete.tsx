import { List, Stack, Text } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import type { SiteFile } from '../../api/files.ts'
import { useSite } from '../../api/session.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { tell, warn } from '../../ui/toast.ts'
import { tellWithUndo } from '../../ui/UndoToast.tsx'
import { ReferenceList } from '../entries/References.tsx'
import { deeds, withEach, type Outcome } from './bulk.ts'
import { useUses } from './FileUses.tsx'

type Props = { files: readonly SiteFile[]; close: () => void; finished: (outcome: Outcome) => void }

/** What is used somewhere is named before it goes. */
export function BulkTrash({ files, close, finished }: Props) {
  const { t } = useTranslation('files')
  const { key: site } = useSite()
  const used = useUsed(files)
  async function undo(done: readonly SiteFile[]) {
    const back = await withEach(site, done, deeds(site).restore)
    if (back.done.length > 0) tell(t('restoredMany', { count: back.done.length }))
    if (back.refused.length > 0) warn(t('notRestored', { count: back.refused.length }))
  }
  async function trash() {
    const outcome = await withEach(site, files, deeds(site).trash)
    const { done } = outcome
    if (done.length > 0) tellWithUndo(t('trashedMany', { count: done.length }), () => void undo(done))
    finished(outcome)
  }
  return (
    <Confirm
      opened
      title={t('trashTitle', { count: files.length })}
      act={t('trashAct', { count: files.length })}
      close={close}
      run={trash}
    >
      <Stack gap="xs">
        <Text size="sm">{t('trashText')}</Text>
        {used.length > 0 && files.length === 1 && <OwnUses id={files[0]!.id} />}
        {used.length > 0 && files.length > 1 && (
          <>
            <Text size="sm" fw={600}>
              {t('usedOnes', { count: used.length })}
            </Text>
            <List size="sm">
              {used.slice(0, 10).map(({ id, path }) => (
                <List.Item key={id}>{path}</List.Item>
              ))}
            </List>
          </>
        )}
      </Stack>
    </Confirm>
  )
}

/** Of one file alone: just what shows it. */
function OwnUses({ id }: { id: string }) {
  const { t } = useTranslation('files')
  const uses = useUses(id).data ?? []
  return (
    <>
      <Text size="sm" fw={600}>
        {t('usedHere')}
      </Text>
      <ReferenceList references={uses.slice(0, 10)} />
    </>
  )
}

export function BulkPurge({ files, close, finished }: Props) {
  const { t } = useTranslation('files')
  const { key: site } = useSite()
  async function purge() {
    const outcome = await withEach(site, files, deeds(site).purge)
    if (outcome.done.length > 0) tell(t('purgedMany', { count: outcome.done.length }))
    finished(outcome)
  }
  return (
    <Confirm
      opened
      title={t('purgeTitle', { count: files.length })}
      act={t('purgeAct', { count: files.length })}
      close={close}
      run={purge}
    >
      <Text size="sm">{t('purgeText')}</Text>
    </Confirm>
  )
}

/** Those of the files that something points to. Of very many only the first are looked up. */
function useUsed(files: readonly SiteFile[]): SiteFile[] {
  const { key: site } = useSite()
  const first = files.slice(0, 100)
  const found = useQueries({
    queries: first.map(({ id }) => ({
      queryKey: ['file-uses', site, id, 'any'],
      queryFn: async () => (await client.files.references({ site, id, query: { size: 1 } })).data,
    })),
  })
  return first.filter((_, i) => (found[i]?.data?.length ?? 0) > 0)
}
