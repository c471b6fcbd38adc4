import { pairs } from './pairs.ts'

/** What is granted, in sentences: before a group is saved, and afterwards in the audit log. */
export const grants = pairs({
  'verb.entries.read': ['閲覧', 'read'],
  'verb.entries.create': ['作成', 'create'],
  'verb.entries.update': ['編集', 'edit'],
  'verb.entries.publish': ['公開・非公開', 'publish and unpublish'],
  'verb.entries.delete': ['削除', 'delete'],
  ofTypes: ['{types}の{verb}', '{verb} {types}'],
  quoted: ['「{label}」', '{label}'],
  everything: ['すべて（これから増える権限も）', 'do everything, also what comes later'],
  everyType: ['すべての定義（これからできるものも）', 'all types, also those to come'],
  toCome: ['これからできる定義', 'types to come'],
  partly: ['{act}（{limits}）', '{act} ({limits})'],
  limitOwn: ['自分が作ったものだけ', 'only what they made'],
  limitFields: ['項目は{fields}だけ', 'only the fields {fields}'],
  limitCondition: ['条件：{condition}', 'only where {condition}'],
  limitJoin: ['、', '; '],
  gained: ['「{group}」に{act}を許可します。', '{group} may now {act}.'],
  lost: ['「{group}」に{act}を許可しなくなります。', '{group} may no longer {act}.'],
  narrowed: [
    '「{group}」に許可する{act}は、一部だけになります。',
    '{group} may {act} only in part from now on.',
  ],
  gainedEverything: [
    '「{group}」にすべてを許可します（これから増える権限も）。',
    '{group} may now do everything, also what comes later.',
  ],
  lostEverything: [
    '「{group}」に許可するのは、すべてではなく、選んだものだけになります。',
    '{group} may no longer do everything, only what is granted one by one.',
  ],
  and: ['かつ', 'and'],
  or: ['または', 'or'],
})
