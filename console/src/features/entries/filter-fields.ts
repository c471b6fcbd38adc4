import type { Field } from '@dozo/content-model/definition'
import type { ContentType } from '@dozo/client'

/** What every entry has and lists can be filtered by, described as fields are. */
const attributeFields: Field[] = [
  {
    key: 'status',
    type: 'select',
    name: { ja: '状態', en: 'State' },
    options: [
      { value: 'draft', name: { ja: '下書き', en: 'Draft' } },
      { value: 'live', name: { ja: '公開中', en: 'Live' } },
      { value: 'changed', name: { ja: '公開中（編集あり）', en: 'Live, changed' } },
    ],
  },
  { key: 'updatedAt', type: 'date_time', name: { ja: '更新日時', en: 'Updated' } },
  { key: 'createdAt', type: 'date_time', name: { ja: '作成日時', en: 'Created' } },
  { key: 'publishedAt', type: 'date_time', name: { ja: '公開日時', en: 'Published' } },
  { key: 'number', type: 'number', name: { ja: '番号', en: 'Number' } },
]

export const filterFields = (type: ContentType): Field[] => [
  ...(type.fields as Field[]).filter((field) => field.filterable),
  ...attributeFields,
]
