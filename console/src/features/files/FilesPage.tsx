import { useTranslation } from 'react-i18next'
import { useFolders } from '../../api/files.ts'
import { useCan } from '../../api/session.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { sizeOf } from '../../ui/size.ts'
import { DropArea } from './DropArea.tsx'
import { FileDrawer } from './FileDrawer.tsx'
import { FileList } from './FileList.tsx'
import { FolderMenu } from './FolderMenu.tsx'
import { FolderTiles } from './FolderTiles.tsx'
import { FolderTrail } from './FolderTrail.tsx'
import { LibraryBar } from './LibraryBar.tsx'
import { useLibrary } from './library-state.ts'
import { UploadButton } from './UploadButton.tsx'

/** The site's files: folders to walk through, everything to look through, one file opened beside the list. */
export function FilesPage() {
  const { t } = useTranslation('files')
  const can = useCan()
  const library = useLibrary()
  const { folder: path, trashed, narrowed, file } = library
  const folders = useFolders(path)
  const folder = folders.data?.folder
  const mayPut = can('files.write') && folder?.canEdit === true && !trashed
  const title = trashed ? t('trash') : path.slice(path.lastIndexOf('/') + 1) || t('title')
  const lead = trashed
    ? t('trashLead')
    : folder && t('amount', { count: folder.files, size: sizeOf(folder.bytes) })
  return (
    <Page
      title={title}
      above={(path !== '' || trashed) && <FolderTrail library={library} />}
      lead={lead}
      actions={
        folder &&
        !trashed && (
          <>
            <FolderMenu folder={folder} mayPut={mayPut} />
            {mayPut && <UploadButton folder={path} />}
          </>
        )
      }
    >
      <DropArea folder={mayPut ? path : undefined}>
        <LibraryBar library={library} />
        <Loaded query={folders}>
          {(data) => (
            <>
              {!narrowed && !trashed && (
                <FolderTiles
                  folders={data.folders}
                  more={folders.hasNextPage ? () => void folders.fetchNextPage() : undefined}
                />
              )}
              <FileList library={library} mayPut={mayPut} hasFolders={data.folders.length > 0} />
            </>
          )}
        </Loaded>
      </DropArea>
      {file && <FileDrawer key={file} id={file} />}
    </Page>
  )
}
