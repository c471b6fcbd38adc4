// A shared kind of blocks is defined once and used by name, in content types and in other shared kinds, never in itself. Its key stays.
// Whoever uses it is changed along with it, in the same transaction: all of them or none. While it is used, it cannot be deleted.
import { checkSharedKind } from '@dozo/content-model/check-definition'
import type { WrittenKind } from '@dozo/content-model/definition'
import type { Issue } from '@dozo/content-model/issue'
import { limits } from '@dozo/content-model/limits'
import { cycleFrom, namedKinds } from '@dozo/content-model/shared-kinds'
import * as contentTypes from '#features/content-types/service.ts'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { checkVersion, conflict, invalid, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { BlockKind, Step } from './schema.ts'
import * as sql from './sql.ts'

export async function list(ctx: Ctx): Promise<BlockKind[]> {
  const [rows, typesOf] = await Promise.all([sql.list(ctx), contentTypes.typesUsing(ctx)])
  return rows.map(({ key, definition: { name, fields }, etag }) => ({
    key,
    name,
    fields,
    types: typesOf(key),
    kinds: kindsUsing(key, rows),
    etag,
  }))
}

export async function get(ctx: Ctx, key: string): Promise<BlockKind> {
  const found = (await list(ctx)).find((kind) => kind.key === key)
  if (!found) throw notFound()
  return found
}

export async function create(ctx: Ctx, kind: WrittenKind): Promise<BlockKind> {
  const id = ctx.app.newId()
  await ctx.tx(async (tx) => {
    const rows = await sql.lockAll(tx)
    const taken = rows.some(({ key }) => key === kind.key)
    if (taken) throw conflict('block_kind_exists', { key: kind.key })
    if (rows.length >= limits.blockKindsPerSite)
      throw conflict('block_kinds_many', { limit: limits.blockKindsPerSite })
    refuseBad(kind, withKind(rows, kind))
    // One of the same key that another request makes at this moment is not among those that are locked.
    if ((await sql.insert(tx, { id, definition: kind })) === 0)
      throw conflict('block_kind_exists', { key: kind.key })
    tell(tx, 'created', id, kind, { definition: { after: kind } })
  })
  return get(ctx, kind.key)
}

/** What a change would do to the types that use the kind. */
export async function plan(ctx: Ctx, key: string, kind: WrittenKind): Promise<Step[]> {
  if (kind.key !== key) throw invalid({ key: 'key_fixed' })
  const rows = await sql.list(ctx)
  if (!rows.some((row) => row.key === key)) throw notFound()
  const shared = withKind(rows, kind)
  refuseBad(kind, shared)
  return contentTypes.planSharedKinds(ctx, key, shared)
}

type Updating = {
  /** Go ahead although values may be lost. */
  destructive?: boolean | undefined
  /** Values of fields that change their type are converted where there is a way. */
  convert?: boolean | undefined
  ifMatch: number | '*' | undefined
}

export async function update(
  ctx: Ctx,
  key: string,
  kind: WrittenKind,
  { destructive = false, convert = false, ifMatch }: Updating,
): Promise<BlockKind> {
  if (kind.key !== key) throw invalid({ key: 'key_fixed' })
  await ctx.tx(async (tx) => {
    const rows = await sql.lockAll(tx)
    const before = rows.find((row) => row.key === key)
    if (!before) throw notFound()
    checkVersion(ifMatch, before.etag)
    const shared = withKind(rows, kind)
    refuseBad(kind, shared)
    await contentTypes.followSharedKinds(tx, key, shared, { destructive, convert })
    await sql.update(tx, { id: before.id, definition: kind })
    tell(tx, 'updated', before.id, kind, { definition: { before: before.definition, after: kind } })
  })
  return get(ctx, key)
}

export async function remove(ctx: Ctx, key: string, ifMatch: number | '*' | undefined): Promise<void> {
  await ctx.tx(async (tx) => {
    const rows = await sql.lockAll(tx)
    const before = rows.find((row) => row.key === key)
    if (!before) throw notFound()
    checkVersion(ifMatch, before.etag)
    const types = (await contentTypes.holdTypesUsing(tx))(key)
    const kinds = kindsUsing(key, rows)
    if (types.length > 0) throw conflict('block_kind_in_use', { types: types.join(', ') }, { types, kinds })
    if (kinds.length > 0) throw conflict('block_kind_in_kinds', { kinds: kinds.join(', ') }, { types, kinds })
    await sql.remove(tx, before.id)
    tell(tx, 'deleted', before.id, before.definition, { definition: { before: before.definition } })
  })
}

const withKind = (rows: readonly sql.KindRow[], kind: WrittenKind): WrittenKind[] => [
  ...rows.map((row) => row.definition).filter(({ key }) => key !== kind.key),
  kind,
]

const kindsUsing = (key: string, rows: readonly sql.KindRow[]): string[] =>
  rows.filter(({ definition }) => namedKinds(definition).includes(key)).map((row) => row.key)

/** Whether a kind uses another one, directly or within others; there are no cycles by then. */
const reaches = (from: WrittenKind, key: string, shared: readonly WrittenKind[]): boolean =>
  namedKinds(from).some(
    (named) =>
      named === key ||
      shared.some((other) => other.key === named && other !== from && reaches(other, key, shared)),
  )

/**
 * What its relations point to is looked at where it is used: kinds and types may be made in either order. Kinds that use this one must
 * still be good, as types must (`followSharedKinds`).
 */
function refuseBad(kind: WrittenKind, shared: readonly WrittenKind[]): void {
  const way = cycleFrom(kind.key, shared)
  const cycle: Issue[] = way
    ? [{ path: '/fields', code: 'block_kind_cycle', params: { kinds: way.join(' → ') } }]
    : []
  const issues = way ? cycle : checkSharedKind(kind, undefined, shared)
  if (issues.length > 0) throw invalid(issues)
  const broken = shared.filter(
    (other) =>
      other.key !== kind.key &&
      reaches(other, kind.key, shared) &&
      checkSharedKind(other, undefined, shared).length > 0,
  )
  if (broken.length > 0)
    throw conflict('block_kind_breaks_kinds', { kinds: broken.map(({ key }) => key).join(', ') })
}

const tell = (
  tx: Tx,
  what: 'created' | 'updated' | 'deleted',
  id: string,
  kind: WrittenKind,
  changes: Record<string, { before?: unknown; after?: unknown }>,
): void =>
  emit(tx, `block_kind.${what}`, {
    subject: { type: 'block_kind', id, label: kind.name.ja },
    changes,
    data: { key: kind.key },
  })
