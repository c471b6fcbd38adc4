import { Readable } from 'node:stream'
import { limits } from '@dozo/content-model/limits'
import { Problem } from '#platform/errors.ts'
import { textLines } from '#lib/lines.ts'
import { parseJson } from '#lib/safe-json.ts'
import { isObject, isWhole } from './line.ts'

/** Rows that are looked at for samples. */
export const sampledRows = 50

type Told = {
  names: string[]
  values: (at: number) => unknown[]
  rows: number
  whole: boolean
  fixed: boolean
}

/** The names in the first lines of an NDJSON, as if they were columns. */
export async function previewLines(bytes: Buffer, isCut: boolean): Promise<Told> {
  const read: (Record<string, unknown> | undefined)[] = []
  let whole = !isCut
  for await (const line of textLines(Readable.from([bytes]), limits.importPreviewBytes)) {
    if ('text' in line && line.text.trim() === '') continue
    if (read.length > sampledRows) {
      whole = false
      break
    }
    read.push('text' in line ? objectIn(line.text) : undefined)
  }
  // The last line is one too many, or was cut.
  const lines = whole ? read : read.slice(0, -1)
  if (lines.length === 0 && isCut)
    throw new Problem(422, 'import_preview_cut', { params: { limit: limits.importPreviewBytes } })
  if (lines.length === 0) throw new Problem(422, 'import_empty')
  const objects = lines.filter((line) => line !== undefined)
  if (objects.length === 0) throw new Problem(422, 'import_no_objects')
  const fixed = isWhole(objects[0]!)
  const flat = objects.map((line) => (isObject(line['values']) ? { ...line, ...line['values'] } : line))
  const names = [...new Set(flat.flatMap((line) => Object.keys(line)))].filter(
    (name) => !(fixed && name === 'values'),
  )
  const values = (at: number) =>
    flat.map((line) =>
      Object.hasOwn(line, names[at]!) ? (line as Record<string, unknown>)[names[at]!] : undefined,
    )
  return { names, values, rows: lines.length, whole, fixed }
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = parseJson(text, 65)
    return isObject(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}
