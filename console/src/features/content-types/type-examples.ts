import type { Field } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'

type Type = Field['type']

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

/** The words of the examples, by their names in the locale. */
type Say = (
  name:
    | 'text'
    | 'longText'
    | 'markdown'
    | 'heading'
    | 'html'
    | 'computed'
    | 'link'
    | 'place'
    | 'first'
    | 'second',
) => string

/** What a type looks like when something is in it; a type that is not here is shown as it is when it is fresh. */
const values: Partial<Record<Type, (say: Say) => unknown>> = {
  text: (say) => say('text'),
  textarea: (say) => say('longText'),
  markdown: (say) => say('markdown'),
  rich_text: (say) => ({
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: say('heading') }] },
      { type: 'paragraph', content: [{ type: 'text', text: say('longText') }] },
    ],
  }),
  html: (say) => say('html'),
  number: () => 1200,
  counter: () => 42,
  boolean: () => true,
  date: () => '2026-11-24',
  date_time: () => '2026-11-24T00:00:00.000Z',
  time: () => '09:30',
  select: () => 'first',
  multi_select: () => ['first', 'second'],
  slug: () => 'autumn-open-day',
  computed: (say) => say('computed'),
  link: (say) => ({ url: '/visit', text: say('link') }),
  color: () => '#234a84',
  location: (say) => ({ lat: 35.681, lng: 139.767, address: say('place') }),
  table: (say) => ({
    header: true,
    rows: [
      [say('first'), say('second')],
      ['1,200', '3,400'],
    ],
  }),
  json: () => ({ weight: 180 }),
  group: (say) => ({ text: say('first') }),
  repeat: (say) => [{ text: say('first') }, { text: say('second') }],
  blocks: (say) => [{ id: 'a', kind: 'text', values: { text: say('longText') } }],
}

/** A field of a type with something in it, to be looked at. */
export function exampleOf(type: Type, say: Say): { field: Field; value: unknown } {
  const field = freshField(type, 'example')
  const options = (['first', 'second'] as const).map((value) => ({
    value,
    name: { ja: say(value), en: say(value) },
  }))
  return { field: field.options ? { ...field, options } : field, value: values[type]?.(say) }
}
