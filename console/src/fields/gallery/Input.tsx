import { Text } from '@mantine/core'
import type { FileKind } from '@dozo/content-model/definition'
import { acceptedKinds, type FileUse } from '@dozo/content-model/fields/file-value'
import { useTranslation } from 'react-i18next'
import { FieldBox } from '../FieldBox.tsx'
import type { InputProps } from '../field-ui.ts'
import { ChooseFile } from '../file/ChooseFile.tsx'
import { ChosenFile } from '../file/ChosenFile.tsx'
import { useFiles } from '../file/use-files.ts'
import { ItemButtons } from '../ItemButtons.tsx'
import { useItems } from '../use-items.ts'

export function GalleryInput(props: InputProps) {
  const { field, value, onChange, label, disabled, path } = props
  const { t } = useTranslation('fields')
  const { items, keys, add, put, move, remove } = useItems<FileUse>(value, onChange)
  const files = useFiles(items.map((use) => use.file))
  const full = field.max !== undefined && items.length >= field.max
  return (
    <FieldBox {...props}>
      {items.map((use, i) => (
        <ChosenFile
          {...props}
          key={keys[i]}
          path={`${path}/${i}`}
          use={use}
          shown={files[i]!}
          words={['alt', 'caption']}
          onChange={(next) => put(i, next)}
        >
          <ItemButtons
            name={t('item', { number: i + 1, count: items.length })}
            at={i}
            count={items.length}
            disabled={disabled}
            move={(to) => move(i, to)}
            remove={() => remove(i)}
          />
        </ChosenFile>
      ))}
      {full ? (
        <Text size="xs" c="dimmed">
          {t('itemsFull', { count: field.max ?? 0 })}
        </Text>
      ) : (
        <ChooseFile
          label={label}
          kinds={acceptedKinds(field) as FileKind[] | null}
          disabled={disabled}
          onChoose={(file) => add({ file })}
        />
      )}
    </FieldBox>
  )
}
