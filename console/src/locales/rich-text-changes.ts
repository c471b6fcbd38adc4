import { pairs } from './pairs.ts'

export const richTextChanges = pairs({
  added: ['追加（{part}）:', 'Added ({part}):'],
  removed: ['削除（{part}）:', 'Removed ({part}):'],
  changed: ['変更（{part}）:', 'Changed ({part}):'],
  format: ['書式・リンクの変更（{part}）:', 'Format or link changed ({part}):'],
  shape: [
    '文字は同じで、リストの種類や表の形などの構成だけが変わりました。',
    'The words are the same. Only what they stand in changed, such as the kind of a list or the shape of a table.',
  ],
  'kind.paragraph': ['段落', 'paragraph'],
  'kind.heading': ['見出し {level}', 'heading {level}'],
  'kind.item': ['リスト', 'list item'],
  'kind.quote': ['引用', 'quote'],
  'kind.code': ['コード', 'code'],
  'kind.image': ['画像', 'image'],
  'kind.rule': ['区切り線', 'line'],
  'kind.cell': ['表の {row} 行 {column} 列', 'table, row {row}, column {column}'],
  'kind.headerCell': ['表の見出し {row} 行 {column} 列', 'table header, row {row}, column {column}'],
})
