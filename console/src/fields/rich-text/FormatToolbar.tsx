import { Toolbar } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBlockquote,
  IconBold,
  IconCode,
  IconH2,
  IconH3,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconPhoto,
  IconSourceCode,
  IconStrikethrough,
  IconSubscript,
  IconSuperscript,
  IconTablePlus,
  IconUnderline,
} from '@tabler/icons-react'
import { useEditorState, type Editor } from '@tiptap/react'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { keyOf } from '../../ui/keys.ts'
import { AlignmentMenu } from './AlignmentMenu.tsx'
import { ImageDialog } from './ImageDialog.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { TableDialog } from './TableDialog.tsx'
import { TableMenu } from './TableMenu.tsx'
import { keepsSelection } from './ToolbarMenu.tsx'

/** What can be on or off at the caret. */
const states = {
  bold: IconBold,
  italic: IconItalic,
  underline: IconUnderline,
  strike: IconStrikethrough,
  subscript: IconSubscript,
  superscript: IconSuperscript,
  code: IconCode,
  h2: IconH2,
  h3: IconH3,
  bulletList: IconList,
  orderedList: IconListNumbers,
  blockquote: IconBlockquote,
  codeBlock: IconSourceCode,
  link: IconLink,
  image: IconPhoto,
}
type State = keyof typeof states
const headings: Partial<Record<State, number>> = { h2: 2, h3: 3 }

const isOn = (editor: Editor, name: State): boolean =>
  headings[name] ? editor.isActive('heading', { level: headings[name] }) : editor.isActive(name)

/** One tab stop, arrows within, Esc back to the text; each control that can be on says whether it is. */
export function FormatToolbar({ editor, label }: { editor: Editor; label: string }) {
  const { t } = useTranslation('fields')
  const [asking, setAsking] = useState<'link' | 'image' | 'table'>()
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      ...Object.fromEntries((Object.keys(states) as State[]).map((name) => [name, isOn(now, name)])),
      table: now.isActive('table'),
    }),
  }) as Record<State | 'table', boolean>
  /** At once, so that no key is lost that follows. */
  const run = () => {
    editor.view.focus()
    return editor.chain()
  }
  const acts: Record<State, () => unknown> = {
    bold: () => run().toggleBold().run(),
    italic: () => run().toggleItalic().run(),
    underline: () => run().toggleUnderline().run(),
    strike: () => run().toggleStrike().run(),
    subscript: () => run().toggleMark('subscript').run(),
    superscript: () => run().toggleMark('superscript').run(),
    code: () => run().toggleCode().run(),
    h2: () => run().toggleHeading({ level: 2 }).run(),
    h3: () => run().toggleHeading({ level: 3 }).run(),
    bulletList: () => run().toggleBulletList().run(),
    orderedList: () => run().toggleOrderedList().run(),
    blockquote: () => run().toggleBlockquote().run(),
    codeBlock: () => run().toggleCodeBlock().run(),
    link: () => setAsking('link'),
    image: () => setAsking('image'),
  }
  const button = (
    name: State | 'table' | 'undo' | 'redo',
    Icon: typeof IconBold,
    act: () => unknown,
    active?: boolean,
  ) => (
    <Toolbar.Toggle
      key={name}
      aria-label={t(`format.${name}`)}
      title={t(`format.${name}`)}
      {...(active === undefined ? {} : { active })}
      onMouseDown={keepsSelection}
      onClick={() => void act()}
    >
      <Icon size={16} aria-hidden />
    </Toolbar.Toggle>
  )
  function back(event: KeyboardEvent) {
    if (keyOf(event) !== 'Escape') return
    event.stopPropagation()
    editor.view.focus()
  }
  const close = () => setAsking(undefined)
  return (
    <>
      <Toolbar
        aria-label={t('formatOf', { label })}
        withBorder={false}
        size="sm"
        className="rich-text-toolbar"
        onKeyDown={back}
      >
        {(Object.keys(states) as State[]).map((name) => button(name, states[name], acts[name], on[name]))}
        <AlignmentMenu editor={editor} />
        {on.table ? <TableMenu editor={editor} /> : button('table', IconTablePlus, () => setAsking('table'))}
        {button('undo', IconArrowBackUp, () => run().undo().run())}
        {button('redo', IconArrowForwardUp, () => run().redo().run())}
      </Toolbar>
      <LinkDialog editor={editor} opened={asking === 'link'} close={close} />
      <ImageDialog editor={editor} opened={asking === 'image'} close={close} />
      {asking === 'table' && <TableDialog editor={editor} close={close} />}
    </>
  )
}
