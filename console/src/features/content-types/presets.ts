import type { ContentTypeDefinition, Field } from '@dozo/content-model/definition'

const title = (name: Field['name']): Field => ({
  key: 'title',
  type: 'text',
  name,
  required: true,
  localized: true,
  filterable: true,
  searchable: { weight: 'A' },
})
const reading: Field = {
  key: 'reading',
  type: 'text',
  name: { ja: 'よみ', en: 'Reading' },
  help: { ja: '検索で見つける読みがな', en: 'How it is read, for the search' },
  filterable: true,
  searchable: { weight: 'B' },
}

/** What a new content type can start from. */
export const presets = {
  blank: {
    key: '',
    name: { ja: '', en: '' },
    kind: 'plain',
    titleField: 'title',
    fields: [title({ ja: '題名', en: 'Title' })],
  },
  // Only a title is demanded: tags are made while somebody types one into a field that points to them.
  tags: {
    key: 'tag',
    name: { ja: 'タグ', en: 'Tag' },
    kind: 'plain',
    titleField: 'title',
    fields: [{ ...title({ ja: 'タグ', en: 'Tag' }), localized: false, unique: true }, reading],
  },
  categories: {
    key: 'category',
    name: { ja: 'カテゴリー', en: 'Category' },
    kind: 'tree',
    titleField: 'title',
    keyField: 'slug',
    fields: [
      title({ ja: 'カテゴリー', en: 'Category' }),
      {
        key: 'slug',
        type: 'slug',
        name: { ja: 'スラッグ', en: 'Slug' },
        required: true,
        unique: true,
        filterable: true,
      },
    ],
  },
} satisfies Record<string, ContentTypeDefinition>
