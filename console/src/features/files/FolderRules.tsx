import { MultiSelect, Text, TextInput } from '@mantine/core'
import { fileKinds, type FileKind } from '@dozo/content-model/field-names'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { forgetFiles, type Folder } from '../../api/files.ts'
import { useGroups } from '../../api/groups.ts'
import { useSite } from '../../api/session.ts'
import { toNumber } from '../../fields/number/Input.tsx'
import { Ask } from '../../ui/Ask.tsx'
import { useNamed } from '../../ui/named.ts'
import { placesNamed } from '../../ui/place-names.ts'
import { tell } from '../../ui/toast.ts'
import { endingsIn } from './endings.ts'

const megabyte = 1_000_000

/** Who sees and changes what is in a folder and below, and what it takes. What is left empty, the folder above says. */
export function FolderRules({ folder, close }: { folder: Folder; close: () => void }) {
  const { t } = useTranslation(['files', 'shell'])
  const { key: site } = useSite()
  const [view, setView] = useState(folder.view)
  const [edit, setEdit] = useState(folder.edit)
  const [kinds, setKinds] = useState<readonly FileKind[] | null>(folder.kinds)
  const [endings, setEndings] = useState((folder.endings ?? []).join(', '))
  const [size, setSize] = useState(folder.maxSize === null ? '' : String(folder.maxSize / megabyte))
  const groups = useGroupChoices([...(folder.view ?? []), ...(folder.edit ?? [])])
  async function save() {
    const most = toNumber(size)
    // What is no number goes as it is: the server says so.
    const maxSize = most === undefined ? null : typeof most === 'number' ? Math.round(most * megabyte) : most
    const body = { path: folder.path, view, edit, kinds, endings: endingsIn(endings), maxSize } as never
    await client.folders.update({ site, ifMatch: folder.etag, body })
    forgetFiles(site)
    tell(t('shell:saved'))
  }
  const some = <T,>(chosen: T[]): T[] | null => (chosen.length > 0 ? chosen : null)
  const nameOf = placesNamed({
    '/view': t('rulesView'),
    '/edit': t('rulesEdit'),
    '/endings': t('rulesEndings'),
    '/kinds': t('rulesKinds'),
    '/maxSize': t('rulesSize'),
  })
  return (
    <Ask
      title={t('rulesTitle', { name: folder.path || t('title') })}
      act={t('rulesAct')}
      close={close}
      run={save}
      nameOf={nameOf}
    >
      <Text size="sm">{t('rulesText')}</Text>
      <MultiSelect
        label={t('rulesView')}
        data={groups}
        value={view ?? []}
        onChange={(chosen) => setView(some(chosen))}
      />
      <MultiSelect
        label={t('rulesEdit')}
        data={groups}
        value={edit ?? []}
        onChange={(chosen) => setEdit(some(chosen))}
      />
      <MultiSelect
        label={t('rulesKinds')}
        data={fileKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={[...(kinds ?? [])]}
        onChange={(chosen) => setKinds(some(chosen as FileKind[]))}
      />
      <TextInput
        label={t('rulesEndings')}
        description={t('rulesEndingsHelp')}
        spellCheck={false}
        value={endings}
        onChange={(event) => setEndings(event.currentTarget.value)}
      />
      <TextInput
        label={t('rulesSize')}
        inputMode="decimal"
        value={size}
        onChange={(event) => setSize(event.currentTarget.value)}
      />
    </Ask>
  )
}

/** Groups by their names; those that are said already by their keys, where the person may not see groups. */
function useGroupChoices(said: readonly string[]) {
  const named = useNamed()
  const groups = useGroups().data ?? []
  const known = groups.map(({ key, name }) => ({ value: key, label: named(name) }))
  const others = [...new Set(said)].filter((key) => !groups.some((group) => group.key === key))
  return [...known, ...others.map((key) => ({ value: key, label: key }))]
}
