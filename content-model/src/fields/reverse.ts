import { fieldType } from '../field-type.ts'
import { issue } from '../issue.ts'
import { limits } from '../limits.ts'

/** Entries whose relation points here, read from the other side: nothing of it is kept. Filters ask how many there are. */
export const reverse = fieldType({
  type: 'reverse',
  label: { ja: '逆の関連', en: 'Reverse relation' },
  options: ['of', 'max'],
  operators: ['exists', 'eq', 'ne', 'lt', 'lte', 'gt', 'gte'],
  onlyTop: true,
  canBeLocalized: false,
  isComputed: true,
  checkOptions: (field) => [
    ...(field.of ? [] : [issue('/of', 'required')]),
    ...(field.max === undefined ||
    (Number.isInteger(field.max) && field.max >= 1 && field.max <= limits.pageSize)
      ? []
      : [issue('/max', 'page_size', { size: field.max, limit: limits.pageSize })]),
  ],
  schema: () => ({ type: 'array', items: { type: 'string', format: 'uuid' } }),
})

/** How many of them readers get, the newest first. */
export const mostReverse = ({ max }: { max?: number }): number => max ?? limits.pageSizeDefault
