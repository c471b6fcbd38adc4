import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DropZone } from '../../ui/DropZone.tsx'
import { warn } from '../../ui/toast.ts'
import { useEnqueue } from './use-enqueue.ts'

/** Files that are dragged in are uploaded to the folder that is open; undefined where the person may put nothing. */
export function DropArea({ folder, children }: { folder: string | undefined; children: ReactNode }) {
  const { t } = useTranslation('files')
  const enqueue = useEnqueue()
  return (
    <DropZone
      hint={folder === undefined ? undefined : t('dropHere', { folder: folder || t('title') })}
      height="50vh"
      onFiles={(files, hadFolders) => {
        enqueue(files, { folder: folder! })
        if (hadFolders) warn(t('foldersNotTaken'))
      }}
    >
      {children}
    </DropZone>
  )
}
