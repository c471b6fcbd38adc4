import { Menu } from '@mantine/core'
import { IconAlignCenter, IconAlignLeft, IconAlignRight } from '@tabler/icons-react'
import { useEditorState, type Editor } from '@tiptap/react'
import { useTranslation } from 'react-i18next'
import { alignments, type Alignment } from './alignment.ts'
import { ToolbarMenu } from './ToolbarMenu.tsx'

const icons = { left: IconAlignLeft, center: IconAlignCenter, right: IconAlignRight }

export function AlignmentMenu({ editor }: { editor: Editor }) {
  const { t } = useTranslation('fields')
  const now = useEditorState({
    editor,
    selector: ({ editor: own }): Alignment =>
      alignments.find((one) => own.isActive({ textAlign: one })) ?? 'left',
  })
  function align(to: Alignment) {
    const textAlign = to === 'left' ? null : to
    const chain = editor.chain().focus()
    chain.updateAttributes('paragraph', { textAlign }).updateAttributes('heading', { textAlign }).run()
  }
  return (
    <ToolbarMenu label={t('format.alignment')} Icon={icons[now]}>
      <Menu.RadioGroup value={now} onChange={(value) => align(value as Alignment)}>
        {alignments.map((one) => (
          <Menu.RadioItem key={one} value={one}>
            {t(`align.${one}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </ToolbarMenu>
  )
}
