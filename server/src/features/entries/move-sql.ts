import sql from 'sql-template-tag'
import type { Tx } from '#platform/ctx.ts'

export type Place = { id: string; position: number }

export const placeOf = (tx: Tx, typeId: string, id: string) =>
  tx.maybeOne<{ parentId: string | null }>(sql`
    select parent_id as "parentId" from entries where site_id = ${tx.ctx.site.id} and type_id = ${typeId} and id = ${id}
  `)

/** In the order in which lists show them. */
export const siblings = (tx: Tx, typeId: string, parentId: string | null, limit: number) =>
  tx.many<Place>(sql`
    select id, position
    from entries
    where site_id = ${tx.ctx.site.id} and type_id = ${typeId} and parent_id is not distinct from ${parentId}::uuid
    order by position, id
    limit ${limit}
  `)

/** Of the working copies; the index is read from its end. */
export const lastPosition = async (tx: Tx, typeId: string): Promise<number | undefined> =>
  (
    await tx.maybeOne<{ position: number }>(sql`
      select position
      from entry_index
      where site_id = ${tx.ctx.site.id} and type_id = ${typeId} and stage = 'work' and parent_id is null
        and locale = (
          select locale from entry_index where site_id = ${tx.ctx.site.id} and type_id = ${typeId} and stage = 'work' limit 1
        )
      order by position desc
      limit 1
    `)
  )?.position

/** Where entries stand is no part of their versions: only the place changes, in the entries and in what lists are read from. */
export const setPositions = async (tx: Tx, places: readonly Place[]): Promise<void> => {
  if (places.length === 0) return
  const rows = JSON.stringify(places)
  await tx.run(sql`
    update entries e
    set position = r.position
    from jsonb_to_recordset(${rows}::jsonb) as r (id uuid, position integer)
    where e.site_id = ${tx.ctx.site.id} and e.id = r.id
  `)
  await tx.run(sql`
    update entry_index i
    set position = r.position
    from jsonb_to_recordset(${rows}::jsonb) as r (id uuid, position integer)
    where i.site_id = ${tx.ctx.site.id} and i.entry_id = r.id
  `)
}
