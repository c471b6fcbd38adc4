import { FileButton, Button, Group, Select, Text, type OptionsFilter } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import type { FileKind } from '@dozo/content-model/definition'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../api/session.ts'
import { useFileSearch, useUpload } from './use-files.ts'
import { useSearchWords } from '../../ui/search-words.ts'

type Props = {
  label: string
  kinds: readonly FileKind[] | null
  disabled: boolean
  /** Where a dialog begins. */
  first?: boolean
  onChoose: (id: string) => void
}

/** One of the site's files, found by its name, or one from the own device. */
export function ChooseFile({ label, kinds, disabled, first, onChoose }: Props) {
  const { t } = useTranslation('fields')
  const can = useCan()
  const [typed, setTyped] = useState('')
  const search = useSearchWords(typed)
  const found = useFileSearch(search, kinds)
  const upload = useUpload()
  const wrong = upload.data && kinds && !kinds.includes(upload.data.kind)
  async function send(file: File | null) {
    const made = file && (await upload.mutateAsync(file).catch(() => undefined))
    if (made && (!kinds || kinds.includes(made.kind))) onChoose(made.id)
  }
  return (
    <Group align="flex-end" gap="xs">
      <Select
        flex="1 1 220px"
        aria-label={t('fileChoose', { label })}
        placeholder={can('files.read') ? t('fileSearch') : t('fileHidden')}
        disabled={disabled || !can('files.read')}
        searchable
        data-autofocus={first}
        value={null}
        searchValue={typed}
        onSearchChange={setTyped}
        filter={foundByServer}
        data={(found.data ?? []).map((file) => ({ value: file.id, label: file.path }))}
        nothingFoundMessage={found.isFetching ? t('searching') : t('nothingFound')}
        onChange={(id) => {
          if (id === null) return
          setTyped('')
          onChoose(id)
        }}
      />
      {can('files.write') && (
        <FileButton
          onChange={(file) => void send(file)}
          inputProps={{ 'aria-label': t('fileUpload', { label }) }}
          {...(kinds?.every((kind) => kind === 'image') ? { accept: 'image/*' } : {})}
        >
          {(props) => (
            <Button
              {...props}
              variant="default"
              disabled={disabled}
              loading={upload.isPending}
              leftSection={<IconUpload size={16} aria-hidden />}
            >
              {t('upload')}
            </Button>
          )}
        </FileButton>
      )}
      {(upload.error || wrong) && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" w="100%">
          {upload.error?.message ?? t('fileOfOtherKind', { name: upload.data?.name })}
        </Text>
      )}
    </Group>
  )
}

/** The server has searched already. */
const foundByServer: OptionsFilter = ({ options }) => options
