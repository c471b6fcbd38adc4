import { Drawer, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFile, useFolders, type SiteFile } from '../../api/files.ts'
import { useCan } from '../../api/session.ts'
import { LeaveGuard } from '../../ui/LeaveGuard.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { FileAccess } from './FileAccess.tsx'
import { FileActions } from './FileActions.tsx'
import { FileFacts } from './FileFacts.tsx'
import { FilePicture } from './FilePicture.tsx'
import { FileUses } from './FileUses.tsx'
import { FileVersions } from './FileVersions.tsx'
import { FileWords } from './FileWords.tsx'
import { FocalPoint } from './FocalPoint.tsx'
import { useDraft } from './draft.ts'
import { useOpenFile } from './library-state.ts'

/** One file beside the list: what it is, what is said of it, who reads it, what uses it, what it was. */
export function FileDrawer({ id }: { id: string }) {
  const { t } = useTranslation(['files', 'shell'])
  const file = useFile(id)
  const { close } = useOpenFile()
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={600}
      title={file.data?.name ?? t('file')}
      closeButtonProps={{ 'aria-label': t('shell:close') }}
      styles={{ title: { overflowWrap: 'anywhere', fontWeight: 600 } }}
    >
      <Loaded query={file}>{(data) => <Body file={data} />}</Loaded>
    </Drawer>
  )
}

function Body({ file }: { file: SiteFile }) {
  const can = useCan()
  const folder = useFolders(file.folder).data?.folder
  const mayWrite = can('files.write') && folder?.canEdit === true && file.trashedAt === null
  const draft = useDraft(file)
  const mayAim = mayWrite && file.kind === 'image' && file.width !== null && !file.held
  return (
    <Stack gap="lg">
      <LeaveGuard dirty={draft.dirty} />
      {mayAim ? <FocalPoint file={file} draft={draft} /> : <FilePicture file={file} height={200} />}
      <FileFacts file={file} />
      <FileWords file={file} draft={draft} disabled={!mayWrite} />
      {mayWrite && <FileAccess file={file} />}
      <FileUses id={file.id} />
      <FileVersions file={file} mayWrite={mayWrite} />
      <FileActions file={file} mayEdit={folder?.canEdit === true} />
    </Stack>
  )
}
