import sql from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'
import type { Write } from './state.ts'

/** Keys under which readers knew these entries until now. The latest entry that had a key is the one that is meant by it. */
export async function keepOldKeys(tx: Tx, typeId: string, writes: readonly Write[]): Promise<void> {
  const old = writes.flatMap(({ before, after }) =>
    before && before.liveKey !== null && before.liveKey !== after.liveKey
      ? [{ key: before.liveKey, id: after.id }]
      : [],
  )
  if (old.length === 0) return
  await tx.run(sql`
    insert into entry_old_keys (site_id, type_id, key, entry_id, until)
    select ${tx.ctx.site.id}, ${typeId}, r.key, r.id, ${tx.ctx.now()}
    from jsonb_to_recordset(${JSON.stringify(old)}::jsonb) as r (key text, id uuid)
    on conflict (site_id, type_id, key) do update set entry_id = excluded.entry_id, until = excluded.until
  `)
}

/** What readers knew by this key is that entry now. */
export async function keepKeyOf(tx: Tx, typeId: string, key: string | null, entryId: string): Promise<void> {
  if (key === null) return
  await tx.run(sql`
    insert into entry_old_keys (site_id, type_id, key, entry_id, until)
    values (${tx.ctx.site.id}, ${typeId}, ${key}, ${entryId}, ${tx.ctx.now()})
    on conflict (site_id, type_id, key) do update set entry_id = excluded.entry_id, until = excluded.until
  `)
  await tx.run(sql`
    update entry_old_keys
    set entry_id = ${entryId}
    where site_id = ${tx.ctx.site.id} and entry_id = (
      select id from entries where site_id = ${tx.ctx.site.id} and type_id = ${typeId} and live_key = ${key}
    )
  `)
}

/** The key that readers know an entry by now which they knew by this one before. Nothing when they know none. */
export async function movedTo(ctx: Ctx, typeId: string, key: string): Promise<string | undefined> {
  const [row] = await ctx.read<{ key: string }>(sql`
    select e.live_key as key
    from entry_old_keys o
      join entries e on e.site_id = o.site_id and e.id = o.entry_id
    where o.site_id = ${ctx.site.id} and o.type_id = ${typeId} and o.key = ${key} and e.live_key is not null
      and e.live_key <> o.key
  `)
  return row?.key
}
