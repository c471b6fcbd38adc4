import { Alert, Input } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { InputProps } from '../field-ui.ts'
import { RichTextDocument } from './Document.tsx'
import { RichTextEditor } from './Editor.tsx'
import { isKnown } from './known.ts'
import './rich-text.css'

/** Tiptap over the nodes that the content model knows. A document with parts that this editor does not is shown, and not touched. */
export function RichTextInput(props: InputProps) {
  const { field, value, label, description, error, lang } = props
  const { t } = useTranslation('fields')
  const known = useMemo(() => value === undefined || value === null || isKnown(value), [value])
  return (
    <Input.Wrapper
      label={label}
      description={description}
      error={error}
      labelElement="div"
      withAsterisk={field.required === true}
    >
      {known ? (
        <RichTextEditor {...props} />
      ) : (
        <>
          <Alert color="gold" my="xs">
            {t('richTextStrange')}
          </Alert>
          <div className="rich-text" lang={lang} role="group" aria-label={label}>
            <RichTextDocument value={value} />
          </div>
        </>
      )}
    </Input.Wrapper>
  )
}
