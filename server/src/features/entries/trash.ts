// What is deleted lies in the trash for thirty days, where nothing that reads entries finds it; its key and unique values are free
// meanwhile. It comes back with its versions, its relations and those of others to it, as a draft unless it is to be public again.
import { limits } from '@dozo/content-model/limits'
import type { ModelType } from '@dozo/content-model/query/model'
import { checkValues, missingValues } from '@dozo/content-model/values'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { checkVersion, conflict, forbidden, invalid, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { Page } from '#platform/feature.ts'
import { modelOf, typeNamed, type SiteModel } from '#features/content-types/service.ts'
import { accessOrRefuse, accessTo } from './access.ts'
import { authorOf, keyOf, unpublishedState } from './change.ts'
import { placeAfter, placeIn } from './page-place.ts'
import { rightsOn, seenOf, titleFor, titleOf } from './present.ts'
import { reshapedState } from './rebuild.ts'
import { refuseFull } from './room.ts'
import type { Entry } from './schema.ts'
import { refuseHidden, toReferences, typeOfState, writeOne, written } from './service.ts'
import { endSittings } from './sitting.ts'
import * as entriesSql from './sql.ts'
import type { EntryState } from './state.ts'
import type { RecoverBody, Trashed, TrashQuery } from './trash-schema.ts'
import * as sql from './trash-sql.ts'
import { rewriteIndex } from './write.ts'

const keptMs = limits.trashDays * 86_400_000

type Removing = { force?: boolean | undefined; ifMatch: number | '*' | undefined }

export const remove = (ctx: Ctx, id: string, options: Removing): Promise<void> =>
  ctx.tx((tx) => removeInTx(tx, id, options))

export async function removeInTx(tx: Tx, id: string, { force = false, ifMatch }: Removing): Promise<void> {
  const { ctx } = tx
  const before = await entriesSql.lock(tx, id)
  const { type, model } = await typeOfState(ctx, before)
  await refuseHidden(ctx, type, model, before!)
  checkVersion(ifMatch, before!.etag)
  const access = accessOrRefuse(ctx, 'entries.delete', type, model)
  if (!access.covers(seenOf(before!, ctx, type))) throw forbidden('entries.delete')
  if (!force) await refuseReferenced(tx, model, id)
  await moveToTrash(tx, type, [before!], force)
}

/** 409 with those that point to it, or lie below it. */
async function refuseReferenced(tx: Tx, model: SiteModel, id: string): Promise<void> {
  const found = [
    ...(await tx.many<entriesSql.ReferenceRow>(entriesSql.references(tx.ctx, id, 50))),
    ...(await entriesSql.children(tx, id)),
  ]
  if (found.length === 0) return
  const references = toReferences(tx.ctx, model, found)
  throw conflict('entry_referenced', { count: found.length }, { references })
}

/** Locked entries of one type. What lies below them and stays moves up to the root. */
async function moveToTrash(
  tx: Tx,
  type: ModelType,
  states: readonly EntryState[],
  forced: boolean,
): Promise<void> {
  const { ctx } = tx
  const ids = states.map((state) => state.id)
  await endSittings(tx, type, states)
  const freed = await entriesSql.freeChildren(tx, ids)
  await entriesSql.freeIndexedChildren(tx, ids)
  const by = authorOf(ctx)
  const purgeAt = new Date(ctx.now().getTime() + keptMs)
  await sql.moveIn(tx, { ids, definition: type.definition, purgeAt, bySiteId: by.siteId, byId: by.id }, freed)
  const below = (id: string) =>
    freed.filter((child) => child.parentId === id || child.liveParentId === id).map((child) => child.id)
  for (const state of states) {
    emit(tx, 'entry.deleted', {
      subject: { type: 'entry', id: state.id, label: labelOf(ctx, type, state) },
      changes: { purgeAt: { after: purgeAt.toISOString() }, ...(forced ? { forced: { after: true } } : {}) },
      data: { typeId: type.id, ids: [state.id, ...below(state.id)] },
    })
  }
}

const labelOf = (ctx: Ctx, type: ModelType, state: EntryState) =>
  titleOf(type, state.work, ctx.site, state.key ?? `#${state.number}`)

/** What was deleted, the newest first; only what the caller may read and delete. A page may be shorter than asked for. */
export async function list(ctx: Ctx, query: TrashQuery): Promise<Page> {
  const { size = 50 } = query
  const model = await modelOf(ctx)
  const types = query.type === undefined ? model.types : [await typeNamed(ctx, query.type)]
  const rows = await sql.page(ctx, {
    typeIds: types.map((type) => type.id),
    after: query.after === undefined ? undefined : placeIn(query.after),
    size: size + 1,
  })
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  const next = rows.length > size && last ? placeAfter({ at: last.trashedAt, id: last.id }) : null
  return new Page(
    shown.flatMap((row) => toTrashed(ctx, model, row) ?? []),
    { page: { size, next } },
  )
}

/** Back among the entries. Throws 422 `key_taken` or `value_taken` when another one has its key or a unique value by now. */
export async function recover(ctx: Ctx, id: string, body: RecoverBody): Promise<Entry> {
  await ctx.tx((tx) => recoverInTx(tx, id, body))
  return written(ctx, id)
}

/** `forgiving`: whoever may not publish it takes it back as a draft. */
export async function recoverInTx(
  tx: Tx,
  id: string,
  { key, live: asked = false, forgiving = false }: RecoverBody & { forgiving?: boolean },
): Promise<void> {
  const { ctx } = tx
  const { row, type, model } = await trashedOne(tx, id)
  const publish = accessTo(ctx, 'entries.publish', type, model)
  const mayPublish = publish.allowed && publish.covers(seenOf(row, ctx, type))
  if (asked && !mayPublish && !forgiving) throw forbidden('entries.publish')
  const live = asked && mayPublish
  await refuseFull(tx, type)
  const after = await recovered(tx, type, row, key, live)
  await sql.takeOut(tx, [id])
  await writeOne(tx, type, { before: null, after, version: { kind: 'restore', note: null } })
  const hung = await sql.hangBelow(tx, row)
  await rewriteIndex(tx, type, hung)
  emit(tx, 'entry.recovered', {
    subject: { type: 'entry', id, label: labelOf(ctx, type, after) },
    changes: { live: { after: after.live !== null } },
    data: { typeId: type.id, ids: [id, ...hung.map((child) => child.id)] },
  })
}

/** As it was, in the form that today's definition keeps, at its place if that is still there. */
async function recovered(
  tx: Tx,
  type: ModelType,
  row: sql.TrashRow,
  key: string | null | undefined,
  live: boolean,
): Promise<EntryState> {
  const { ctx } = tx
  const {
    trashedAt: _at,
    trashedById: _by,
    purgeAt: _until,
    children: _below,
    liveChildren: _live,
    definition,
    ...kept
  } = row
  const state = reshapedState(kept, type, definition, ctx.site.defaultLocale)
  const there = new Set(
    (
      await entriesSql.typesOf(
        tx,
        [state.parentId, state.liveParentId].filter((one) => one !== null),
      )
    ).map((found) => found.id),
  )
  const by = authorOf(ctx)
  const { keyField } = type.definition
  const back: EntryState = {
    ...(live ? state : unpublishedState(state)),
    ...(key === undefined ? {} : { key, liveKey: live && state.live ? key : null }),
    parentId: state.parentId !== null && there.has(state.parentId) ? state.parentId : null,
    version: state.version + 1,
    etag: state.etag + 1,
    updatedAt: ctx.now(),
    updatedBySiteId: by.siteId,
    updatedById: by.id,
  }
  if (key !== undefined && keyField) {
    const { values, issues } = checkValues(type.definition, { [keyField]: key }, ctx.site)
    if (issues.length > 0) throw invalid(issues)
    back.work = { ...back.work, [keyField]: values[keyField] }
    if (back.live) back.live = { ...back.live, [keyField]: values[keyField] }
    back.key = keyOf(type, back.work, null)
    back.liveKey = back.live && back.key
  }
  const missing = back.live ? missingValues(type.definition, back.live, back.liveLocales) : []
  if (missing.length > 0) throw invalid(missing)
  return back
}

/** Deletes for ever, with every version. */
export async function purge(ctx: Ctx, id: string): Promise<void> {
  await ctx.tx(async (tx) => {
    const { row, type } = await trashedOne(tx, id)
    await purgeRows(tx, [{ row, type }])
  })
}

export async function purgeRows(
  tx: Tx,
  rows: readonly { row: sql.TrashRow; type: ModelType | undefined }[],
): Promise<void> {
  await sql.purge(
    tx,
    rows.map(({ row }) => row.id),
  )
  for (const { row, type } of rows) {
    emit(tx, 'entry.purged', {
      subject: { type: 'entry', id: row.id, label: type ? labelOf(tx.ctx, type, row) : `#${row.number}` },
      data: { typeId: row.typeId },
    })
  }
}

async function trashedOne(tx: Tx, id: string) {
  const { ctx } = tx
  const row = await sql.lock(tx, id)
  const model = await modelOf(ctx)
  const type = row && model.byId(row.typeId)
  if (!row || !type) throw notFound()
  await refuseHidden(ctx, type, model, row)
  const access = accessOrRefuse(ctx, 'entries.delete', type, model)
  if (!access.covers(seenOf(row, ctx, type))) throw forbidden('entries.delete')
  return { row, type, model }
}

function toTrashed(ctx: Ctx, model: SiteModel, row: sql.TrashRow): Trashed | undefined {
  const type = model.byId(row.typeId)
  if (!type) return undefined
  const seen = seenOf(row, ctx, type)
  const { read, publish } = rightsOn(ctx, type, model)
  if (!read.allowed || !read.covers(seen)) return undefined
  const remove = accessTo(ctx, 'entries.delete', type, model)
  return {
    id: row.id,
    number: row.number,
    type: type.definition.key,
    key: row.key,
    title: titleFor(ctx, type, row, read, { hidden: `#${row.number}` }),
    wasLive: row.live !== null,
    trashedAt: row.trashedAt.toISOString(),
    trashedBy: row.trashedById,
    purgeAt: row.purgeAt.toISOString(),
    can: {
      restore: remove.allowed && remove.covers(seen),
      publish: publish.allowed && publish.covers(seen),
    },
  }
}
