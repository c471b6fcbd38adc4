// Entries as a file that an import takes back: as NDJSON, or as a table whose columns are fields in their languages.
import { Readable } from 'node:stream'
import type { ModelType } from '@dozo/content-model/query/model'
import type { Ctx } from '#platform/ctx.ts'
import { forbidden, invalid, Problem } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { Reply } from '#platform/feature.ts'
import { grantsOf } from '#platform/rights.ts'
import { unmappedIn } from '#lib/cp932.ts'
import { csvLines } from '#lib/csv.ts'
import { JsonRefused, parseJson } from '#lib/safe-json.ts'
import { typeNamed } from '#features/content-types/service.ts'
import * as entries from '#features/entries/service.ts'
import type { Cell } from './cells.ts'
import { exportLine, tableOf, type ExportTable } from './export-line.ts'
import { exportedRows } from './export-rows.ts'
import { contentTypes } from './format.ts'
import { csvReply, download, ndjson } from './ndjson.ts'
import { mostInCell, sheetFile, sheetRows } from './sheet-file.ts'
import type { ExportRow } from './sql.ts'
import type { ExportQuery } from './schema.ts'

const most = 2_000_000_000

export async function exportEntries(ctx: Ctx, query: ExportQuery): Promise<Reply> {
  const type = await typeNamed(ctx, query.type)
  const whole = grantsOf(ctx.rights, 'entries.read', query.type).some(
    (grant) => !grant.own && !grant.condition && !grant.fields,
  )
  // Half an export looks like a whole one: who may not read everything gets none.
  if (!whole) throw forbidden('entries.read')
  const table = tableOf(ctx, type, fieldsNamed(type, query))
  const rows = await rowsOf(ctx, type, query)
  const reply = await replyIn(query, type, table, rows)
  await ctx.tx(async (tx) =>
    emit(tx, 'entries.exported', {
      subject: { type: 'content_type', id: type.id, label: query.type },
      changes: { format: { after: query.format ?? 'ndjson' } },
    }),
  )
  return reply
}

async function replyIn(
  { format = 'ndjson', encoding = 'utf-8', report, type: name }: ExportQuery,
  type: ModelType,
  table: ExportTable,
  rows: AsyncIterable<ExportRow>,
): Promise<Reply> {
  if (report) return ndjson(Readable.from(unmappedLines(rows, table)), `${name}-unmapped.ndjson`)
  if (format === 'csv') return csvReply(name, csvParts(rows, table), encoding)
  if (format === 'xlsx') return download(await sheetOf(rows, table), `${name}.xlsx`, contentTypes.xlsx)
  return ndjson(Readable.from(jsonLines(rows, type, table)), `${name}.ndjson`)
}

/** Nothing: all fields. Throws 422 for a name that is none. */
function fieldsNamed({ definition }: ModelType, { fields }: ExportQuery) {
  if (fields === undefined) return definition.fields
  const names = fields.split(',').map((name) => name.trim())
  return names.map((name) => {
    const field = definition.fields.find((one) => one.key === name)
    if (!field)
      throw invalid([{ path: '/fields', code: 'unknown_field', params: { name: name.slice(0, 100) } }])
    return field
  })
}

async function rowsOf(ctx: Ctx, type: ModelType, query: ExportQuery) {
  const stage = query.stage ?? 'work'
  const filter = query.filter === undefined ? undefined : filterIn(query.filter)
  const { search } = query
  const chosen =
    filter || search ? await entries.selectionSql(ctx, type, { filter, search }, most, stage) : undefined
  return exportedRows(ctx, type, { stage, chosen, keys: query.relations !== 'ids' })
}

function filterIn(text: string): Record<string, unknown> {
  try {
    return parseJson(text, 20) as Record<string, unknown>
  } catch (error) {
    throw invalid({ filter: error instanceof JsonRefused ? error.reason : 'json_broken' })
  }
}

async function* jsonLines(rows: AsyncIterable<ExportRow>, type: ModelType, { fields }: ExportTable) {
  for await (const row of rows) yield `${JSON.stringify(exportLine(type, fields, row))}\n`
}

const blockRows = 200

async function* csvParts(rows: AsyncIterable<ExportRow>, table: ExportTable): AsyncGenerator<string> {
  let block: Cell[][] = [[...table.names]]
  for await (const row of rows) {
    block.push(table.cells(row))
    if (block.length < blockRows) continue
    yield csvLines(block)
    block = []
  }
  if (block.length > 0) yield csvLines(block)
}

/** What a file in cp932 would not hold as it is: one line for each cell. */
async function* unmappedLines(rows: AsyncIterable<ExportRow>, table: ExportTable): AsyncGenerator<string> {
  for await (const row of rows)
    for (const [i, cell] of table.cells(row).entries()) {
      const characters = typeof cell === 'string' ? unmappedIn(cell) : []
      if (characters.length > 0)
        yield `${JSON.stringify({ id: row.id, key: row.key, column: table.names[i], characters })}\n`
    }
}

async function sheetOf(rows: AsyncIterable<ExportRow>, table: ExportTable): Promise<Buffer> {
  const data: Cell[][] = [[...table.names]]
  for await (const row of rows) {
    if (data.length > sheetRows) throw new Problem(422, 'export_too_long', { params: { limit: sheetRows } })
    const cells = table.cells(row)
    refuseLong(cells, row, table)
    data.push(cells)
  }
  return sheetFile(data)
}

/** A cell of a sheet holds so many characters and no more: cut, it would come back as another text. */
function refuseLong(cells: readonly Cell[], { id, key }: ExportRow, { names }: ExportTable): void {
  const at = cells.findIndex((cell) => typeof cell === 'string' && cell.length > mostInCell)
  if (at < 0) return
  throw new Problem(422, 'export_cell_too_long', {
    params: { column: names[at]!, entry: key ?? id, limit: mostInCell },
  })
}
