// One row of a table as a line of an import.
import type { ModelType } from '@dozo/content-model/query/model'
import type { Values } from '@dozo/content-model/values'
import type { TextLine } from '#lib/lines.ts'
import { isUuid } from '#lib/uuid.ts'
import { fromCell, type Cell } from './cells.ts'
import type { Head } from './columns.ts'
import { named, partsOf, tidyKey, type Line, type Refused } from './line.ts'

type Place = { locale: string; timeZone: string }

/** The head of a table is its first row. */
export const headRows = 1

export function readRow(
  given: TextLine,
  type: ModelType,
  head: Head,
  { locale, timeZone }: Place,
): Line | Refused {
  const line = given.line + headRows
  if ('broken' in given) return { line, errors: [{ path: '', code: `import_${given.broken}` }] }
  const cells = JSON.parse(given.text) as Cell[]
  if (cells.some((cell) => typeof cell === 'string' && cell.includes('\uFFFD')))
    return { line, errors: [{ path: '', code: 'import_not_decodable' }] }
  if (cells.slice(head.columns.length).some((cell) => cell !== null && cell !== ''))
    return {
      line,
      errors: [{ path: '', code: 'import_row_too_long', params: { count: head.columns.length } }],
    }
  const read: Line = {
    line,
    id: null,
    key: null,
    parentKey: undefined,
    position: undefined,
    path: [],
    values: {},
  }
  for (const [i, targets] of head.columns.entries()) {
    const cell = cells[i]
    if (cell === undefined) continue
    const text = cell === null ? '' : String(cell).trim()
    for (const target of targets) {
      if (target.about === 'field') put(read.values, target, fromCell(target.field, cell, timeZone), locale)
      else if (target.about === 'key') read.key = text === '' ? null : tidyKey(type, text)
      else if (target.about === 'parent') read.parentKey = text === '' ? null : text
      else if (target.about === 'path') read.path = partsOf(text)
      else if (target.about === 'position')
        read.position = /^-?\d{1,9}$/.test(text) ? Number(text) : undefined
      else if (target.about === 'id') read.id = isUuid(text) ? text : null
    }
  }
  return named(type, read, read.key)
}

function put(
  values: Values,
  { field, locale }: { field: { key: string; localized?: boolean }; locale: string | null },
  value: unknown,
  otherwise: string,
): void {
  if (!field.localized) values[field.key] = value
  else values[field.key] = { ...(values[field.key] as Values | undefined), [locale ?? otherwise]: value }
}
