// A content type is data: changing one changes no table. Its key never changes. A change that can lose values is made only when the
// caller says so knowingly; the index of existing entries is rebuilt by a job.
import { allocateColumns } from '@dozo/content-model/columns'
import { planChange, type Step as PlanStep } from '@dozo/content-model/change'
import { checkOtherTypes } from '@dozo/content-model/check-other-types'
import { checkDefinition } from '@dozo/content-model/check-definition'
import type { ContentTypeDefinition } from '@dozo/content-model/definition'
import { someWithin } from '@dozo/content-model/fields/within'
import { messages } from '@dozo/content-model/messages'
import type { Model, ModelType } from '@dozo/content-model/query/model'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { checkVersion, conflict, invalid, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { createTaggedCache } from '#platform/tagged-cache.ts'
import { say } from '#platform/words.ts'
import { withCounts, type Counts } from './plan-counts.ts'
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
  const counts = new Map((await sql.counts(ctx)).map((row) => [row.type_id, row.entries]))
  return model.types.map((type) => toContentType(type, counts.get(type.id) ?? 0))
}

export async function get(ctx: Ctx, key: string): Promise<ContentType> {
  const found = (await list(ctx)).find((type) => type.key === key)
  if (!found) throw notFound()
  return found
}

export async function create(ctx: Ctx, definition: ContentTypeDefinition): Promise<ContentType> {
  await refuseBad(ctx, definition)
  const { columns } = allocateColumns(definition)
  await ctx.tx(async (tx) => {
    const row = { id: ctx.app.newId(), key: definition.key, definition, columns }
    if ((await sql.insert(tx, row)) === 0) throw conflict('content_type_exists', { key: definition.key })
    emit(tx, 'content_type.created', {
      subject: { type: 'content_type', id: row.id, label: definition.name.ja },
      changes: { definition: { after: definition } },
    })
  })
  return get(ctx, definition.key)
}

/** What a change would do, in words. */
export async function plan(ctx: Ctx, key: string, definition: ContentTypeDefinition): Promise<Step[]> {
  const type = await typeNamed(ctx, key)
  await refuseBad(ctx, definition, key)
  const change = { before: type.definition, after: definition }
  const place = { siteId: ctx.site.id, typeId: type.id }
  const steps = planChange(change.before, change.after)
  const counted = await withCounts((statement) => ctx.read(statement), place, change, steps)
  return counted.map((step) => inWords(ctx, step))
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
  definition: ContentTypeDefinition,
  { destructive = false, convert = false, ifMatch }: Updating,
): Promise<ContentType> {
  await refuseBad(ctx, definition, key)
  await ctx.tx(async (tx) => {
    const before = await sql.lock(tx, key)
    if (!before) throw notFound()
    checkVersion(ifMatch, before.etag)
    const steps = planChange(before.definition, definition)
    const dangerous = steps.filter((step) => step.destructive)
    if (dangerous.length > 0 && !destructive && (await sql.hasEntries(tx, before.id))) {
      const change = { before: before.definition, after: definition }
      const place = { siteId: ctx.site.id, typeId: before.id }
      const counted = await withCounts((statement) => tx.many(statement), place, change, steps)
      throw conflict('change_destructive', {}, { steps: counted.map((step) => inWords(ctx, step)) })
    }
    if (definition.kind === 'single' && (await sql.hasSeveral(tx, before.id)))
      throw conflict('content_type_has_several', { key })
    const { columns } = allocateColumns(definition, before.columns, before.definition)
    await sql.update(tx, { id: before.id, key, definition, columns })
    emit(tx, 'content_type.updated', {
      subject: { type: 'content_type', id: before.id, label: definition.name.ja },
      changes: { definition: { before: before.definition, after: definition } },
      data: {
        key,
        removedFields: before.definition.fields
          .map((field) => field.key)
          .filter((old) => !definition.fields.some((field) => field.key === old)),
      },
    })
    await ctx.app.jobs.add(
      tx,
      'entries.rebuild',
      { typeId: before.id, before: before.definition, convert },
      {},
    )
  })
  return get(ctx, key)
}

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

async function refuseBad(ctx: Ctx, definition: ContentTypeDefinition, key = definition.key): Promise<void> {
  if (definition.key !== key) throw invalid({ key: 'key_fixed' })
  const model = await modelOf(ctx)
  const issues = checkDefinition(definition, [
    ...model.types.map((type) => type.definition.key),
    definition.key,
  ])
  if (issues.length > 0) throw invalid(issues)
  const others = checkOtherTypes(definition, (name) => model.type(name)?.definition)
  if (others.length > 0) throw invalid(others)
}

const inWords = (ctx: Ctx, { params, ...step }: PlanStep & Counts): Step => ({
  ...step,
  message: say(messages[step.code] ?? { ja: step.code, en: step.code }, ctx.language, params),
})

function toContentType(type: SiteModel['types'][number], entries: number): ContentType {
  const { overflow } = allocateColumns(type.definition, type.columns)
  return { id: type.id, ...type.definition, entries, overflow, etag: type.etag }
}
