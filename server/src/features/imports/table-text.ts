// Tables as files: rows of cells out of CSV or a spreadsheet, bounded in memory, and turned into lines that an import reads.
import type { Readable } from 'node:stream'
import { Worker } from 'node:worker_threads'
import { parse, CsvError } from 'csv-parse'
import { parse as parseNow } from 'csv-parse/sync'
import { Unzip, UnzipInflate } from 'fflate'
import iconv from 'iconv-lite'
import { Problem } from '#platform/errors.ts'
import { withoutReferences } from '#lib/cp932.ts'
import { plainText } from '#lib/csv.ts'
import type { Cell } from './cells.ts'
import { lineLimitBytes } from './line.ts'

export type Encoding = 'utf-8' | 'cp932'
export type Table = AsyncIterable<Cell[]>

const dialect = { bom: true, relax_column_count: true, max_record_size: lineLimitBytes }

/** Rows of a CSV, one after another. Throws 422 that names the row where it cannot be read. */
export async function* csvRows(stream: Readable, encoding: Encoding): Table {
  const decoded = stream.pipe(iconv.decodeStream(encoding === 'cp932' ? 'cp932' : 'utf8'))
  const parser = parse(dialect)
  stream.on('error', (error) => parser.destroy(error))
  decoded.on('error', (error: Error) => parser.destroy(error))
  decoded.pipe(parser)
  try {
    for await (const row of parser as AsyncIterable<string[]>) yield cellsOf(row, encoding)
  } catch (error) {
    throw brokenCsv(error)
  }
}

const cellsOf = (row: readonly string[], encoding: Encoding): Cell[] =>
  row.map((cell) => plainText(encoding === 'cp932' ? withoutReferences(cell) : cell))

function brokenCsv(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error
  const line = Number((error as { lines?: number }).lines ?? 0)
  return new Problem(422, 'import_csv_broken', { params: { line } })
}

/** Rows at the beginning of a CSV, at most so many. `isCut`: it may end within a row. */
export function firstCsvRows(bytes: Buffer, encoding: Encoding, most: number, isCut: boolean): Cell[][] {
  const rows: string[][] = []
  try {
    parseNow(iconv.decode(bytes, encoding === 'cp932' ? 'cp932' : 'utf8'), {
      ...dialect,
      to: most,
      on_record: (row: string[]) => void rows.push(row),
    })
  } catch (error) {
    // What stands before it is whole, and the broken one may be only cut.
    if (!isCut || !(error instanceof CsvError)) throw brokenCsv(error)
    rows.push([])
  }
  return rows.map((row) => cellsOf(row, encoding))
}

export const sheetLimitBytes = 20 * 1024 * 1024
const unpackedLimitBytes = 200 * 1024 * 1024

/** Rows of a spreadsheet's first sheet. It is read whole, within limits, in a thread of its own. */
export async function* sheetRows(stream: Readable): Table {
  const packed = await whole(stream)
  if (unpackedBytes(packed) > unpackedLimitBytes) throw sheetTooLarge()
  for (const row of await rowsOf(packed)) yield row
}

export const sheetTooLarge = () =>
  new Problem(413, 'import_sheet_too_large', { params: { limit: sheetLimitBytes } })

async function whole(stream: Readable): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length
    if (size > sheetLimitBytes) throw sheetTooLarge()
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}

/** Counted by unpacking: what a file says of itself need not be true. */
function unpackedBytes(packed: Uint8Array): number {
  let size = 0
  let broken = false
  const unzip = new Unzip((file) => {
    file.ondata = (error, part) => {
      if (error) broken = true
      else size += part.length
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  const step = 64 * 1024
  for (let at = 0; at < packed.length && size <= unpackedLimitBytes && !broken; at += step)
    unzip.push(packed.subarray(at, at + step), at + step >= packed.length)
  if (broken || size === 0) throw new Problem(422, 'import_sheet_broken')
  return size
}

function rowsOf(packed: Uint8Array): Promise<Cell[][]> {
  const { promise, resolve, reject } = Promise.withResolvers<Cell[][]>()
  const worker = new Worker(new URL('./sheet-worker.ts', import.meta.url), {
    workerData: packed,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  })
  worker.once('message', (told: { rows: Cell[][] } | { broken: true }) =>
    'rows' in told ? resolve(told.rows) : reject(new Problem(422, 'import_sheet_broken')),
  )
  worker.once('error', (error: NodeJS.ErrnoException) =>
    reject(
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? sheetTooLarge() : new Problem(422, 'import_sheet_broken'),
    ),
  )
  worker.once('exit', () => reject(new Problem(422, 'import_sheet_broken')))
  return promise
}
