// A spreadsheet of one sheet.
import writeXlsxFile from 'write-excel-file/node'
import type { Cell } from './cells.ts'

/** It is made in memory. */
export const sheetRows = 100_000
/** Characters that one cell of a sheet holds. */
export const mostInCell = 32_767

export const sheetFile = async (rows: readonly (readonly Cell[])[]): Promise<Buffer> =>
  (await writeXlsxFile(rows.map((row) => row.map(sheetCell)))).toBuffer()

/** Texts stay texts, whatever they look like. */
const sheetCell = (value: Cell) =>
  value === null
    ? null
    : typeof value === 'string'
      ? { value: sheetText(value), type: String }
      : typeof value === 'number'
        ? { value, type: Number }
        : { value, type: Boolean }

/**
 * In a sheet `_x000D_` means a character that XML cannot hold or would change; what only looks like one is marked. The list of texts that the
 * writer keeps takes what every object has, such as `constructor`, for a text it has seen: so that is written with its first character as a code.
 */
const sheetText = (text: string) =>
  text in {}
    ? coded(text[0]!) + text.slice(1)
    : text
        .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
        // oxlint-disable-next-line no-control-regex
        .replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]/g, coded)

const coded = (one: string) => `_x${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
