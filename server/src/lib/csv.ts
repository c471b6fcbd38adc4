import { stringify } from 'csv-stringify/sync'

export type CsvRow = Record<string, string | number | boolean | null>

/** RFC 4180 with a byte order mark, without which Excel reads Japanese as noise. What a spreadsheet would take for a formula stays text. */
export const csvText = (rows: readonly CsvRow[], columns: readonly string[] = columnsOf(rows)): string =>
  `\uFEFF${csvLines([[...columns], ...rows.map((row) => columns.map((name) => row[name] ?? null))])}`

export const csvLines = (rows: readonly (string | number | boolean | null)[][]): string =>
  stringify([...rows], {
    record_delimiter: 'windows',
    cast: { boolean: String, string: safeText },
  })

/** A quote in front makes a spreadsheet show what it would run, and a Japanese one runs full-width signs, too; one more where one is, so that it can be taken away again. */
const safeText = (text: string) => (/^'*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text)

/** The text that `csvText` wrote. */
export const plainText = (text: string) => (/^'+[=+\-@\t\r\n＝＋－＠]/.test(text) ? text.slice(1) : text)

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
