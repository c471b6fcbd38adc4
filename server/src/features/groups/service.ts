// Built-in groups are fixed. Nobody gives rights that they do not hold themselves. Grants name permissions that exist.
import { isDeepStrictEqual } from 'node:util'
import { parseFilter } from '@dozo/content-model/query/parse-json'
import type { App } from '#platform/app.ts'
import type { Ctx } from '#platform/ctx.ts'
import { checkVersion, conflict, invalid, notFound, Problem, type FieldError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { allRights, type Grant, type Rights } from '#platform/rights.ts'
import { createTaggedCache, untoldMs } from '#platform/tagged-cache.ts'
import { nearest } from '#lib/nearest.ts'
import * as sql from './sql.ts'
import type { Group, GroupChange, NewGroup, Permission } from './schema.ts'

export const list = (ctx: Ctx): Promise<Group[]> => sql.list(ctx)

export async function get(ctx: Ctx, key: string): Promise<Group> {
  const [row] = await sql.get(ctx, key)
  if (!row) throw notFound()
  return row
}

export async function create(ctx: Ctx, input: NewGroup): Promise<Group> {
  checkGrants(ctx, input.grants as Grant[], '/grants')
  await ctx.tx(async (tx) => {
    if ((await sql.insert(tx, { ...input, builtin: false })) === 0)
      throw conflict('group_exists', { key: input.key })
    emit(tx, 'group.created', {
      subject: { type: 'group', id: input.key, label: input.name.ja },
      changes: { grants: { after: input.grants } },
    })
  })
  return get(ctx, input.key)
}

export async function update(
  ctx: Ctx,
  key: string,
  input: GroupChange,
  ifMatch: number | '*' | undefined,
): Promise<Group> {
  checkGrants(ctx, input.grants as Grant[], '/grants')
  await ctx.tx(async (tx) => {
    const before = await sql.lock(tx, key)
    if (!before) throw notFound()
    checkVersion(ifMatch, before.etag)
    if (before.builtin) throw conflict('group_builtin', { key })
    refuseMoreThanOwn(ctx, before.grants as Grant[])
    await sql.update(tx, key, input)
    emit(tx, 'group.updated', {
      subject: { type: 'group', id: key, label: input.name.ja },
      changes: {
        name: { before: before.name, after: input.name },
        grants: { before: before.grants, after: input.grants },
      },
    })
  })
  return get(ctx, key)
}

export async function remove(ctx: Ctx, key: string, ifMatch: number | '*' | undefined): Promise<void> {
  await ctx.tx(async (tx) => {
    const before = await sql.lock(tx, key)
    if (!before) throw notFound()
    checkVersion(ifMatch, before.etag)
    if (before.builtin) throw conflict('group_builtin', { key })
    if (before.members > 0) throw conflict('group_in_use', { members: before.members })
    refuseMoreThanOwn(ctx, before.grants as Grant[])
    await sql.remove(tx, key)
    emit(tx, 'group.deleted', { subject: { type: 'group', id: key, label: before.name.ja } })
  })
}

export function permissions(app: App): Permission[] {
  return app.features.flatMap((feature) =>
    Object.entries(feature.permissions).map(([name, label]) => ({
      name,
      feature: feature.name,
      label: { ...label },
    })),
  )
}

const rightsKept = Symbol('rights')

/** Everything that a member may do in their own site, from all their groups. Kept until a group or the member changes. */
export async function rightsOfMember(app: App, siteId: string, memberId: string): Promise<Rights> {
  const cache = app.kept(rightsKept, () =>
    createTaggedCache<Rights>(app.changes, { entries: 20_000, mostMs: untoldMs }),
  )
  const kept = await cache.fill(`${siteId}/${memberId}`, app.clock().getTime(), async () => {
    const rows = await app.db.read<{ grants: Grant[] }>(siteId, sql.grantsOfMember(memberId, siteId))
    const grants = rows.flatMap((row) => row.grants)
    const value = grants.some((grant) => grant.permission === '*') ? allRights : { everything: false, grants }
    return { value, tags: [`groups:${siteId}`, `member:${memberId}`] }
  })
  return kept.value
}

/** Wrong places in grants that somebody sends, and 403 when they go beyond what the sender holds. */
function checkGrants(ctx: Ctx, grants: readonly Grant[], at: string): void {
  const known = permissions(ctx.app).map((permission) => permission.name)
  const errors: FieldError[] = grants.flatMap((grant, i) => {
    const path = `${at}/${i}`
    const unknown = unknownPermission(grant, known, path)
    if (unknown.length > 0) return unknown
    const narrow = grant.types ?? grant.own ?? grant.condition ?? grant.fields
    if (narrow !== undefined && !grant.permission.startsWith('entries.')) {
      return [{ path: `${path}/permission`, code: 'grant_not_narrowable' }]
    }
    return grant.condition === undefined ? [] : conditionErrors(grant.condition, `${path}/condition`)
  })
  if (errors.length > 0) throw invalid(errors)
  refuseMoreThanOwn(ctx, grants)
}

/** Scopes of a token: permissions that exist. They may name what the owner holds in part; the call decides. */
export function checkScopes(ctx: Ctx, scopes: readonly Grant[], at: string): void {
  const known = permissions(ctx.app).map((permission) => permission.name)
  const errors = scopes.flatMap((scope, i) => unknownPermission(scope, known, `${at}/${i}`))
  if (errors.length > 0) throw invalid(errors)
}

function unknownPermission(grant: Grant, known: string[], path: string): FieldError[] {
  if (grant.permission === '*' || known.includes(grant.permission)) return []
  const near = nearest(grant.permission, known) ?? known[0]!
  return [
    {
      path: `${path}/permission`,
      code: 'permission_unknown',
      params: { name: grant.permission, nearest: near },
    },
  ]
}

function conditionErrors(condition: unknown, at: string): FieldError[] {
  const parsed = parseFilter(condition, { variables: true })
  return 'issues' in parsed ? parsed.issues.map((issue) => ({ ...issue, path: `${at}${issue.path}` })) : []
}

/** Throws 403 unless the caller holds each of these grants at least as widely. */
export function refuseMoreThanOwn(ctx: Ctx, grants: readonly Grant[]): void {
  const missing = grants.find((grant) => !covers(ctx.rights, grant))
  if (missing) throw new Problem(403, 'rights_beyond_own', { params: { permission: missing.permission } })
}

function covers(rights: Rights, wanted: Grant): boolean {
  if (rights.everything) return true
  return rights.grants.some(
    (held) =>
      held.permission === wanted.permission &&
      (!held.types || (wanted.types?.every((type) => held.types!.includes(type)) ?? false)) &&
      (!held.own || wanted.own === true) &&
      (!held.fields || (wanted.fields?.every((field) => held.fields!.includes(field)) ?? false)) &&
      (!held.condition || isDeepStrictEqual(held.condition, wanted.condition)),
  )
}

const keysKept = Symbol('group keys')

/** Keys of the groups a member is in. Kept until a group or the member changes. */
export async function keysOfMember(app: App, siteId: string, memberId: string): Promise<string[]> {
  const cache = app.kept(keysKept, () =>
    createTaggedCache<string[]>(app.changes, { entries: 20_000, mostMs: untoldMs }),
  )
  const kept = await cache.fill(`${siteId}/${memberId}`, app.clock().getTime(), async () => {
    const rows = await app.db.read<{ key: string }>(siteId, sql.keysOfMember(memberId, siteId))
    return { value: rows.map((row) => row.key), tags: [`groups:${siteId}`, `member:${memberId}`] }
  })
  return kept.value
}
