import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { forgetFiles, type Folder } from '../../api/files.ts'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { tell } from '../../ui/toast.ts'
import { MoveFolder, NewFolder } from './FolderForms.tsx'
import { FolderRules } from './FolderRules.tsx'

type Doing = 'new' | 'move' | 'rules' | 'delete'

/** What can be done with the folder that is open. */
export function FolderMenu({ folder, mayPut }: { folder: Folder; mayPut: boolean }) {
  const { t } = useTranslation('files')
  const can = useCan()
  const { key: site } = useSite()
  const navigate = useNavigate()
  const [doing, setDoing] = useState<Doing>()
  const close = () => setDoing(undefined)
  const go = (path: string) =>
    void navigate({
      to: paths.files,
      params: { site } as never,
      search: (path ? { folder: path } : {}) as never,
    })
  const { path } = folder
  const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')))
  async function remove() {
    await client.folders.delete({ site, query: { path } })
    tell(t('folderDeleted', { name: folder.name }))
    go(parent)
    forgetFiles(site)
  }
  const item = (what: Doing, red = false) => (
    <Menu.Item {...(red ? { color: 'vermilion' } : {})} onClick={() => setDoing(what)}>
      {t(`folder.${what}`)}
    </Menu.Item>
  )
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            {t('folder')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayPut && item('new')}
          {mayPut && path !== '' && item('move')}
          {can('files.manage') && item('rules')}
          {folder.files > 0 && (
            <Menu.Item
              component="a"
              href={`/manage/v1/sites/${site}/file-archive?folder=${encodeURIComponent(path)}`}
              download
            >
              {t('folderZip')}
            </Menu.Item>
          )}
          {mayPut && path !== '' && item('delete', true)}
        </Menu.Dropdown>
      </Menu>
      {doing === 'new' && <NewFolder parent={path} close={close} go={go} />}
      {doing === 'move' && <MoveFolder folder={folder} close={close} go={go} />}
      {doing === 'rules' && <FolderRules folder={folder} close={close} />}
      <Confirm
        opened={doing === 'delete'}
        title={t('folderDeleteTitle', { name: folder.name })}
        act={t('folder.delete')}
        close={close}
        run={remove}
      >
        {t('folderDeleteText')}
      </Confirm>
    </>
  )
}
