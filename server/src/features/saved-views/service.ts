// A view is its maker's own, or shared with everybody who may read the type. It gives no rights: whoever opens it finds what they may find.
// A shared one is changed by its maker, and by whoever may change the type itself.
import { fieldOf } from '@dozo/content-model/definition'
import type { ModelType } from '@dozo/content-model/query/model'
import { memberOf, type Ctx, type Tx } from '#platform/ctx.ts'
import { checkVersion, conflict, forbidden, invalid, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { holds } from '#platform/rights.ts'
import { modelOf, typeNamed } from '#features/content-types/service.ts'
import { refuseBadQuestion } from '#features/entries/service.ts'
import type { NewSavedView, SavedView, SavedViewSettings } from './schema.ts'
import * as sql from './sql.ts'

const mostOwn = 100
const attributes = ['title', 'state', 'languages', 'number', 'key', 'updated', 'created', 'published', 'by']

export async function list(ctx: Ctx, typeKey: string | undefined): Promise<SavedView[]> {
  const model = await modelOf(ctx)
  const type = typeKey === undefined ? undefined : await typeNamed(ctx, typeKey)
  const rows = await sql.list(ctx, ctx.actor.kind === 'member' ? ctx.actor.id : null, type?.id)
  return rows.flatMap((row) => {
    const of = model.byId(row.type_id)
    return of && holds(ctx.rights, 'entries.read', of.definition.key) ? [toView(ctx, of, row)] : []
  })
}

export async function create(ctx: Ctx, { type: typeKey, ...input }: NewSavedView): Promise<SavedView> {
  const owner = memberOf(ctx)
  const type = await typeNamed(ctx, typeKey)
  const kept = await settingsOf(ctx, type, input)
  const view = { id: ctx.app.newId(), type_id: type.id, owner_id: owner.id, ...kept }
  await ctx.tx(async (tx) => {
    if ((await sql.countOwn(tx, type.id, owner.id)) >= mostOwn)
      throw conflict('views_many', { limit: mostOwn })
    if (!(await sql.insert(tx, { ...view, owner_site_id: owner.siteId })))
      throw conflict('view_exists', { name: view.name })
    tell(tx, 'saved-view.created', view)
  })
  return toView(ctx, type, { ...view, etag: 1 })
}

export async function update(
  ctx: Ctx,
  id: string,
  input: SavedViewSettings,
  ifMatch: number | '*' | undefined,
): Promise<SavedView> {
  const model = await modelOf(ctx)
  return ctx.tx(async (tx) => {
    const row = await changeable(tx, id, ifMatch)
    const type = model.byId(row.type_id)
    if (!type) throw notFound()
    const view = { ...row, ...(await settingsOf(ctx, type, input)) }
    // Nobody makes a view that others see into their own by unsharing it.
    if (!view.shared && !isOwn(ctx, row)) throw forbidden('content-types.write')
    if (!(await sql.update(tx, view))) throw conflict('view_exists', { name: view.name })
    tell(tx, 'saved-view.updated', view)
    return toView(ctx, type, { ...view, etag: row.etag + 1 })
  })
}

export async function remove(ctx: Ctx, id: string, ifMatch: number | '*' | undefined): Promise<void> {
  await ctx.tx(async (tx) => {
    const row = await changeable(tx, id, ifMatch)
    await sql.remove(tx, id)
    tell(tx, 'saved-view.deleted', row)
  })
}

/** Throws 422 for a question that the caller cannot ask, or a column that the type has not. */
async function settingsOf(ctx: Ctx, type: ModelType, input: SavedViewSettings) {
  const { filter = {}, search = null, sort = null, columns = null, shared = false } = input
  await refuseBadQuestion(ctx, type, { filter, ...(sort === null ? {} : { sort }) })
  const unknown = (columns ?? []).flatMap((name, i) =>
    attributes.includes(name) || fieldOf(type.definition, name)
      ? []
      : [{ path: `/columns/${i}`, code: 'unknown_field', params: { name } }],
  )
  if (unknown.length > 0) throw invalid(unknown)
  return { name: input.name.trim(), shared, filter, search, sort, columns }
}

const isOwn = (ctx: Ctx, row: Pick<sql.ViewRow, 'owner_id'>): boolean =>
  ctx.actor.kind === 'member' && ctx.actor.id === row.owner_id
const mayChange = (ctx: Ctx, row: Pick<sql.ViewRow, 'owner_id' | 'shared'>): boolean =>
  isOwn(ctx, row) || (row.shared && holds(ctx.rights, 'content-types.write'))

async function changeable(tx: Tx, id: string, ifMatch: number | '*' | undefined): Promise<sql.ViewRow> {
  const row = await sql.lock(tx, id)
  if (!row || !(row.shared || isOwn(tx.ctx, row))) throw notFound()
  if (!mayChange(tx.ctx, row)) throw forbidden('content-types.write')
  checkVersion(ifMatch, row.etag)
  return row
}

const tell = (tx: Tx, event: string, view: { id: string; name: string; shared: boolean }) =>
  emit(tx, event, {
    subject: { type: 'saved-view', id: view.id, label: view.name },
    changes: { shared: { after: view.shared } },
  })

/** Without columns of fields that the type has no more. */
const toView = (ctx: Ctx, type: ModelType, row: sql.ViewRow): SavedView => ({
  id: row.id,
  type: type.definition.key,
  name: row.name,
  shared: row.shared,
  filter: row.filter,
  search: row.search,
  sort: row.sort,
  columns: row.columns?.filter((name) => attributes.includes(name) || fieldOf(type.definition, name)) ?? null,
  own: isOwn(ctx, row),
  can: { update: mayChange(ctx, row) },
  etag: row.etag,
})
