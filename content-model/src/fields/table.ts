import type { Field } from '../definition.ts'
import { checkRange, fieldType, isCleanText } from '../field-type.ts'
import { issue, type Issue } from '../issue.ts'
import { limits } from '../limits.ts'
import { isObject, strangeKeys } from './object-value.ts'

/** Rows of cells, each row as long as the first; `header`: the first row names the columns. */
export type Table = { header: boolean; rows: string[][] }

const tidyCell = (cell: unknown): unknown =>
  cell === null
    ? ''
    : typeof cell === 'string'
      ? cell.replaceAll(/\r\n?/g, '\n').normalize('NFC').trim()
      : cell

function normalise(value: unknown): unknown {
  if (!isObject(value) || !Array.isArray(value['rows'])) return value
  const rows = value['rows'].map((row: unknown) => (Array.isArray(row) ? row.map(tidyCell) : row))
  return { ...value, header: value['header'] ?? false, rows }
}

function checkRows(rows: unknown, field: Field): Issue[] {
  if (!Array.isArray(rows)) return [issue('/rows', 'wrong_type', { expected: '[["…"]]' })]
  const most = Math.min(field.max ?? limits.tableRows, limits.tableRows)
  const least = Math.max(field.min ?? 1, 1)
  if (rows.length > most) return [issue('/rows', 'too_many_items', { limit: most })]
  if (rows.length < least) return [issue('/rows', 'too_few_items', { limit: least })]
  const [first] = rows as unknown[]
  return rows.flatMap((row: unknown, i) =>
    checkRow(row, `/rows/${i}`, Array.isArray(first) ? first.length : 0),
  )
}

function checkRow(row: unknown, at: string, columns: number): Issue[] {
  if (!Array.isArray(row)) return [issue(at, 'wrong_type', { expected: '["…"]' })]
  if (row.length === 0) return [issue(at, 'too_few_items', { limit: 1 })]
  if (row.length > limits.tableColumns) return [issue(at, 'too_many_items', { limit: limits.tableColumns })]
  if (row.length !== columns) return [issue(at, 'table_ragged', { columns })]
  return row.flatMap((cell: unknown, i) => checkCell(cell, `${at}/${i}`))
}

function checkCell(cell: unknown, at: string): Issue[] {
  if (typeof cell !== 'string') return [issue(at, 'wrong_type', { expected: '"…"' })]
  if ([...cell].length > limits.textLength) return [issue(at, 'too_long', { limit: limits.textLength })]
  return isCleanText(cell) ? [] : [issue(at, 'control_characters')]
}

export const table = fieldType({
  type: 'table',
  label: { ja: '表', en: 'Table' },
  options: ['min', 'max'],
  isObject: true,
  canBeSearched: true,
  checkOptions: (field) => checkRange(field, 'min', 'max'),
  normalise,
  check: (value, field) =>
    isObject(value)
      ? [
          ...strangeKeys(value, '', ['header', 'rows']),
          ...(value['header'] === undefined || typeof value['header'] === 'boolean'
            ? []
            : [issue('/header', 'wrong_type', { expected: 'true | false' })]),
          // A reply about a thousand wrong cells is read by nobody.
          ...checkRows(value['rows'], field).slice(0, 20),
        ]
      : [issue('', 'wrong_type', { expected: '{header, rows}' })],
  schema: () => ({
    type: 'object',
    required: ['rows'],
    additionalProperties: false,
    properties: {
      header: { type: 'boolean' },
      rows: {
        type: 'array',
        minItems: 1,
        maxItems: limits.tableRows,
        items: {
          type: 'array',
          minItems: 1,
          maxItems: limits.tableColumns,
          items: { type: 'string', maxLength: limits.textLength },
        },
      },
    },
  }),
  plainText: (value) => (value as Table).rows.map((row) => row.join(' ')).join('\n'),
})
