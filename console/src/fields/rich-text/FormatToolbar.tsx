import { Toolbar } from '@mantine/core'
import {
  IconBlockquote,
  IconBold,
  IconCode,
  IconH2,
  IconH3,
  IconItalic,
  IconLink,
  IconPhoto,
  IconList,
  IconListNumbers,
  IconStrikethrough,
  IconUnderline,
} from '@tabler/icons-react'
import { useEditorState, type Editor } from '@tiptap/react'
import { useState, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ImageDialog } from './ImageDialog.tsx'
import { LinkDialog } from './LinkDialog.tsx'

/** One tab stop, arrows within; each control says whether it is on. */
export function FormatToolbar({ editor, label }: { editor: Editor; label: string }) {
  const { t } = useTranslation('fields')
  const [linking, setLinking] = useState(false)
  const [picturing, setPicturing] = useState(false)
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      underline: now.isActive('underline'),
      strike: now.isActive('strike'),
      code: now.isActive('code'),
      h2: now.isActive('heading', { level: 2 }),
      h3: now.isActive('heading', { level: 3 }),
      bulletList: now.isActive('bulletList'),
      orderedList: now.isActive('orderedList'),
      blockquote: now.isActive('blockquote'),
      link: now.isActive('link'),
      image: now.isActive('image'),
    }),
  })
  const run = () => editor.chain().focus()
  const buttons = [
    ['bold', IconBold, () => run().toggleBold().run()],
    ['italic', IconItalic, () => run().toggleItalic().run()],
    ['underline', IconUnderline, () => run().toggleUnderline().run()],
    ['strike', IconStrikethrough, () => run().toggleStrike().run()],
    ['code', IconCode, () => run().toggleCode().run()],
    ['h2', IconH2, () => run().toggleHeading({ level: 2 }).run()],
    ['h3', IconH3, () => run().toggleHeading({ level: 3 }).run()],
    ['bulletList', IconList, () => run().toggleBulletList().run()],
    ['orderedList', IconListNumbers, () => run().toggleOrderedList().run()],
    ['blockquote', IconBlockquote, () => run().toggleBlockquote().run()],
    ['link', IconLink, () => setLinking(true)],
    ['image', IconPhoto, () => setPicturing(true)],
  ] as const
  return (
    <>
      <Toolbar
        aria-label={t('formatOf', { label })}
        withBorder={false}
        size="sm"
        style={{ flexWrap: 'wrap' }}
      >
        {buttons.map(([name, Icon, act]) => (
          <Toolbar.Toggle
            key={name}
            aria-label={t(`format.${name}`)}
            title={t(`format.${name}`)}
            active={on[name]}
            // The selection in the text must survive the click.
            onMouseDown={(event: MouseEvent) => event.preventDefault()}
            onClick={() => void act()}
          >
            <Icon size={16} aria-hidden />
          </Toolbar.Toggle>
        ))}
      </Toolbar>
      <LinkDialog editor={editor} opened={linking} close={() => setLinking(false)} />
      <ImageDialog editor={editor} opened={picturing} close={() => setPicturing(false)} />
    </>
  )
}
