import { ActionIcon, Text } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import type { FileKind } from '@dozo/content-model/definition'
import { acceptedKinds, type FileUse } from '@dozo/content-model/fields/file-value'
import { useTranslation } from 'react-i18next'
import { useRowKeys } from '../../ui/row-keys.ts'
import { FieldBox } from '../FieldBox.tsx'
import type { InputProps } from '../field-ui.ts'
import { ChooseFile } from '../file/ChooseFile.tsx'
import { ChosenFile } from '../file/ChosenFile.tsx'
import { useFiles } from '../file/use-files.ts'
import { moved } from '../repeat/moved.ts'

export function GalleryInput(props: InputProps) {
  const { field, value, onChange, label, disabled, path } = props
  const { t } = useTranslation('fields')
  const uses = Array.isArray(value) ? (value as FileUse[]) : []
  const files = useFiles(uses.map((use) => use.file))
  const [keys, setKeys] = useRowKeys(uses.length)
  const change = (next: FileUse[]) => onChange(next.length > 0 ? next : undefined)
  const move = (from: number, to: number) => {
    setKeys(moved(keys, from, to))
    change(moved(uses, from, to))
  }
  const full = field.max !== undefined && uses.length >= field.max
  return (
    <FieldBox {...props}>
      {uses.map((use, i) => {
        const name = t('item', { number: i + 1, count: uses.length })
        const button = (act: string, Icon: typeof IconTrash, off: boolean, run: () => void) => (
          <ActionIcon
            variant="default"
            aria-label={`${name}: ${act}`}
            disabled={off || disabled}
            onClick={run}
          >
            <Icon size={16} aria-hidden />
          </ActionIcon>
        )
        return (
          <ChosenFile
            {...props}
            key={keys[i]}
            path={`${path}/${i}`}
            use={use}
            shown={files[i] ?? { id: use.file, file: undefined, gone: false }}
            words={['alt', 'caption']}
            onChange={(next) => change(uses.with(i, next))}
          >
            {button(t('moveUp'), IconArrowUp, i === 0, () => move(i, i - 1))}
            {button(t('moveDown'), IconArrowDown, i === uses.length - 1, () => move(i, i + 1))}
            {button(t('remove'), IconTrash, false, () => {
              setKeys(keys.toSpliced(i, 1))
              change(uses.toSpliced(i, 1))
            })}
          </ChosenFile>
        )
      })}
      {full ? (
        <Text size="xs" c="dimmed">
          {t('itemsFull', { count: field.max ?? 0 })}
        </Text>
      ) : (
        <ChooseFile
          label={label}
          kinds={acceptedKinds(field) as FileKind[] | null}
          disabled={disabled}
          onChoose={(file) => change([...uses, { file }])}
        />
      )}
    </FieldBox>
  )
}
