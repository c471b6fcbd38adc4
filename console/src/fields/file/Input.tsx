import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { FileKind } from '@dozo/content-model/definition'
import { acceptedKinds, type FileUse } from '@dozo/content-model/fields/file-value'
import { isObject } from '@dozo/content-model/fields/object-value'
import { useTranslation } from 'react-i18next'
import { FieldBox } from '../FieldBox.tsx'
import type { InputProps } from '../field-ui.ts'
import { ChooseFile } from './ChooseFile.tsx'
import { ChosenFile } from './ChosenFile.tsx'
import { useFiles } from './use-files.ts'

export function FileInput(props: InputProps) {
  const { field, value, onChange, label, disabled } = props
  const { t } = useTranslation('fields')
  const use = isObject(value) ? (value as FileUse) : undefined
  const [shown] = useFiles(use ? [use.file] : [])
  return (
    <FieldBox {...props}>
      {use && shown ? (
        <ChosenFile
          {...props}
          use={use}
          shown={shown}
          words={field.type === 'image' ? ['alt', 'caption'] : ['caption']}
          onChange={onChange}
        >
          <ActionIcon
            variant="default"
            aria-label={t('clear', { label })}
            disabled={disabled}
            onClick={() => onChange(undefined)}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </ChosenFile>
      ) : (
        <ChooseFile
          label={label}
          kinds={acceptedKinds(field) as FileKind[] | null}
          disabled={disabled}
          onChoose={(file) => onChange({ file })}
        />
      )}
    </FieldBox>
  )
}
