import { Alert, Input, Typography } from '@mantine/core'
import { EditorContent, useEditor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../api/session.ts'
import { styleNonce } from '../../ui/nonce.ts'
import type { InputProps } from '../field-ui.ts'
import { same } from '../same.ts'
import { richTextImage } from './image.ts'
import { FormatToolbar } from './FormatToolbar.tsx'
import './rich-text.css'

const emptyDocument = { type: 'doc', content: [{ type: 'paragraph' }] }
const isEmptyDocument = (value: unknown) => JSON.stringify(value) === JSON.stringify(emptyDocument)

/** Tiptap over the nodes that the content model knows. A document with parts that this editor does not is shown, and not touched. */
export function RichTextInput(props: InputProps) {
  const { field, value, onChange, label, description, error, disabled, lang } = props
  const { t } = useTranslation('fields')
  const id = useId()
  const { key: site } = useSite()
  const [strange, setStrange] = useState(false)
  const editor = useEditor({
    extensions: [
      StarterKit.configure({ link: { openOnClick: false, protocols: ['mailto', 'tel'] } }),
      richTextImage(site),
    ],
    content: (value as object | undefined) ?? emptyDocument,
    injectNonce: styleNonce(),
    enableContentCheck: true,
    onContentError: () => setStrange(true),
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: {
        id,
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        ...(field.required ? { 'aria-required': 'true' } : {}),
        ...(lang ? { lang } : {}),
      },
    },
    onUpdate({ editor: own }) {
      const next = own.getJSON()
      onChange(isEmptyDocument(next) ? undefined : next)
    },
  })
  const readOnly = disabled || strange
  useEffect(() => {
    editor?.setEditable(!readOnly, false)
  }, [editor, readOnly])
  useEffect(() => {
    // What comes from outside (another version, a merge) is put in; what was typed here is what is there already.
    if (!editor || strange) return
    const incoming = (value as object | undefined) ?? emptyDocument
    if (same(incoming, editor.getJSON())) return
    if (!editor.view.composing) editor.commands.setContent(incoming, { emitUpdate: false })
  }, [editor, value, strange])
  return (
    <Input.Wrapper
      label={label}
      description={description}
      error={error}
      labelElement="div"
      withAsterisk={field.required === true}
    >
      {strange && (
        <Alert color="gold" my="xs">
          {t('richTextStrange')}
        </Alert>
      )}
      <div className="rich-text" data-error={error ? true : undefined}>
        {editor && !readOnly && <FormatToolbar editor={editor} label={label} />}
        <Typography>
          <EditorContent editor={editor} />
        </Typography>
      </div>
    </Input.Wrapper>
  )
}
