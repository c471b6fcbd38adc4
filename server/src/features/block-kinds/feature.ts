import { feature } from '#platform/feature.ts'
import { routes } from './routes.ts'

/** Under the permissions of content types: a shared kind is a part of each definition that uses it. */
export const blockKinds = feature({
  name: 'block-kinds',
  routes,
  problems: {
    block_kind_exists: {
      ja: 'キー「{key}」の共有ブロックはすでにあります。',
      en: 'There already is a shared block with the key "{key}".',
    },
    block_kinds_many: {
      ja: '共有ブロックは{limit}個までです。使わないものを削除してください。',
      en: 'At most {limit} shared blocks per site. Delete one that you do not use.',
    },
    block_kind_cycle: {
      ja: '共有ブロックが自分自身を含むことになります: {kinds}',
      en: 'A shared block would hold itself: {kinds}',
    },
    block_kind_in_use: {
      ja: '次の定義が使っています: {types}。先に、その項目から取り除いてください。',
      en: 'These content types use it: {types}. Take it out of their fields first.',
    },
    block_kind_in_kinds: {
      ja: '次の共有ブロックが使っています: {kinds}。先に、その項目から取り除いてください。',
      en: 'These shared blocks use it: {kinds}. Take it out of their fields first.',
    },
    block_kind_breaks: {
      ja: 'このように変えると、使っている定義が成り立ちません（項目の数や入れ子の深さ、関連先を確かめてください）: {types}',
      en: 'These content types could not hold it like this (look at the number of fields, how deep they are nested and where relations point): {types}',
    },
    block_kind_breaks_kinds: {
      ja: 'このように変えると、使っている共有ブロックが成り立ちません（項目の数や入れ子の深さを確かめてください）: {kinds}',
      en: 'These shared blocks could not hold it like this (look at the number of fields and how deep they are nested): {kinds}',
    },
  },
  events: {
    'block_kind.created': { ja: '共有ブロックを作成', en: 'Shared block made' },
    'block_kind.updated': { ja: '共有ブロックを変更', en: 'Shared block changed' },
    'block_kind.deleted': { ja: '共有ブロックを削除', en: 'Shared block deleted' },
  },
  tables: { block_kinds: { backup: 'copy', erase: 'keep' } },
})
