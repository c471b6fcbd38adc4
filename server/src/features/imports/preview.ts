// What a file would be taken for, told from its beginning. Nothing is kept.
import { Readable } from 'node:stream'
import iconv from 'iconv-lite'
import { limits } from '@dozo/content-model/limits'
import type { Ctx } from '#platform/ctx.ts'
import { Problem } from '#platform/errors.ts'
import type { RequestParts } from '#platform/feature.ts'
import { typeNamed } from '#features/content-types/service.ts'
import type { Cell } from './cells.ts'
import { refuseUnentitled } from './entitled.ts'
import { namesIn, type Format } from './format.ts'
import { previewColumns } from './preview-columns.ts'
import { previewLines, sampledRows } from './preview-lines.ts'
import type { ImportPreview, PreviewQuery } from './schema.ts'
import {
  firstCsvRows,
  sheetLimitBytes,
  sheetRows,
  sheetTooLarge,
  type Encoding,
  type Table,
} from './table-text.ts'

export async function preview(
  ctx: Ctx,
  query: PreviewQuery,
  { stream }: RequestParts,
): Promise<ImportPreview> {
  const type = await typeNamed(ctx, query.type)
  refuseUnentitled(ctx, query.type)
  const bytes = await beginning(stream, query.format)
  const format = query.format ?? formIn(bytes)
  const isCut = format !== 'xlsx' && bytes.length === limits.importPreviewBytes
  if (format !== 'xlsx') refuseNoText(bytes)
  const byteOrderMark = format !== 'xlsx' && startsWith(bytes, 0xef, 0xbb, 0xbf)
  const told = { format, byteOrderMark }
  if (format === 'ndjson') {
    const { names, values, rows, whole, fixed } = await previewLines(bytes, isCut)
    const columns = previewColumns(type, ctx.site.locales, names, values)
    return { ...told, encoding: 'utf-8', rows, whole, fixed, columns }
  }
  const encoding = format === 'csv' ? (query.encoding ?? encodingIn(bytes, isCut)) : null
  const { rows, whole } = await firstRows(bytes, encoding, isCut)
  const names = rows[0] ? namesIn(rows[0]) : []
  if (names.length === 0) throw new Problem(422, 'import_empty')
  if (names.length === 1 && /[\t;]/.test(names[0]!)) throw new Problem(422, 'import_other_separator')
  const [, ...others] = rows
  const valuesOf = (at: number) => others.map((row) => row[at])
  const columns = previewColumns(type, ctx.site.locales, names, valuesOf)
  return { ...told, encoding, rows: others.length, whole, fixed: false, columns }
}

const startsWith = (bytes: Buffer, ...start: number[]) => start.every((byte, i) => bytes[i] === byte)
const isZip = (bytes: Buffer) => startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)

/** A spreadsheet is sent whole, of anything else no more than is looked at. */
async function beginning(stream: Readable, format: Format | undefined): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of stream as AsyncIterable<Buffer>) {
    parts.push(part)
    size += part.length
    const isSheet = format === undefined ? isZip(Buffer.concat(parts.slice(0, 4))) : format === 'xlsx'
    if (isSheet && size > sheetLimitBytes) throw sheetTooLarge()
    if (!isSheet && size > limits.importPreviewBytes)
      throw new Problem(413, 'import_preview_too_long', { params: { limit: limits.importPreviewBytes } })
  }
  return Buffer.concat(parts)
}

function formIn(bytes: Buffer): Format {
  if (isZip(bytes)) return 'xlsx'
  return /^(?:\uFEFF)?\s*\{/.test(bytes.toString('utf8', 0, 1000)) ? 'ndjson' : 'csv'
}

/** Pictures, programs and old spreadsheets have bytes that stand in no text. */
function refuseNoText(bytes: Buffer): void {
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) throw new Problem(422, 'import_utf16')
  if (isZip(bytes) || bytes.includes(0)) throw new Problem(422, 'import_no_text')
}

function encodingIn(bytes: Buffer, isCut: boolean): Encoding {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut })
    return 'utf-8'
  } catch {
    const unread = (encoding: string) => iconv.decode(bytes, encoding).split('\uFFFD').length
    // A broken character or two do not make another encoding.
    return unread('cp932') < unread('utf8') ? 'cp932' : 'utf-8'
  }
}

/** The head and some rows. Where the file was cut, its last row is not whole. */
async function firstRows(
  bytes: Buffer,
  encoding: Encoding | null,
  isCut: boolean,
): Promise<{ rows: Cell[][]; whole: boolean }> {
  const most = sampledRows + 2
  const rows = encoding
    ? firstCsvRows(bytes, encoding, most, isCut)
    : await firstOf(sheetRows(Readable.from([bytes])), most)
  if (isCut && rows.length < 2)
    throw new Problem(422, 'import_preview_cut', { params: { limit: limits.importPreviewBytes } })
  const whole = !isCut && rows.length < most
  return { rows: whole ? rows : rows.slice(0, -1), whole }
}

async function firstOf(table: Table, most: number): Promise<Cell[][]> {
  const rows: Cell[][] = []
  for await (const row of table) {
    rows.push(row)
    if (rows.length === most) break
  }
  return rows
}
