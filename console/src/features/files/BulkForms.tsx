import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SiteFile } from '../../api/files.ts'
import { useSite } from '../../api/session.ts'
import { Ask } from '../../ui/Ask.tsx'
import { tell } from '../../ui/toast.ts'
import { deeds, withEach, type Outcome } from './bulk.ts'
import { FolderInput } from './FolderInput.tsx'
import { TagsInput } from './TagsInput.tsx'

type Props = { files: readonly SiteFile[]; close: () => void; finished: (outcome: Outcome) => void }

export function BulkMove({ files, close, finished }: Props) {
  const { t } = useTranslation('files')
  const { key: site } = useSite()
  const [folder, setFolder] = useState(files[0]?.folder ?? '')
  async function move() {
    const outcome = await withEach(site, files, deeds(site).move(folder))
    if (outcome.done.length > 0)
      tell(t('movedMany', { count: outcome.done.length, folder: folder || t('title') }))
    finished(outcome)
  }
  return (
    <Ask
      title={t('moveTitle', { count: files.length })}
      act={t('moveAct', { count: files.length })}
      close={close}
      run={move}
    >
      <FolderInput value={folder} onChange={setFolder} autoFocus />
    </Ask>
  )
}

export function BulkTags({ files, close, finished }: Props) {
  const { t } = useTranslation('files')
  const { key: site } = useSite()
  const [tags, setTags] = useState<readonly string[]>([])
  async function add() {
    const outcome = await withEach(site, files, deeds(site).tag(tags))
    if (outcome.done.length > 0) tell(t('taggedMany', { count: outcome.done.length }))
    finished(outcome)
  }
  return (
    <Ask
      title={t('tagTitle', { count: files.length })}
      act={t('tagAct', { count: files.length })}
      close={close}
      run={add}
    >
      <TagsInput value={tags} onChange={setTags} autoFocus />
    </Ask>
  )
}
