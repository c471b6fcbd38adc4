// Which form a file has: what the caller says, or its content type.
import type { Readable } from 'node:stream'
import type { ModelType } from '@dozo/content-model/query/model'
import { invalid, Problem, type FieldError } from '#platform/errors.ts'
import { limited } from '#platform/http/stream-limit.ts'
import type { Cell } from './cells.ts'
import { columnsOf, mappedColumns, type Head } from './columns.ts'
import { isMapping, mappingOf } from './mapping.ts'
import type { ImportQuery } from './schema.ts'
import { csvRows, sheetRows, type Encoding, type Table } from './table-text.ts'

export type Format = 'ndjson' | 'csv' | 'xlsx'
export const contentTypes: Record<Format, string> = {
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export function formatOf(
  { format, encoding }: Pick<ImportQuery, 'format' | 'encoding'>,
  contentType: string,
): { format: Format; encoding: Encoding } {
  const type = contentType.toLowerCase()
  const sent = type.startsWith('text/csv') ? 'csv' : type.includes('spreadsheetml') ? 'xlsx' : 'ndjson'
  const japanese = /charset="?(shift_jis|windows-31j|cp932|x-sjis|ms932)/.test(type)
  return { format: format ?? sent, encoding: encoding ?? (japanese ? 'cp932' : 'utf-8') }
}

export const isHead = (found: Head | FieldError[]): found is Head => 'columns' in found

/** What the columns of a table are about. A mapping chooses; without one every column must be known. */
export function headOf(
  type: ModelType,
  query: ImportQuery,
  names: readonly string[],
  locales: readonly string[],
) {
  if (query.mapping === undefined) return columnsOf(type.definition, names, locales, query.key)
  const mapping = mappingOf(type, query, locales)
  return isMapping(mapping) ? mappedColumns(names, mapping, query.key) : mapping
}

export type Opened = { head: string[] | undefined; lines: AsyncIterable<string> | Readable }

/** The file as lines. Of a table the first row is the head, every other a line of cells; throws 422 when the head is not understood. */
export async function openLines(
  stream: Readable,
  query: ImportQuery,
  { format, encoding }: { format: Format; encoding: Encoding },
  type: ModelType,
  locales: readonly string[],
): Promise<Opened> {
  if (format === 'ndjson') return { head: undefined, lines: stream.pipe(limited()) }
  const table: Table = format === 'csv' ? csvRows(stream.pipe(limited()), encoding) : sheetRows(stream)
  const rows = table[Symbol.asyncIterator]()
  const first = await rows.next()
  if (first.done) throw new Problem(422, 'import_empty')
  const names = namesIn(first.value)
  const head = headOf(type, query, names, locales)
  if (!isHead(head)) throw invalid(head)
  return { head: names, lines: linesOf(rows) }
}

/** Names of columns, as the first row of a table has them. */
export function namesIn(row: readonly Cell[]): string[] {
  const names = row.map((cell) => String(cell ?? '').trim())
  while (names.at(-1) === '') names.pop()
  if (names.some((name) => name.includes('\uFFFD'))) throw new Problem(422, 'import_not_decodable')
  return names
}

async function* linesOf(rows: AsyncIterator<Cell[]>): AsyncGenerator<string> {
  for (let row = await rows.next(); !row.done; row = await rows.next()) {
    const filled = row.value.some((cell) => cell !== null && cell !== '')
    yield filled ? `${JSON.stringify(row.value)}\n` : '\n'
  }
}
