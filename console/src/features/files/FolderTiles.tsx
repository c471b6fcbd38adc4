import { Button, Text } from '@mantine/core'
import { IconFolder, IconFolderCog } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Folder } from '../../api/files.ts'
import { useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { useLink } from '../../ui/To.tsx'
import { useLibrary } from './library-state.ts'
import './files.css'

type Props = { folders: readonly Folder[]; more: (() => void) | undefined }

/** The folders in this one, to walk into. */
export function FolderTiles({ folders, more }: Props) {
  const { t } = useTranslation('files')
  if (folders.length === 0) return null
  return (
    <section aria-label={t('folders')}>
      <ul className="folder-tiles">
        {folders.map((folder) => (
          <li key={folder.path}>
            <Tile folder={folder} />
          </li>
        ))}
      </ul>
      {more && (
        <Button mt="xs" size="compact-sm" variant="default" onClick={more}>
          {t('moreFolders')}
        </Button>
      )}
    </section>
  )
}

function Tile({ folder }: { folder: Folder }) {
  const { t } = useTranslation('files')
  const { key: site } = useSite()
  const { view } = useLibrary()
  const search = { folder: folder.path, view: view === 'list' ? view : '' }
  const says = [folder.view, folder.edit, folder.endings, folder.kinds, folder.maxSize].some(
    (said) => said !== null,
  )
  const Icon = says ? IconFolderCog : IconFolder
  return (
    <a className="folder-tile" {...useLink({ to: paths.files, params: { site }, search })}>
      <Icon size={20} stroke={1.6} aria-hidden />
      <Text span size="sm" fw={600} truncate>
        {folder.name}
      </Text>
      <Text span size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        {t('count', { count: folder.files })}
        {says && ` · ${t('hasRules')}`}
      </Text>
    </a>
  )
}
