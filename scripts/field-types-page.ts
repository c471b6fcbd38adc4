// The reference page of field types, printed from the content model.
import { typeOf as printed, type Schema } from '../client/src/schema-type.ts'
import type { Field, FieldTypeName } from '../content-model/src/definition.ts'
import { allTypes } from '../content-model/src/fields/index.ts'
import { deliverySchema } from '../content-model/src/json-schema.ts'
import { page, table } from './reference-pages.ts'

const words = { ja: '項目', en: 'Field' }
const choices = { options: [{ value: 'red', name: { ja: '赤', en: 'Red' } }] }
const inner: Field[] = [{ key: 'label', type: 'text', name: words }]
const id = '0198f000-0000-7000-8000-000000000001'

/** A value of each type, and what a field must say to have it. */
const examples: Record<FieldTypeName, { value: unknown; more?: Partial<Field> }> = {
  text: { value: '湯のみ' },
  textarea: { value: '一行目\n二行目' },
  markdown: { value: '# 見出し' },
  rich_text: { value: { type: 'doc', content: [{ type: 'paragraph' }] } },
  html: { value: '<p class="lead">見出し</p>' },
  number: { value: 1200 },
  counter: { value: 7 },
  boolean: { value: true },
  date: { value: '2026-11-24' },
  date_time: { value: '2026-11-24T00:00:00.000Z' },
  time: { value: '09:30' },
  select: { value: 'red', more: choices },
  multi_select: { value: ['red'], more: choices },
  slug: { value: 'blog/hello-world' },
  computed: { value: '湯のみ – 2026-11-24', more: { template: '{title} – {date}' } },
  link: { value: { url: 'https://example.com/', text: '案内', target: '_blank' } },
  color: { value: '#3366cc' },
  location: { value: { lat: 35.681236, lng: 139.767125, address: '東京駅' } },
  table: {
    value: {
      header: true,
      rows: [
        ['曜日', '時間'],
        ['月', '9:00'],
      ],
    },
  },
  json: { value: { any: ['thing'] } },
  image: { value: { file: id, alt: '湯のみの写真' } },
  file: { value: { file: id, caption: '申込書' }, more: { accept: ['document'] } },
  gallery: { value: [{ file: id, alt: '湯のみの写真' }] },
  relation: { value: id, more: { to: ['author'] } },
  reverse: { value: [id], more: { of: { type: 'article', field: 'author' } } },
  member: { value: id },
  group: { value: { label: '色' }, more: { fields: inner } },
  repeat: { value: [{ label: '色' }], more: { fields: inner } },
  blocks: {
    value: [{ id: 'b1', kind: 'quote', values: { label: '色' } }],
    more: { kinds: [{ key: 'quote', name: words, fields: inner }] },
  },
}

const code = (text: string) => `\`${text}\``

export const fieldTypesPage = (): string =>
  page(
    'Field types',
    'Every field may also have `help`, `note` (to editors only), `required`, `default`, `localized` and `neverDelivered`; `showIf` and `requireIf` are filters over the other fields of the same entry. What holds between fields stands in the `rules` of a content type: `{if, must, message, path}`. Filters on a `reverse` field compare how many entries point here; a `counter` is counted by `POST …/entries/{id}/counters/{field}`. Filters, order, uniqueness and search are asked for with `filterable`, `unique` and `searchable`, where the type can have them. すべての項目に help・note（編集する人への注記）・required・default・localized・neverDelivered も指定できます。showIf・requireIf は、同じコンテンツのほかの項目についての絞り込みの条件です。項目の間の決まりは、コンテンツ定義の rules に書きます。reverse の絞り込みは関連元の件数を比べ、counter は POST …/entries/{id}/counters/{field} で数えます。絞り込みと並べ替えは filterable、一意は unique、全文検索は searchable を、使える種類で指定します。',
    table(
      [
        'type',
        'English',
        '日本語',
        'options 設定',
        'filters 絞り込み',
        'can also ほかに',
        'readers get 読者が受け取る形',
        'example 例',
      ],
      allTypes().map((type) => {
        const { value, more } = examples[type.type]
        const field: Field = { key: 'x', type: type.type, name: words, ...more }
        const wrong = type.check(value, field)
        if (wrong.length > 0) throw new Error(`the example of ${type.type}: ${JSON.stringify(wrong)}`)
        const schema = deliverySchema({ key: 't', name: words, kind: 'plain', fields: [field] })
        const own = (schema['properties'] as Record<string, Schema>)[field.key]!
        const abilities = { sort: type.sortable, unique: type.canBeUnique, search: type.canBeSearched }
        return [
          code(type.type),
          type.label.en,
          type.label.ja,
          type.options.map(code).join(', '),
          type.operators.map(code).join(', '),
          Object.keys(abilities)
            .filter((key) => abilities[key as keyof typeof abilities])
            .join(', '),
          code(printed(own)),
          code(JSON.stringify(value)),
        ]
      }),
    ),
  )
