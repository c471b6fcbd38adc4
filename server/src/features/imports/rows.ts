// One row of a table as a line of an import.
import type { ModelType } from '@dozo/content-model/query/model'
import type { Values } from '@dozo/content-model/values'
import type { TextLine } from '#lib/lines.ts'
import { isUuid } from '#lib/uuid.ts'
import { fromCell, type Cell } from './cells.ts'
import type { Head } from './columns.ts'
import { tidyKey, type Line, type Refused } from './line.ts'

type Place = { locale: string; timeZone: string }

/** The head of a table is its first row. */
const headRows = 1

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
  for (const [i, column] of head.columns.entries()) {
    const cell = cells[i]
    if (cell === undefined || column.about === 'nothing') continue
    const text = cell === null ? '' : String(cell).trim()
    if (column.about === 'key') read.key = text === '' ? null : tidyKey(type, text)
    else if (column.about === 'parent') read.parentKey = text === '' ? null : text
    else if (column.about === 'path') read.path = partsOf(text)
    else if (column.about === 'position') read.position = /^-?\d{1,9}$/.test(text) ? Number(text) : undefined
    else if (column.about === 'id') read.id = isUuid(text) ? text : null
    else if (column.about === 'field')
      put(read.values, column, fromCell(column.field, cell, timeZone), locale)
  }
  const { keyField } = type.definition
  if (read.path.length > 0) {
    read.key ??= tidyKey(type, read.path.at(-1)!)
    read.parentKey = read.path.at(-2) ?? null
  }
  if (keyField && typeof read.values[keyField] === 'string') read.key ??= tidyKey(type, read.values[keyField])
  return read
}

/** `company/about/history`: keys from the top of the tree down. */
const partsOf = (path: string): string[] =>
  path
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '')

function put(
  values: Values,
  { field, locale }: { field: { key: string; localized?: boolean }; locale: string | null },
  value: unknown,
  otherwise: string,
): void {
  if (!field.localized) values[field.key] = value
  else values[field.key] = { ...(values[field.key] as Values | undefined), [locale ?? otherwise]: value }
}
