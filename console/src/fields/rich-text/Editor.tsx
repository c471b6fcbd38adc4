import { Typography, VisuallyHidden } from '@mantine/core'
import { EditorContent, useEditor } from '@tiptap/react'
import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../api/session.ts'
import { isImeEvent } from '../../ui/ime.ts'
import { keyOf } from '../../ui/keys.ts'
import { styleNonce } from '../../ui/nonce.ts'
import type { InputProps } from '../field-ui.ts'
import { extensionsOf } from './extensions.ts'
import { FormatToolbar } from './FormatToolbar.tsx'
import { documentOf, holds } from './known.ts'
import { tellLeft } from './paste/notice.ts'
import { paste } from './paste/paste.ts'

const emptyDocument = { type: 'doc', content: [{ type: 'paragraph' }] }

export function RichTextEditor({ field, value, onChange, label, disabled, lang }: InputProps) {
  const { t } = useTranslation('fields')
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const { key: site } = useSite()
  const written = useRef<unknown>(value)
  const editor = useEditor({
    extensions: [...extensionsOf(site), paste(tellLeft)],
    content: (value as object | undefined) ?? emptyDocument,
    injectNonce: styleNonce(),
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: {
        id,
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        'aria-describedby': `${id}-keys`,
        ...(field.required ? { 'aria-required': 'true' } : {}),
        ...(lang ? { lang } : {}),
      },
      handleDOMEvents: {
        // Heard here, and by nobody around: what keeps the focus within a dialog would take it to the next input.
        keydown(_, event) {
          if (isImeEvent(event)) event.stopPropagation()
        },
      },
      handleKeyDown(_, event) {
        if (!event.altKey || keyOf(event) !== 'F10') return false
        box.current?.querySelector<HTMLElement>('[role="toolbar"] [tabindex="0"]')?.focus()
        return true
      },
    },
    onUpdate({ editor: own }) {
      written.current = documentOf(own.state.doc)
      onChange(written.current)
    },
  })
  useEffect(() => {
    editor?.setEditable(!disabled, false)
  }, [editor, disabled])
  useEffect(() => {
    // What comes from outside (another version, a merge) is put in; what was typed here is what is there already.
    if (!editor || editor.isDestroyed || value === written.current) return
    const incoming = (value as object | null | undefined) ?? emptyDocument
    if (holds(editor.state.doc, incoming)) return
    if (!editor.view.composing) editor.commands.setContent(incoming, { emitUpdate: false })
  }, [editor, value])
  return (
    <div className="rich-text" ref={box}>
      {editor && !disabled && <FormatToolbar editor={editor} label={label} />}
      <VisuallyHidden id={`${id}-keys`}>{t('richTextKeys')}</VisuallyHidden>
      <Typography>
        <EditorContent editor={editor} />
      </Typography>
    </div>
  )
}
