// An entry has a working copy, which editors see, and a live copy, which readers see; saving never touches the live one. Every save is a
// version. Relations point to entries that exist. Nobody reads or writes a field, or an entry, that their grants do not cover.
import { checkValues, mergeValues, type Values } from '@dozo/content-model/values'
import type { ModelType } from '@dozo/content-model/query/model'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { checkVersion, forbidden, invalid, notFound, Problem, type FieldError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { Page } from '#platform/feature.ts'
import { isUuid } from '#lib/uuid.ts'
import { modelOf, type SiteModel } from '#features/content-types/service.ts'
import { accessOrRefuse, type Access } from './access.ts'
import { changedState } from './change.ts'
import { changesOf } from './changes.ts'
import { badPointers, checkParent, keyIssues, pointersIn } from './check.ts'
import { besidesOf, rightsOn, seenOf, titleFor, titleOf, toEntry } from './present.ts'
import type { Entry, EntryChange, Reference, ReferencesQuery } from './schema.ts'
import { ownSitting } from './sitting.ts'
import * as sql from './sql.ts'
import type { EntryState, Write } from './state.ts'
import { uniqueHash, writeBlock } from './write.ts'

type IfMatch = number | '*' | undefined

export async function get(ctx: Ctx, id: string): Promise<Entry> {
  const [state] = await sql.get(ctx, id)
  const { type, model } = await typeOfState(ctx, state)
  await refuseHidden(ctx, type, model, state!)
  return written(ctx, id)
}

/** An entry as its writer may see it. It may have left what they can read, and "not found" would say that nothing was written. */
export async function written(ctx: Ctx, id: string): Promise<Entry> {
  const [state] = await sql.get(ctx, id)
  const { type, model } = await typeOfState(ctx, state)
  const rights = rightsOn(ctx, type, model)
  return toEntry(ctx, type, state!, rights, await besidesOf(ctx, [state!]), { withLive: true })
}

/** The type of an entry that was looked up, or 404 for what is not there. */
export async function typeOfState(
  ctx: Ctx,
  state: EntryState | undefined,
): Promise<{ type: ModelType; model: SiteModel }> {
  const model = await modelOf(ctx)
  const type = state && model.byId(state.typeId)
  if (!type) throw notFound()
  return { type, model }
}

export async function update(ctx: Ctx, id: string, input: EntryChange, ifMatch: IfMatch): Promise<Entry> {
  await ctx.tx((tx) => updateInTx(tx, id, input, ifMatch))
  return written(ctx, id)
}

/** Saves, and gives what was there before. */
export async function updateInTx(
  tx: Tx,
  id: string,
  input: EntryChange,
  ifMatch: IfMatch,
): Promise<EntryState> {
  const { ctx } = tx
  const before = await sql.lock(tx, id)
  const { type, model } = await typeOfState(ctx, before)
  await refuseHidden(ctx, type, model, before!)
  checkVersion(ifMatch, before!.etag)
  const access = accessOrRefuse(ctx, 'entries.update', type, model)
  const sent = input.values ?? {}
  const merged = mergeValues(type.definition, before!.work, sent)
  // What was already there and no longer fits a changed definition is not this save's fault: only what was sent is checked.
  const checked = checkValues(
    type.definition,
    Object.fromEntries(Object.entries(merged).filter(([key]) => key in sent)),
    ctx.site,
  )
  const changed = changedState(ctx, type, before!, {
    values: { ...merged, ...checked.values },
    key: input.key,
    parentId: input.parent,
    position: input.position,
  })
  const sitting = input.sitting && (await ownSitting(tx, before!))
  // Somebody else, or the time, has ended it: there is nothing to say once more.
  if (input.sitting === 'end' && !sitting && isEmpty(input)) return before!
  const after = sitting ? { ...changed, version: before!.version } : changed
  refuseFields(ctx, type, access, before!, Object.keys(sent), 'entries.update')
  if (!access.covers(seenOf(after, ctx, type))) throw forbidden('entries.update')
  const unknown = Object.keys(sent).filter(
    (key) => !type.definition.fields.some((field) => field.key === key),
  )
  const issues = [
    ...checked.issues,
    ...unknown.map((name) => ({ path: `/values/${name}`, code: 'unknown_field', params: { name } })),
  ]
  await refuseWrong(tx, model, type, { before: before!, after }, issues, checked.values)
  const on = input.sitting === 'on'
  const kept = { openedAt: on ? (sitting?.openedAt ?? ctx.now()) : null, goesOn: sitting !== undefined }
  const version = { kind: 'save', note: input.note ?? null, sitting: kept } as const
  await writeOne(tx, type, { before: before!, after, version })
  const subject = {
    type: 'entry',
    id,
    label: titleOf(type, after.work, ctx.site, after.key ?? `#${after.number}`),
  }
  const data = { typeId: type.id }
  if (on) emit(tx, 'entry.autosaved', { subject, data, quiet: true })
  else {
    const from = sitting ? (await sql.keptVersion(tx, id, after.version - 1))?.values : before!.work
    emit(tx, 'entry.updated', { subject, changes: changesOf(from ?? {}, after.work), data })
  }
  return before!
}

const isEmpty = ({ values = {}, key, parent, position, note }: EntryChange): boolean =>
  Object.keys(values).length === 0 && [key, parent, position, note].every((one) => one === undefined)

/** In the order of their ids, those of which nothing may be told as well, by their number. */
export async function references(ctx: Ctx, id: string, query: ReferencesQuery): Promise<Page> {
  await get(ctx, id)
  return referencesTo(ctx, id, query)
}

/** As `references`, to whatever has this id: an entry or a file. */
export async function referencesTo(
  ctx: Ctx,
  id: string,
  { size = 50, after }: ReferencesQuery,
): Promise<Page> {
  const model = await modelOf(ctx)
  const [, from = '', field = ''] = /^([0-9a-f-]{36})_(\w+)$/.exec(after ?? '') ?? []
  if (after !== undefined && !isUuid(from))
    throw new Problem(400, 'bad_query', { errors: [{ path: '/after', code: 'bad_cursor' }] })
  const place = after === undefined ? undefined : { id: from, field }
  const rows = await ctx.read<sql.ReferenceRow>(sql.references(ctx, id, size + 1, place))
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  const next = rows.length > size && last ? `${last.id}_${last.field}` : null
  return new Page(toReferences(ctx, model, shown), { page: { size, next } })
}

export function toReferences(ctx: Ctx, model: SiteModel, rows: readonly sql.ReferenceRow[]): Reference[] {
  return rows.flatMap((row) => {
    const type = model.byId(row.typeId)
    if (!type) return []
    const title = titleFor(ctx, type, row, rightsOn(ctx, type, model).read, { hidden: row.id })
    return [{ id: row.id, title, type: type.definition.key, field: row.field }]
  })
}

/** Names of entries by id, as the caller may know them; those that are gone have none. */
export async function titlesOf(ctx: Ctx, ids: string[]): Promise<Map<string, string>> {
  const model = await modelOf(ctx)
  const named = (await sql.states(ctx, ids)).flatMap((state) => {
    const type = model.byId(state.typeId)
    if (!type) return []
    const title = titleFor(ctx, type, state, rightsOn(ctx, type, model).read, { hidden: `#${state.number}` })
    return [[state.id, title] as const]
  })
  return new Map(named)
}

/** What may not be read is not there, for changing just as for reading. */
export async function refuseHidden(
  ctx: Ctx,
  type: ModelType,
  model: SiteModel,
  state: EntryState,
): Promise<void> {
  const read = rightsOn(ctx, type, model).read
  if (!read.allowed || !read.covers(seenOf(state, ctx, type))) throw notFound()
}

export async function refuseWrong(
  tx: Tx,
  model: SiteModel,
  type: ModelType,
  { before, after }: Pick<Write, 'before' | 'after'>,
  issues: FieldError[],
  sent: Values,
): Promise<void> {
  if (issues.length > 0) throw invalid(issues)
  const errors = await badPointers(tx, model, pointersIn(type.definition.fields, sent, tx.ctx.site.locales))
  if (errors.length > 0) throw invalid(errors)
  await checkParent(tx, type, before?.parentId, after.parentId)
}

export async function writeOne(tx: Tx, type: ModelType, write: Write): Promise<void> {
  const [clash] = await writeBlock(tx, type, [write])
  if (clash) throw invalid(clash.errors)
}

/** 403 that names the first field outside the grants; the entry itself must be covered, too. */
export function refuseFields(
  ctx: Ctx,
  type: ModelType,
  access: Access,
  state: EntryState,
  keys: string[],
  permission: string,
): void {
  const seen = seenOf(state, ctx, type)
  if (!access.covers(seen)) throw forbidden(permission)
  const allowed = access.fieldsOf(seen)
  const outside = allowed && keys.find((key) => !allowed.has(key))
  if (outside) throw new Problem(403, 'field_forbidden', { params: { field: outside } })
}

/** May this text be the key of an entry? */
export const isKey = (text: string): boolean => keyIssues(text).length === 0
export { create, validate } from './create.ts'
export { actOn, permissionFor, takeBack } from './act-on.ts'
export type { Act, Before } from './act-on.ts'
export { refuseBadQuestion, selectionSql } from './list.ts'
export { accessOrRefuse } from './access.ts'
export { covered } from './covered.ts'
export { grownCounted } from './growth.ts'
export { previewEntry } from './preview.ts'
export { remove } from './trash.ts'
export { createStub } from './stub.ts'
export { uniqueHash }
export { formerOf, undoWrite, type Former } from './undo-write.ts'
export { writeMany, type Written } from './write-many.ts'
export { checkFilter, meets } from './condition.ts'
