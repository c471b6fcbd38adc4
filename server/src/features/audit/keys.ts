import { randomBytes } from 'node:crypto'
import sql from 'sql-template-tag'
import { openWith, sealWith } from '#platform/crypto/secrets.ts'
import type { Ctx, Tx } from '#platform/ctx.ts'

// Each member has a key of their own in every site where they did something; erasing the person destroys it.

const kept = Symbol('member keys')
const cacheOf = (ctx: Ctx) => ctx.app.kept(kept, () => new Map<string, Buffer>())

/** Encrypts what is said about a member. The key is made on first use, in the same transaction. */
export async function sealPersonal(tx: Tx, memberId: string, about: object): Promise<Buffer> {
  return sealWith(await keyFor(tx, memberId), Buffer.from(JSON.stringify(about)), `audit ${memberId}`)
}

async function keyFor(tx: Tx, memberId: string): Promise<Buffer> {
  const { ctx } = tx
  const name = `${ctx.site.id}/${memberId}`
  const known = cacheOf(ctx).get(name)
  if (known) return known
  const fresh = ctx.app.secrets.seal('member key', randomBytes(32), name)
  await tx.run(sql`
    insert into member_keys (site_id, member_id, sealed_key)
    values (${ctx.site.id}, ${memberId}, ${fresh})
    on conflict do nothing
  `)
  const row = await tx.one<{ sealed_key: Buffer }>(sql`
    select sealed_key from member_keys where site_id = ${ctx.site.id} and member_id = ${memberId}
  `)
  const key = ctx.app.secrets.open('member key', row.sealed_key, name)
  tx.afterCommit(() => {
    if (cacheOf(ctx).size > 10_000) cacheOf(ctx).clear()
    cacheOf(ctx).set(name, key)
  })
  return key
}

/** Readers for many sealed texts at once: one look-up of keys. A text whose key is gone reads as nothing. */
export async function personalReader(ctx: Ctx, memberIds: string[]) {
  const rows = await ctx.read<{ member_id: string; sealed_key: Buffer }>(sql`
    select member_id, sealed_key from member_keys where site_id = ${ctx.site.id} and member_id = any (${memberIds}::uuid[])
  `)
  const keys = new Map(
    rows.map((row) => [
      row.member_id,
      ctx.app.secrets.open('member key', row.sealed_key, `${ctx.site.id}/${row.member_id}`),
    ]),
  )
  return (memberId: string | null, sealed: Buffer | null): Record<string, unknown> => {
    const key = memberId === null ? undefined : keys.get(memberId)
    if (!key || !sealed) return {}
    return JSON.parse(openWith(key, sealed, `audit ${memberId}`).toString()) as Record<string, unknown>
  }
}
