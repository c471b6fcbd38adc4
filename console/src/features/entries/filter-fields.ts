import type { Field } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'
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

/** One value at a time: a list of them is several conditions here. */
const shownOperators = ['contains', 'eq', 'ne', 'startsWith', 'gt', 'gte', 'lt', 'lte', 'exists'] as const
export type ShownOperator = (typeof shownOperators)[number]

export const filterFields = (type: ContentType): Field[] => [
  ...(type.fields as Field[]).filter((field) => field.filterable),
  ...attributeFields,
]

export function operatorsOf(field: Field): ShownOperator[] {
  if (field.key === 'status') return ['eq', 'ne']
  const known: readonly string[] = typeOf(field).operators
  return shownOperators.filter((op) => known.includes(op))
}

/** The field as one writes a value to compare with: one entry of a relation, one option, plain text for the rest. */
export function valueField(field: Field): Field {
  const { key, type, name } = field
  const {
    help: _help,
    note: _note,
    required: _required,
    localized: _localized,
    many: _many,
    ...plain
  } = field
  if (type === 'multi_select') return { ...plain, type: 'select' }
  // What points here is counted.
  if (type === 'reverse' || type === 'counter') return { key, type: 'number', name }
  return ['text', 'computed', 'slug'].includes(type) ? { key, type: 'text', name } : plain
}
