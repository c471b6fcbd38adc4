// A content type is data: changing one changes no table. Its key never changes. A change that can lose values is made only when the
// caller says so knowingly; the index of existing entries is rebuilt by a job. Kept definitions are filled in: a shared kind of blocks
// stands in every definition that uses it, and whoever changes the kind changes these definitions in the same transaction.
import { allocateColumns } from '@dozo/content-model/columns'
import { planChange } from '@dozo/content-model/change'
import { checkOtherTypes } from '@dozo/content-model/check-other-types'
import { checkDefinition } from '@dozo/content-model/check-definition'
import type { ContentTypeDefinition, WrittenDefinition, WrittenKind } from '@dozo/content-model/definition'
import { someWithin } from '@dozo/content-model/fields/within'
import type { Model, ModelType } from '@dozo/content-model/query/model'
import { asWritten, namedKinds, usedKinds, withSharedKinds } from '@dozo/content-model/shared-kinds'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { checkVersion, conflict, invalid, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { createTaggedCache } from '#platform/tagged-cache.ts'
import { change, planned } from './change.ts'
import { entryCounts, type EntryCount } from './entry-counts.ts'
import { planFollowing, usersAmong } from './follow-kinds.ts'
import * as sql from './sql.ts'
import type { ContentType, Step } from './schema.ts'

export type SiteModel = Model & {
  types: readonly (ModelType & { etag: number })[]
  byId(id: string): ModelType | undefined
}

const kept = Symbol('content types')

/** Every content type of the site, looked up once until one changes. */
export async function modelOf(ctx: Ctx): Promise<SiteModel> {
  const cache = ctx.app.kept(kept, () => createTaggedCache<SiteModel>(ctx.app.changes, { entries: 1000 }))
  const found = await cache.fill(ctx.site.id, ctx.now().getTime(), async () => {
    const types = (await sql.list(ctx)).map((row) => ({ ...row, etag: row.etag }))
    const byKey = new Map(types.map((type) => [type.key, type]))
    const byId = new Map(types.map((type) => [type.id, type]))
    const value = { types, type: (key: string) => byKey.get(key), byId: (id: string) => byId.get(id) }
    return { value, tags: [typesTag(ctx.site.id)] }
  })
  return found.value
}

export const typesTag = (siteId: string) => `types:${siteId}`

/** The type with this key, or 404. */
export async function typeNamed(ctx: Ctx, key: string): Promise<ModelType> {
  const type = (await modelOf(ctx)).type(key)
  if (!type) throw notFound()
  return type
}

/** The type as the database has it, held until the transaction ends: what a process keeps may be a moment old. */
export const currentType = (tx: Tx, id: string): Promise<ModelType | undefined> => sql.hold(tx, id)

export async function list(ctx: Ctx): Promise<ContentType[]> {
  const model = await modelOf(ctx)
  const counts = await entryCounts(ctx)
  return model.types.map((type) => toContentType(type, counts.get(type.id) ?? { entries: 0 }))
}

export async function get(ctx: Ctx, key: string): Promise<ContentType> {
  const found = (await list(ctx)).find((type) => type.key === key)
  if (!found) throw notFound()
  return found
}

export async function create(ctx: Ctx, written: WrittenDefinition): Promise<ContentType> {
  await refuseBad(ctx, written)
  await ctx.tx(async (tx) => {
    const definition = await filled(tx, written)
    const { columns } = allocateColumns(definition)
    const row = { id: ctx.app.newId(), key: definition.key, definition, columns }
    if ((await sql.insert(tx, row)) === 0) throw conflict('content_type_exists', { key: definition.key })
    emit(tx, 'content_type.created', {
      subject: { type: 'content_type', id: row.id, label: definition.name.ja },
      changes: { definition: { after: written } },
    })
  })
  return get(ctx, written.key)
}

/** What a change would do, in words. */
export async function plan(ctx: Ctx, key: string, written: WrittenDefinition): Promise<Step[]> {
  const type = await typeNamed(ctx, key)
  const shared = await refuseBad(ctx, written, key)
  return planned(ctx, ctx.read, type, withSharedKinds(written, shared))
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
  written: WrittenDefinition,
  { destructive = false, convert = false, ifMatch }: Updating,
): Promise<ContentType> {
  await refuseBad(ctx, written, key)
  await ctx.tx(async (tx) => {
    const definition = await filled(tx, written)
    const before = await sql.lock(tx, key)
    if (!before) throw notFound()
    checkVersion(ifMatch, before.etag)
    const dangerous = planChange(before.definition, definition).some((step) => step.destructive)
    if (dangerous && !destructive && (await sql.hasEntries(tx, before.id))) {
      const steps = await planned(ctx, tx.many, before, definition)
      throw conflict('change_destructive', {}, { steps })
    }
    if (definition.kind === 'single' && (await sql.hasSeveral(tx, before.id)))
      throw conflict('content_type_has_several', { key })
    await change(tx, before, definition, convert)
  })
  return get(ctx, key)
}

export { followSharedKinds } from './follow-kinds.ts'

/** What a change of a shared kind would do to the types that use it, in words. */
export const planSharedKinds = async (
  ctx: Ctx,
  key: string,
  shared: readonly WrittenKind[],
): Promise<Step[]> => planFollowing(ctx, (await modelOf(ctx)).types, key, shared)

/** Keys of the types that use each shared kind. */
export const typesUsing = async (ctx: Ctx) => usersAmong((await modelOf(ctx)).types)

/** The same, as it is now; while the kinds are locked, no type can begin to use one. */
export const holdTypesUsing = async (tx: Tx) => usersAmong(await sql.all(tx))

export async function remove(ctx: Ctx, key: string, ifMatch: number | '*' | undefined): Promise<void> {
  const model = await modelOf(ctx)
  await ctx.tx(async (tx) => {
    const before = await sql.lock(tx, key)
    if (!before) throw notFound()
    checkVersion(ifMatch, before.etag)
    if (await sql.hasEntries(tx, before.id)) throw conflict('content_type_has_entries', { key })
    if (await sql.hasEndpoints(tx, before.id)) throw conflict('content_type_has_endpoints', { key })
    const users = model.types.filter(
      (type) => type.definition.key !== key && pointsTo(type.definition.fields, key),
    )
    if (users.length > 0)
      throw conflict('content_type_in_use', { types: users.map((type) => type.definition.key).join(', ') })
    await sql.remove(tx, before.id)
    emit(tx, 'content_type.deleted', {
      subject: { type: 'content_type', id: before.id, label: before.definition.name.ja },
      data: { key: before.definition.key },
    })
  })
}

const pointsTo = (fields: ContentTypeDefinition['fields'], key: string): boolean =>
  fields.some((field) =>
    someWithin(field, ({ to, of, suggest }) => [of?.type, suggest?.type, ...(to ?? [])].includes(key)),
  )

/** What a definition may use, once nothing is wrong with it. */
async function refuseBad(
  ctx: Ctx,
  written: WrittenDefinition,
  key = written.key,
): Promise<readonly WrittenKind[]> {
  if (written.key !== key) throw invalid({ key: 'key_fixed' })
  const model = await modelOf(ctx)
  const shared =
    namedKinds(written).length > 0 ? (await sql.sharedKinds(ctx)).map((row) => row.definition) : []
  const issues = checkDefinition(
    written,
    [...model.types.map((type) => type.definition.key), written.key],
    shared,
  )
  if (issues.length > 0) throw invalid(issues)
  const others = checkOtherTypes(withSharedKinds(written, shared), (name) => model.type(name)?.definition)
  if (others.length > 0) throw invalid(others)
  return shared
}

/** The definition as it is kept. Nobody changes what it uses before it is. */
async function filled(tx: Tx, written: WrittenDefinition): Promise<ContentTypeDefinition> {
  if (namedKinds(written).length === 0) return withSharedKinds(written, [])
  const shared = (await sql.holdSharedKinds(tx)).map((row) => row.definition)
  const issues = checkDefinition(written, undefined, shared)
  if (issues.length > 0) throw invalid(issues)
  return withSharedKinds(written, shared)
}

function toContentType(type: SiteModel['types'][number], counted: EntryCount): ContentType {
  const { definition, columns } = type
  const { overflow } = allocateColumns(definition, columns)
  return {
    id: type.id,
    ...asWritten(definition),
    usedKinds: usedKinds(definition),
    ...counted,
    overflow,
    etag: type.etag,
  }
}
