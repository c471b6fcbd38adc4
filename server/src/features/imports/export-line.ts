import type { Field } from '@dozo/content-model/definition'
import type { ModelType } from '@dozo/content-model/query/model'
import type { Values } from '@dozo/content-model/values'
import type { Ctx } from '#platform/ctx.ts'
import { toCell, type Cell } from './cells.ts'
import type { ExportRow } from './sql.ts'

export type ExportTable = {
  fields: readonly Field[]
  names: readonly string[]
  cells(row: ExportRow): Cell[]
}

type Column = { name: string; cell: (row: ExportRow) => Cell }

/** Entries without a key are named by their id. A parent without a key cannot be named: such a line leaves its entry where it is. */
export function exportLine(
  type: ModelType,
  fields: readonly Field[],
  row: ExportRow,
): Record<string, unknown> {
  const known = fields.filter((field) => row.values[field.key] !== undefined)
  const values = Object.fromEntries(known.map((field) => [field.key, row.values[field.key]]))
  const name = { ...(row.key === null ? { id: row.id } : {}), key: row.key }
  if (type.definition.kind !== 'tree') return { ...name, values }
  const named = row.parent_id === null || row.parent_key !== null
  return { ...name, ...(named ? { parent: row.parent_key } : {}), position: row.position, values }
}

export function tableOf({ site }: Ctx, { definition }: ModelType, fields: readonly Field[]): ExportTable {
  const columns: Column[] = [
    ...(definition.keyField
      ? []
      : [
          { name: 'id', cell: (row: ExportRow) => (row.key === null ? row.id : null) },
          { name: 'key', cell: (row: ExportRow) => row.key },
        ]),
    ...(definition.kind === 'tree'
      ? [
          { name: 'parent', cell: (row: ExportRow) => row.parent_key },
          { name: 'position', cell: (row: ExportRow) => row.position },
        ]
      : []),
    ...fields.flatMap((field) => columnsOf(field, site.locales)),
  ]
  return {
    fields,
    names: columns.map(({ name }) => name),
    cells: (row) => columns.map(({ cell }) => cell(row)),
  }
}

const columnsOf = (field: Field, locales: readonly string[]): Column[] =>
  field.localized
    ? locales.map((locale) => ({
        name: `${field.key}.${locale}`,
        cell: ({ values }) => toCell(field, (values[field.key] as Values | undefined)?.[locale]),
      }))
    : [{ name: field.key, cell: ({ values }) => toCell(field, values[field.key]) }]
