import type { ContentTypeDefinition, Field } from '../src/definition.ts'
import type { BindOptions } from '../src/query/bind.ts'
import type { Model, ModelType } from '../src/query/model.ts'
import { allocateColumns } from '../src/columns.ts'

const words = { ja: '項目', en: 'Field' }

/** A field for a test: its key, its type, and whatever else matters there. */
export const field = (key: string, type: Field['type'], more: Partial<Field> = {}): Field => ({
  key,
  type,
  name: words,
  ...more,
})

export const definition = (
  key: string,
  fields: Field[],
  more: Partial<ContentTypeDefinition> = {},
): ContentTypeDefinition => ({ key, name: words, kind: 'plain', fields, ...more })

const options = ['red', 'blue'].map((value) => ({ value, name: { ja: value, en: value } }))
const filterable = true

export const article = definition(
  'article',
  [
    field('title', 'text', { localized: true, filterable, searchable: { weight: 'A' }, required: true }),
    field('slug', 'slug', { filterable, unique: true, required: true }),
    field('price', 'number', { filterable }),
    field('hot', 'boolean', { filterable }),
    field('day', 'date', { filterable }),
    field('at', 'date_time', { filterable }),
    field('colour', 'select', { options, filterable }),
    field('tags', 'multi_select', { options, filterable }),
    field('author', 'relation', { to: ['author'], filterable }),
    field('about', 'relation', { to: ['author', 'place'], many: true, filterable }),
    field('secret', 'text', { filterable, neverDelivered: true }),
    field('opens', 'time', { filterable }),
    field('paint', 'color', { filterable }),
    field('body', 'markdown', { localized: true }),
    field('address', 'group', {
      fields: [field('city', 'text', { required: true }), field('mail', 'text', { format: 'email' })],
    }),
  ],
  { titleField: 'title', keyField: 'slug' },
)
const author = definition('author', [
  field('name', 'text', { filterable }),
  field('age', 'number', { filterable }),
  field('size', 'number', { filterable }),
  field('mail', 'text', { filterable, neverDelivered: true }),
  field('home', 'relation', { to: ['place'], filterable }),
])
const place = definition('place', [
  field('name', 'text', { filterable }),
  field('size', 'text', { filterable }),
  field('author', 'relation', { to: ['author'], filterable }),
])

const typed = (definition: ContentTypeDefinition): ModelType => ({
  id: `id-of-${definition.key}`,
  definition,
  columns: allocateColumns(definition).columns,
})
const types = new Map([article, author, place].map((one) => [one.key, typed(one)]))
export const model: Model = { type: (key) => types.get(key) }
export const articles = types.get('article')!

export const asked = (more: Partial<BindOptions> = {}): BindOptions => ({
  model,
  type: articles,
  audience: 'delivery',
  locales: ['ja', 'en'],
  defaultLocale: 'ja',
  defaultSort: '-publishedAt',
  ...more,
})
