import sql from 'sql-template-tag'
import type { Ctx } from '#platform/ctx.ts'
import { firstHash, nextHash, sealMessage, type ChainedRow } from './chain.ts'
import { chainedColumns } from './sealer.ts'
import type { Verification } from './schema.ts'

const pageSize = 5000
type Link = ChainedRow & { sequence: number; hash: Buffer }
type Seal = { sequence: number; hash: Buffer; signature: Buffer; sealed_at: Date }

/** Reads the site's whole chain again: every record against its hash, every hash against its seal, every signature. */
export async function verify(ctx: Ctx): Promise<Verification> {
  const seals = await ctx.read<Seal>(sql`
    select sequence, hash, signature, sealed_at from audit_seals where site_id = ${ctx.site.id} order by sequence
  `)
  const [counts] = await ctx.read<{ records: number; unchained: number }>(sql`
    select (select count(*)::int from audit_chain where site_id = ${ctx.site.id}) as records,
      (
        select count(*)::int
        from audit_records r
        where r.site_id = ${ctx.site.id}
          and not exists (select from audit_chain c where c.site_id = r.site_id and c.record_id = r.id)
      ) as unchained
  `)
  const firstBad = badSignature(ctx, seals) ?? (await badLink(ctx, seals))
  return {
    ok: firstBad === undefined,
    records: counts?.records ?? 0,
    waiting: counts?.unchained ?? 0,
    seals: seals.length,
    sealedUpTo: seals.at(-1)?.sealed_at.toISOString() ?? null,
    ...(firstBad ? { firstBad } : {}),
  }
}

type Bad = NonNullable<Verification['firstBad']>

function badSignature(ctx: Ctx, seals: Seal[]): Bad | undefined {
  const bad = seals.find(
    (seal) =>
      !ctx.app.secrets.verify(
        'audit seal',
        sealMessage(ctx.site.id, seal.sequence, seal.hash),
        seal.signature,
      ),
  )
  return bad && { sequence: bad.sequence, reason: 'signature' }
}

async function badLink(ctx: Ctx, seals: Seal[]): Promise<Bad | undefined> {
  const sealed = new Map(seals.map((seal) => [seal.sequence, seal.hash]))
  let before: Buffer = firstHash
  let sequence = 0
  for (;;) {
    const links = await ctx.read<Link>(sql`
      select ${chainedColumns}, c.sequence, c.hash
      from audit_chain c
        join audit_records r on r.site_id = c.site_id and r.id = c.record_id
      where c.site_id = ${ctx.site.id} and c.sequence > ${sequence}
      order by c.sequence
      limit ${pageSize}
    `)
    for (const link of links) {
      if (link.sequence !== sequence + 1) return { sequence: sequence + 1, reason: 'missing' }
      const hash = nextHash(before, link)
      if (!hash.equals(link.hash)) return { sequence: link.sequence, reason: 'changed' }
      const seal = sealed.get(link.sequence)
      if (seal && !seal.equals(hash)) return { sequence: link.sequence, reason: 'seal' }
      before = hash
      sequence = link.sequence
    }
    if (links.length < pageSize) break
  }
  const last = seals.at(-1)
  // The end of the chain must be sealed and every sealed place must still be there: cutting the end off is found, too.
  return last && last.sequence !== sequence
    ? { sequence: Math.min(last.sequence, sequence) + 1, reason: 'end' }
    : undefined
}
