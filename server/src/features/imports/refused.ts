// Lines that were refused: a list of reasons, and the lines themselves, to be mended and imported again.
import { Readable } from 'node:stream'
import type { ModelType } from '@dozo/content-model/query/model'
import type { Ctx } from '#platform/ctx.ts'
import { conflict, forbidden, Problem } from '#platform/errors.ts'
import type { Reply } from '#platform/feature.ts'
import { wordsOf } from '#platform/http/problems.ts'
import { grantsOf } from '#platform/rights.ts'
import { say } from '#platform/words.ts'
import { csvLines } from '#lib/csv.ts'
import { textLines, type TextLine } from '#lib/lines.ts'
import { modelOf } from '#features/content-types/service.ts'
import type { Cell } from './cells.ts'
import { refuseUnentitled } from './entitled.ts'
import { contentTypes } from './format.ts'
import { lineLimitBytes } from './line.ts'
import { csvReply, download, ndjson } from './ndjson.ts'
import { headWithReason, lineWithReason, rowWithReason, type Reason } from './reasons.ts'
import { headRows } from './rows.ts'
import { rowOf } from './service.ts'
import { sheetFile, sheetRows } from './sheet-file.ts'
import * as sql from './sql.ts'

/** Refused lines as NDJSON: line number, and what is wrong where, in the caller's language. */
export async function errorsFile(ctx: Ctx, id: string): Promise<Reply> {
  await rowOf(ctx, id)
  async function* lines() {
    for await (const one of refusals(ctx, id)) yield `${JSON.stringify(one)}\n`
  }
  return ndjson(Readable.from(lines()), `import-errors-${id}.ndjson`)
}

type Told = { line: number; errors: { path: string; code: string; message: string }[] }

async function* refusals(ctx: Ctx, id: string): AsyncGenerator<Told> {
  const words = wordsOf(ctx.app.features)
  for (let after = 0; ;) {
    const rows = await sql.errorsAfter(ctx, id, after)
    for (const { line, errors } of rows) {
      const told = errors.map((error) => ({
        ...error,
        message: say(
          words[error.code] ?? { ja: error.code, en: error.code },
          ctx.language,
          error.params ?? {},
        ),
      }))
      yield { line, errors: told }
    }
    const last = rows.at(-1)
    if (!last) return
    after = last.line
  }
}

/** Refused lines in the form in which they came, with their number and reason in columns that an import leaves out by itself. */
export async function refusedFile(ctx: Ctx, id: string): Promise<Reply> {
  const row = await rowOf(ctx, id)
  const type = (await modelOf(ctx)).byId(row.type_id)
  if (!type) throw conflict('import_type_gone')
  refuseStrangers(ctx, row, type)
  if (row.failed === 0 || row.file === '') throw conflict('import_refused_gone')
  const { head, format, encoding = 'utf-8' } = row.options
  const name = `${type.definition.key}-refused`
  const refused = refusedLines(ctx, row, type)
  if (!head) return ndjson(Readable.from(jsonLines(refused)), `${name}.ndjson`)
  const rows = tableRows(head, refused)
  if (format === 'xlsx')
    return download(await sheetFile(await gathered(rows)), `${name}.xlsx`, contentTypes.xlsx)
  async function* parts() {
    for await (const cells of rows) yield csvLines([cells])
  }
  return csvReply(name, parts(), encoding)
}

/** What somebody has sent is theirs, and of those who may read all that it would have become. */
function refuseStrangers(ctx: Ctx, row: sql.ImportRow, { definition }: ModelType): void {
  refuseUnentitled(ctx, definition.key)
  const { actor } = ctx
  const isSender =
    actor.kind === 'member' && actor.siteId === row.created_by_site_id && actor.id === row.created_by_id
  const readsAll = grantsOf(ctx.rights, 'entries.read', definition.key).some(
    (grant) => !grant.own && !grant.condition && !grant.fields,
  )
  if (!isSender && !readsAll) throw forbidden('entries.read')
}

type RefusedLine = { given: TextLine; reason: Reason }

/** Both are in the order of lines. */
async function* refusedLines(ctx: Ctx, row: sql.ImportRow, type: ModelType): AsyncGenerator<RefusedLine> {
  const reasons = refusals(ctx, row.id)
  const above = row.options.head ? headRows : 0
  let next = await reasons.next()
  for await (const given of textLines(ctx.app.storage.get(row.file), lineLimitBytes)) {
    if (next.done) return
    if (next.value.line !== given.line + above) continue
    yield { given, reason: { line: next.value.line, text: sentence(ctx, type, next.value) } }
    next = await reasons.next()
  }
}

/** 「題名: 必須です。」 */
const sentence = ({ language }: Ctx, { definition }: ModelType, { errors }: Told): string =>
  errors
    .map(({ path, message }) => {
      const [root, key] = path.split('/').slice(1)
      const field = root === 'values' ? definition.fields.find((one) => one.key === key) : undefined
      return field ? `${field.name[language]}: ${message}` : message
    })
    .join(' ')

async function* jsonLines(refused: AsyncIterable<RefusedLine>): AsyncGenerator<string> {
  for await (const { given, reason } of refused)
    yield `${lineWithReason('text' in given ? given.text : undefined, reason)}\n`
}

async function* tableRows(
  head: readonly string[],
  refused: AsyncIterable<RefusedLine>,
): AsyncGenerator<Cell[]> {
  yield headWithReason(head)
  for await (const { given, reason } of refused)
    yield rowWithReason(head, 'text' in given ? (JSON.parse(given.text) as Cell[]) : [], reason)
}

async function gathered(rows: AsyncIterable<Cell[]>): Promise<Cell[][]> {
  const all: Cell[][] = []
  for await (const row of rows) {
    if (all.length > sheetRows) throw new Problem(422, 'export_too_long', { params: { limit: sheetRows } })
    all.push(row)
  }
  return all
}
