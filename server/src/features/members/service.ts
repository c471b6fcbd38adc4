// Staff and end users are members of exactly one site. E-mail addresses are compared in lower case, one member each.
// Nobody touches a member with more rights than their own, and a site never loses its last active owner.
import type { App } from '#platform/app.ts'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { checkVersion, conflict, invalid, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { Page } from '#platform/feature.ts'
import * as groups from '#features/groups/service.ts'
import { checkPassword, hashPassword, passwordMatches } from './passwords.ts'
import * as sql from './sql.ts'
import type { Member, MemberChange, MemberQuery, NewMember } from './schema.ts'

export async function list(ctx: Ctx, query: MemberQuery): Promise<Page> {
  const size = query.size ?? 50
  const rows = await sql.list(ctx, { ...query, size: size + 1 })
  const next = rows.length > size ? rows[size - 1]!.id : null
  return new Page(rows.slice(0, size).map(toMember), { page: { size, next } })
}

export async function get(ctx: Ctx, id: string): Promise<Member> {
  const [row] = await sql.get(ctx, id)
  if (!row) throw notFound()
  return toMember(row)
}

export async function create(ctx: Ctx, input: NewMember): Promise<Member> {
  const id = await ctx.tx((tx) => createInTx(tx, input))
  return get(ctx, id)
}

export async function createInTx(tx: Tx, input: NewMember): Promise<string> {
  const email = input.email.toLowerCase()
  if (input.password !== undefined) checkPassword(input.password, email)
  const passwordHash = input.password === undefined ? null : await hashPassword(input.password)
  const id = tx.ctx.app.newId()
  const added = await sql.insert(tx, { id, name: input.name, email, passwordHash })
  if (added === 0) throw invalid({ email: 'email_taken' })
  await setGroups(tx, id, [], input.groups)
  emit(tx, 'member.created', {
    subject: { type: 'member', id, label: input.name },
    changes: { email: { after: email }, groups: { after: input.groups } },
    personOf: id,
  })
  return id
}

export async function update(
  ctx: Ctx,
  id: string,
  input: MemberChange,
  ifMatch: number | '*' | undefined,
): Promise<Member> {
  const email = input.email?.toLowerCase()
  const passwordHash = input.password === undefined ? undefined : await hashPassword(input.password)
  await ctx.tx(async (tx) => {
    const before = await sql.lock(tx, id)
    if (!before) throw notFound()
    checkVersion(ifMatch, before.etag)
    await refuseHigherMember(tx, before.groups)
    const after = { ...before, ...input, email: email ?? before.email }
    if (input.password !== undefined) checkPassword(input.password, after.email)
    if ((await sql.update(tx, { ...after, passwordHash })) === 0) throw invalid({ email: 'email_taken' })
    if (input.groups) await setGroups(tx, id, before.groups, input.groups)
    await keepAnOwner(tx, before)
    const changed = ['name', 'email', 'status', 'groups'] as const
    emit(tx, 'member.updated', {
      subject: { type: 'member', id, label: after.name },
      changes: {
        ...Object.fromEntries(
          changed
            .filter((key) => input[key] !== undefined)
            .map((key) => [key, { before: before[key], after: after[key] }]),
        ),
        ...(passwordHash ? { password: { after: 'changed' } } : {}),
      },
      data: { endSessions: passwordHash !== undefined || after.status === 'suspended' },
      personOf: id,
    })
  })
  return get(ctx, id)
}

export async function remove(ctx: Ctx, id: string, ifMatch: number | '*' | undefined): Promise<void> {
  await ctx.tx(async (tx) => {
    const before = await sql.lock(tx, id)
    if (!before) throw notFound()
    checkVersion(ifMatch, before.etag)
    await refuseHigherMember(tx, before.groups)
    await sql.remove(tx, id)
    await keepAnOwner(tx, before)
    emit(tx, 'member.deleted', { subject: { type: 'member', id, label: before.name }, personOf: id })
  })
}

export type Who = { id: string; name: string; email: string }

/** The active member with this e-mail address and password, or nothing; as slow for strangers as for members. */
export async function withPassword(ctx: Ctx, email: string, password: string): Promise<Who | undefined> {
  const [row] = await sql.byEmail(ctx, email.toLowerCase())
  const right = await passwordMatches(row?.password_hash, password)
  return right && row?.status === 'active' ? row : undefined
}

export const noteLogin = (tx: Tx, id: string) => sql.noteLogin(tx, id)

async function setGroups(tx: Tx, id: string, before: string[], after: string[]): Promise<void> {
  const moved = [
    ...before.filter((key) => !after.includes(key)),
    ...after.filter((key) => !before.includes(key)),
  ]
  await refuseHigherMember(tx, moved)
  await sql.leaveGroups(tx, id)
  const joined = (await sql.joinGroups(tx, id, after)).map((row) => row.key)
  const unknown = after.filter((key) => !joined.includes(key))
  if (unknown.length > 0)
    throw invalid([{ path: '/groups', code: 'group_unknown', params: { name: unknown.join(', ') } }])
}

/** Changing a member's address or password is becoming them: it takes every right that they have. */
async function refuseHigherMember(tx: Tx, groupKeys: string[]): Promise<void> {
  const rows = await sql.grantsOfGroups(tx, groupKeys)
  groups.refuseMoreThanOwn(
    tx.ctx,
    rows.flatMap((row) => row.grants),
  )
}

async function keepAnOwner(tx: Tx, before: sql.MemberRow): Promise<void> {
  if (before.groups.includes('owner') && (await sql.countOwners(tx)) === 0) throw conflict('last_owner')
}

const toMember = (row: sql.MemberRow): Member => ({
  id: row.id,
  name: row.name,
  email: row.email,
  status: row.status,
  groups: row.groups,
  createdAt: row.created_at.toISOString(),
  lastLoginAt: row.last_login_at?.toISOString() ?? null,
  etag: row.etag,
})

/** There, and not suspended. */
export const isActive = async (app: App, siteId: string, id: string): Promise<boolean> =>
  (await sql.active(app, siteId, id)).length > 0
