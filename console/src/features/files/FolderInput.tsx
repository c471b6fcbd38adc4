import { Autocomplete } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFolders } from '../../api/files.ts'

type Props = {
  label?: string
  value: string
  onChange: (folder: string) => void
  autoFocus?: boolean
}

/** A folder by its path; those that are there are offered on the way, and a new name makes a new one. */
export function FolderInput({ label, value, onChange, autoFocus = false }: Props) {
  const { t } = useTranslation('files')
  const parent = value.slice(0, Math.max(0, value.lastIndexOf('/')))
  const folders = useFolders(parent).data?.folders ?? []
  return (
    <Autocomplete
      label={label ?? t('folder')}
      description={t('folderHelp')}
      data-autofocus={autoFocus || undefined}
      spellCheck={false}
      data={folders.map(({ path }) => path)}
      value={value}
      onChange={onChange}
    />
  )
}
