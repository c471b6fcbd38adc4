import { stringify } from 'csv-stringify/sync'

export type CsvRow = Record<string, string | number | boolean | null>

/** RFC 4180 with a byte order mark, without which Excel reads Japanese as noise. What a spreadsheet would take for a formula stays text. */
export const csvText = (rows: readonly CsvRow[], columns: readonly string[] = columnsOf(rows)): string =>
  stringify([...rows], {
    bom: true,
    header: true,
    columns: [...columns],
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: { boolean: String },
  })

const columnsOf = (rows: readonly CsvRow[]): string[] => [...new Set(rows.flatMap((row) => Object.keys(row)))]

/** One row out of a reply: what lies within objects has a path as its column; lists of words are one cell. */
export function csvRow(value: unknown, at = '', row: CsvRow = {}): CsvRow {
  if (value === null || value === undefined) row[at] = null
  else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    row[at] = value
  else if (Array.isArray(value))
    row[at] = value.every((one) => typeof one === 'string') ? value.join('; ') : JSON.stringify(value)
  else if (isFormatted(value)) row[at] = value.markdown
  else for (const [key, own] of Object.entries(value)) csvRow(own, at === '' ? key : `${at}.${key}`, row)
  return row
}

/** Rich text comes in three forms; a cell wants the one that people can read. */
const isFormatted = (value: object): value is { markdown: string } =>
  'markdown' in value && 'html' in value && typeof value.markdown === 'string'
