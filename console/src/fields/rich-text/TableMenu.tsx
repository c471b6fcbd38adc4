import { Menu } from '@mantine/core'
import { IconTable } from '@tabler/icons-react'
import { useEditorState, type ChainedCommands, type Editor } from '@tiptap/react'
import { useTranslation } from 'react-i18next'
import { headersOf } from './table-headers.ts'
import { ToolbarMenu } from './ToolbarMenu.tsx'

type TableAct =
  | `row${'Above' | 'Below' | 'Delete'}`
  | `column${'Before' | 'After' | 'Delete'}`
  | 'join'
  | 'split'
  | 'delete'

/** What can be done with the table that the caret is in. */
export function TableMenu({ editor }: { editor: Editor }) {
  const { t } = useTranslation('fields')
  const now = useEditorState({
    editor,
    selector: ({ editor: own }) => ({
      joins: own.can().mergeCells(),
      splits: own.can().splitCell(),
      ...headersOf(own.state),
    }),
  })
  const run = (act: (chain: ChainedCommands) => ChainedCommands) => void act(editor.chain().focus()).run()
  const item = (name: TableAct, act: (chain: ChainedCommands) => ChainedCommands) => (
    <Menu.Item onClick={() => run(act)}>{t(`table.${name}`)}</Menu.Item>
  )
  return (
    <ToolbarMenu label={t('format.tableMenu')} Icon={IconTable}>
      <Menu.CheckboxItem
        checked={now.row}
        onChange={() => run((chain) => chain.toggleHeaderRow())}
        closeMenuOnClick
      >
        {t('table.headerRow')}
      </Menu.CheckboxItem>
      <Menu.CheckboxItem
        checked={now.column}
        onChange={() => run((chain) => chain.toggleHeaderColumn())}
        closeMenuOnClick
      >
        {t('table.headerColumn')}
      </Menu.CheckboxItem>
      <Menu.Divider />
      {item('rowAbove', (chain) => chain.addRowBefore())}
      {item('rowBelow', (chain) => chain.addRowAfter())}
      {item('rowDelete', (chain) => chain.deleteRow())}
      <Menu.Divider />
      {item('columnBefore', (chain) => chain.addColumnBefore())}
      {item('columnAfter', (chain) => chain.addColumnAfter())}
      {item('columnDelete', (chain) => chain.deleteColumn())}
      <Menu.Divider />
      {now.joins ? (
        item('join', (chain) => chain.mergeCells())
      ) : (
        <Menu.Label maw={220}>{t('table.joinHow')}</Menu.Label>
      )}
      {now.splits && item('split', (chain) => chain.splitCell())}
      <Menu.Divider />
      {item('delete', (chain) => chain.deleteTable())}
    </ToolbarMenu>
  )
}
