import sql, { raw } from 'sql-template-tag'
import type { Tx } from '#platform/ctx.ts'

type Counted = { id: string; key: string; column: string | undefined; value: number; live: number | null }

/** The new value in both copies, and in the column of the index that holds the field, if it has one. */
export async function put(tx: Tx, { id, key, column, value, live }: Counted): Promise<void> {
  const site = tx.ctx.site.id
  await tx.run(sql`
    update entries
    set work = work || jsonb_build_object(${key}::text, ${value}::float8::bigint),
      live = live || jsonb_build_object(${key}::text, ${live}::float8::bigint)
    where site_id = ${site} and id = ${id}
  `)
  if (column === undefined) return
  await tx.run(sql`
    update entry_index
    set ${raw(column)} = case stage when 'work' then ${value}::float8 else ${live}::float8 end
    where site_id = ${site} and entry_id = ${id}
  `)
}
