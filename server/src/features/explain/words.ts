import type { Words } from '#platform/words.ts'

export const why = {
  suspended: { ja: 'メンバーが停止中です。', en: 'The member is suspended.' },
  everything: {
    ja: 'すべての権限を持つグループに入っています。',
    en: 'A group of theirs may do everything.',
  },
  none: { ja: 'この権限を与えるグループに入っていません。', en: 'No group of theirs gives this permission.' },
  allowed: {
    ja: 'グループの付与によって許可されています。',
    en: 'A grant of one of their groups allows it.',
  },
  notHere: {
    ja: '権限はありますが、この定義やコンテンツには当てはまりません。',
    en: 'They have the permission, but not for this type or entry.',
  },
  holds: { ja: '当てはまります。', en: 'It applies.' },
  otherType: { ja: 'ほかの定義だけの付与です。', en: 'It is for other content types.' },
  notOwn: { ja: '自分で作ったコンテンツだけの付与です。', en: 'It is for their own entries only.' },
  condition: { ja: 'コンテンツが条件に合いません。', en: 'The entry does not meet its condition.' },
  broken: {
    ja: '条件の項目がなくなったため、何も許可しません。',
    en: 'Its condition speaks of a field that is gone: it grants nothing.',
  },
  perhaps: {
    ja: 'コンテンツによります（自分の分・条件）。entry を指定すると確かめられます。',
    en: 'It depends on the entry (own, condition); name one to find out.',
  },
  noIndex: {
    ja: '{table} を索引なしで読みます（約{rows}行）。項目を「絞り込める」にするか、条件を見直してください。',
    en: 'Reads {table} without an index (about {rows} rows). Make the field filterable, or look at the conditions.',
  },
} satisfies Record<string, Words>
