import type { Step } from '@dozo/content-model/change'
import { canConvert, converted } from '@dozo/content-model/convert'
import { fieldOf, type ContentTypeDefinition, type Field } from '@dozo/content-model/definition'
import { isObject } from '@dozo/content-model/fields/object-value'
import type { Sql } from 'sql-template-tag'
import * as sql from './sql.ts'

/** How far a step reaches. Of a field that changes its type: how many values would go, just so and with conversion, of those looked at. */
export type Counts = { entries?: number; looked?: number; unfit?: number; unconverted?: number }

type Place = { siteId: string; typeId: string }
export type Read = <Row>(statement: Sql) => Promise<Row[]>

/** More values than these are not looked at one by one: the rest will be much like them. */
const mostLooked = 10_000

/** The steps that may lose values, with how many entries have any there. */
export async function withCounts(
  read: Read,
  { siteId, typeId }: Place,
  { before, after }: { before: ContentTypeDefinition; after: ContentTypeDefinition },
  steps: readonly Step[],
): Promise<(Step & Counts)[]> {
  const touched = steps.filter(
    ({ path, destructive, code }) => fieldOf(before, path) && (destructive || code === 'type_changed'),
  )
  if (touched.length === 0) return [...steps]
  const rows = await read<{ key: string; entries: number }>(
    sql.countValues(siteId, typeId, [...new Set(touched.map(({ path }) => path))]),
  )
  const entries = new Map(rows.map((row) => [row.key, row.entries]))
  return Promise.all(
    steps.map(async (step) => {
      if (!touched.includes(step)) return step
      const [old, fresh] = [fieldOf(before, step.path)!, fieldOf(after, step.path)]
      const counts =
        step.code === 'type_changed' && fresh ? await lookAt(read, { siteId, typeId }, old, fresh) : {}
      return { ...step, entries: entries.get(step.path) ?? 0, ...counts }
    }),
  )
}

async function lookAt(read: Read, { siteId, typeId }: Place, old: Field, fresh: Field): Promise<Counts> {
  const rows = await read<{ value: unknown }>(sql.someValues(siteId, typeId, old.key, mostLooked))
  const valuesOf = (value: unknown) => (old.localized && isObject(value) ? Object.values(value) : [value])
  const lost = (convert: boolean) =>
    rows.filter(({ value }) =>
      valuesOf(value).some((one) => converted(one, old, fresh, convert) === undefined),
    ).length
  return {
    looked: rows.length,
    unfit: lost(false),
    ...(canConvert(old, fresh) ? { unconverted: lost(true) } : {}),
  }
}
