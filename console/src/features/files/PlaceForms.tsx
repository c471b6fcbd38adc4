import { Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { forgetFiles, knowFile, type SiteFile } from '../../api/files.ts'
import { useSite } from '../../api/session.ts'
import { Ask } from '../../ui/Ask.tsx'
import { placesNamed } from '../../ui/place-names.ts'
import { tell } from '../../ui/toast.ts'
import { FolderInput } from './FolderInput.tsx'
import { useOpenFile } from './library-state.ts'

type Props = { file: SiteFile; close: () => void }

/** Another name, another folder. The address changes; the old one leads to it. */
export function MoveFile({ file, close }: Props) {
  const { t } = useTranslation('files')
  const { key: site } = useSite()
  const [name, setName] = useState(file.name)
  const [folder, setFolder] = useState(file.folder)
  const nameOf = placesNamed({ '/name': t('name'), '/folder': t('folder') })
  async function move() {
    const body = { name, folder }
    const { data } = await client.files.update({ site, id: file.id, ifMatch: file.etag, body })
    knowFile(site, data)
    tell(t('moved', { path: data.path }))
  }
  return (
    <Ask title={t('do.move')} act={t('moveFileAct')} close={close} run={move} nameOf={nameOf}>
      <TextInput
        label={t('name')}
        required
        data-autofocus
        spellCheck={false}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <FolderInput value={folder} onChange={setFolder} />
      <Text size="sm" c="dimmed">
        {t('moveText')}
      </Text>
    </Ask>
  )
}

/** With its words. A name that is taken gets a number. */
export function CopyFile({ file, close }: Props) {
  const { t } = useTranslation('files')
  const { key: site } = useSite()
  const { open } = useOpenFile()
  const [name, setName] = useState(file.name)
  const [folder, setFolder] = useState(file.folder)
  const nameOf = placesNamed({ '/name': t('name'), '/folder': t('folder') })
  async function copy() {
    const body = { name, folder, keepBoth: true }
    const { data } = await client.files.copy({ site, id: file.id, body })
    forgetFiles(site)
    tell(t('copiedTo', { path: data.path }))
    open(data.id)
  }
  return (
    <Ask title={t('do.copy')} act={t('copyAct')} close={close} run={copy} nameOf={nameOf}>
      <TextInput
        label={t('name')}
        description={t('copyHelp')}
        required
        data-autofocus
        spellCheck={false}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <FolderInput value={folder} onChange={setFolder} />
    </Ask>
  )
}
