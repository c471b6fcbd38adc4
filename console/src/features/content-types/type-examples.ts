import type { Field } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'

type Type = Field['type']
type Words = { ja: string; en: string }

/** What a field of a type cannot be without. */
const starts: Partial<Record<Type, Partial<Field>>> = {
  select: { options: [{ value: 'a', name: { ja: 'A', en: 'A' } }] },
  multi_select: { options: [{ value: 'a', name: { ja: 'A', en: 'A' } }] },
  computed: { template: '{title}', localized: true },
  group: { fields: [{ key: 'text', type: 'text', name: { ja: 'テキスト', en: 'Text' } }] },
  repeat: { fields: [{ key: 'text', type: 'text', name: { ja: 'テキスト', en: 'Text' } }] },
  blocks: {
    kinds: [
      {
        key: 'text',
        name: { ja: '文章', en: 'Text' },
        fields: [{ key: 'text', type: 'textarea', name: { ja: 'テキスト', en: 'Text' } }],
      },
    ],
  },
}

/** A new field of a type, as it is added to a definition. */
export const freshField = (type: Type, key: string): Field => ({
  key,
  type,
  name: typeOf({ type }).label,
  ...starts[type],
})

const seasons = [
  { value: 'spring', name: { ja: '春', en: 'Spring' } },
  { value: 'autumn', name: { ja: '秋', en: 'Autumn' } },
]
const price: Field = { key: 'price', type: 'number', name: { ja: '価格', en: 'Price' } }
const called: Field = { key: 'called', type: 'text', name: { ja: '品名', en: 'Item' } }

/** What a type looks like when something is in it; a type that is not here is shown as it is when it is fresh. */
const filled: Partial<Record<Type, { field?: Partial<Field>; ja: unknown; en: unknown }>> = {
  text: { ja: '秋の工場見学会', en: 'Open day in autumn' },
  textarea: {
    ja: '雨の日も行います。\n動きやすい服でお越しください。',
    en: 'Rain or shine.\nWear comfortable shoes.',
  },
  markdown: { ja: '## 持ち物\n\n- 筆記用具\n- 上履き', en: '## Bring\n\n- A pen\n- Indoor shoes' },
  rich_text: { ja: heading('持ち物'), en: heading('What to bring') },
  html: { ja: '<p class="lead">ようこそ</p>', en: '<p class="lead">Welcome</p>' },
  number: { ja: 1200, en: 1200 },
  counter: { ja: 42, en: 42 },
  boolean: { ja: true, en: true },
  date: { ja: '2026-11-24', en: '2026-11-24' },
  date_time: { ja: '2026-11-24T00:00:00.000Z', en: '2026-11-24T00:00:00.000Z' },
  time: { ja: '09:30', en: '09:30' },
  select: { field: { options: seasons }, ja: 'autumn', en: 'autumn' },
  multi_select: { field: { options: seasons }, ja: ['spring', 'autumn'], en: ['spring', 'autumn'] },
  slug: { ja: 'autumn-open-day', en: 'autumn-open-day' },
  computed: { ja: '秋の工場見学会 – 2026-11-24', en: 'Open day – 2026-11-24' },
  link: {
    ja: { url: '/visit', text: '見学の案内' },
    en: { url: '/visit', text: 'How to visit' },
  },
  color: { ja: '#234a84', en: '#234a84' },
  location: {
    ja: { lat: 35.681, lng: 139.767, address: '東京駅' },
    en: { lat: 35.681, lng: 139.767, address: 'Tokyo Station' },
  },
  table: {
    ja: {
      header: true,
      rows: [
        ['曜日', '時間'],
        ['月', '9–17'],
      ],
    },
    en: {
      header: true,
      rows: [
        ['Day', 'Open'],
        ['Mon', '9–17'],
      ],
    },
  },
  json: { ja: { weight: 180 }, en: { weight: 180 } },
  group: {
    field: { fields: [called, price] },
    ja: { called: '湯のみ', price: 1200 },
    en: { called: 'Tea cup', price: 1200 },
  },
  repeat: {
    field: { fields: [called] },
    ja: [{ called: '湯のみ' }, { called: '急須' }],
    en: [{ called: 'Tea cup' }, { called: 'Tea pot' }],
  },
  blocks: {
    ja: [{ id: 'a', kind: 'text', values: { text: 'はじめに' } }],
    en: [{ id: 'a', kind: 'text', values: { text: 'To begin with' } }],
  },
}

function heading(text: string) {
  return {
    type: 'doc',
    content: [{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text }] }],
  }
}

/** A field of a type with something in it, to be looked at. */
export function exampleOf(type: Type, language: keyof Words): { field: Field; value: unknown } {
  const own = filled[type]
  return { field: { ...freshField(type, 'example'), ...own?.field }, value: own?.[language] }
}
