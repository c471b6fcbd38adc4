import { Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { forgetFiles, type Folder } from '../../api/files.ts'
import { useSite } from '../../api/session.ts'
import { Ask } from '../../ui/Ask.tsx'
import { placesNamed } from '../../ui/place-names.ts'
import { tell } from '../../ui/toast.ts'
import { FolderInput } from './FolderInput.tsx'

type Way = { close: () => void; go: (path: string) => void }

export function NewFolder({ parent, close, go }: Way & { parent: string }) {
  const { t } = useTranslation('files')
  const { key: site } = useSite()
  const [name, setName] = useState('')
  async function make() {
    const path = parent === '' ? name : `${parent}/${name}`
    const { data } = await client.folders.create({ site, body: { path } })
    forgetFiles(site)
    tell(t('folderMade', { name: data.path }))
    go(data.path)
  }
  return (
    <Ask
      title={t('folder.new')}
      act={t('folderMakeAct')}
      close={close}
      run={make}
      nameOf={placesNamed({ '/path': t('folderName') })}
    >
      <TextInput
        label={t('folderName')}
        description={parent === '' ? undefined : t('inFolder', { folder: parent })}
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </Ask>
  )
}

/** With all that is in it. */
export function MoveFolder({ folder, close, go }: Way & { folder: Folder }) {
  const { t } = useTranslation('files')
  const { key: site } = useSite()
  const [to, setTo] = useState(folder.path)
  async function move() {
    const { data } = await client.folders.move({ site, body: { from: folder.path, to } })
    forgetFiles(site)
    tell(t('folderMoved', { path: to, count: data.files }))
    go(to)
  }
  return (
    <Ask
      title={t('folder.move')}
      act={t('folderMoveAct')}
      close={close}
      run={move}
      nameOf={placesNamed({ '/to': t('folderTo') })}
    >
      <FolderInput label={t('folderTo')} value={to} onChange={setTo} autoFocus />
      <Text size="sm" c="dimmed">
        {t('folderMoveText')}
      </Text>
    </Ask>
  )
}
