import type { Sql } from 'sql-template-tag'
import type { ModelType } from '@dozo/content-model/query/model'
import type { Values } from '@dozo/content-model/values'
import type { Ctx } from '#platform/ctx.ts'
import { isUuid } from '#lib/uuid.ts'
import { modelOf } from '#features/content-types/service.ts'
import { withFilePaths } from './file-paths.ts'
import * as sql from './sql.ts'

type Wanted = { stage: 'work' | 'live'; chosen: Sql | undefined; keys: boolean }

/** Page by page. Of a whole tree parents come before what lies below them, as an import needs them. */
export async function* exportedRows(
  ctx: Ctx,
  type: ModelType,
  { stage, chosen, keys }: Wanted,
): AsyncGenerator<sql.ExportRow> {
  const tree = type.definition.kind === 'tree' && !chosen
  const places: sql.Place[] = ['top']
  for (const place of places) {
    for (let after: string | undefined; ;) {
      const rows = await sql.exportPage(ctx, type.id, { stage, after, chosen, ...(tree ? { place } : {}) })
      const last = rows.at(-1)
      if (!last) break
      yield* keys ? await withFilePaths(ctx, type, await withKeys(ctx, type, rows)) : rows
      if (tree) places.push(rows.map((row) => row.id))
      after = last.id
    }
  }
}

/** Ids mean nothing elsewhere: what a relation to one type points to is written by its key, where it has one. */
async function withKeys(ctx: Ctx, type: ModelType, rows: sql.ExportRow[]): Promise<sql.ExportRow[]> {
  const model = await modelOf(ctx)
  const fields = type.definition.fields.filter(
    (field) => field.type === 'relation' && !field.localized && field.to?.length === 1,
  )
  const ids = fields.flatMap((field) => rows.flatMap((row) => idsIn(row.values[field.key])))
  if (ids.length === 0) return rows
  const found = await sql.keysOf(ctx, [...new Set(ids)])
  const keyOf = new Map(found.map((one) => [`${one.type_id} ${one.id}`, one.key]))
  return rows.map((row) => ({
    ...row,
    values: fields.reduce<Values>((values, field) => {
      const target = model.type(field.to![0]!)?.id
      const swap = (id: unknown) => keyOf.get(`${target} ${String(id)}`) ?? id
      const value = values[field.key]
      if (value === undefined || value === null) return values
      return { ...values, [field.key]: Array.isArray(value) ? value.map(swap) : swap(value) }
    }, row.values),
  }))
}

const idsIn = (value: unknown): string[] =>
  [value].flat().filter((one): one is string => typeof one === 'string' && isUuid(one))
