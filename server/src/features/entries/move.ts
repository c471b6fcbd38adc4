// An entry's place among its neighbours. Places are numbers with gaps; where no gap is left the neighbours are numbered anew. Readers see a
// new place at once; another parent is a change of the working copy, which they see once it is published.
import type { ModelType } from '@dozo/content-model/query/model'
import { ordersByHand } from '@dozo/content-model/order'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { checkVersion, conflict, forbidden, invalid } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { accessOrRefuse } from './access.ts'
import { changedState } from './change.ts'
import { checkParent } from './check.ts'
import * as moveSql from './move-sql.ts'
import { seenOf, titleOf } from './present.ts'
import type { Entry, MoveBody } from './schema.ts'
import { refuseHidden, typeOfState, writeOne, written } from './service.ts'
import * as sql from './sql.ts'
import type { EntryState } from './state.ts'

const gap = 16
const mostSiblings = 10_000

/** Before or after a neighbour, or first or last below a parent. 409 for a type that is not ordered by hand. */
export async function move(
  ctx: Ctx,
  id: string,
  to: MoveBody,
  ifMatch: number | '*' | undefined,
): Promise<Entry> {
  const { before: next, after: previous, place, parent } = to
  const ways = [next, previous, place].filter((way) => way !== undefined)
  if (ways.length !== 1 || (parent !== undefined && place === undefined))
    throw invalid([{ path: '', code: 'move_where' }])
  await ctx.tx(async (tx) => {
    const found = await sql.lock(tx, id)
    const { type, model } = await typeOfState(ctx, found)
    const before = found!
    await refuseHidden(ctx, type, model, before)
    checkVersion(ifMatch, before.etag)
    const access = accessOrRefuse(ctx, 'entries.update', type, model)
    if (!access.covers(seenOf(before, ctx, type))) throw forbidden('entries.update')
    if (!ordersByHand(type.definition)) throw conflict('not_ordered', { key: type.definition.key })
    await sql.lockType(tx, type.id)
    const neighbour = await neighbourOf(tx, type, id, to)
    const parentId = neighbour ? neighbour.parentId : to.parent === undefined ? before.parentId : to.parent
    await checkParent(tx, type, before.parentId, parentId)
    const { position, renumbered } = await placeAmong(tx, type, { id, parentId }, to)
    await moveSql.setPositions(tx, renumbered)
    const after = movedState(ctx, type, before, parentId, position)
    if (!access.covers(seenOf(after, ctx, type))) throw forbidden('entries.update')
    const version = parentId === before.parentId ? null : ({ kind: 'save', note: null } as const)
    await writeOne(tx, type, { before, after, version })
    emit(tx, 'entry.moved', {
      subject: {
        type: 'entry',
        id,
        label: titleOf(type, after.work, ctx.site, after.key ?? `#${after.number}`),
      },
      changes: {
        position: { before: before.position, after: position },
        ...(version ? { parent: { before: before.parentId, after: parentId } } : {}),
      },
      data: { typeId: type.id, ids: [id, ...renumbered.map((one) => one.id)] },
    })
  })
  return written(ctx, id)
}

async function neighbourOf(
  tx: Tx,
  type: ModelType,
  id: string,
  { before, after }: MoveBody,
): Promise<{ parentId: string | null } | undefined> {
  const other = before ?? after
  if (other === undefined) return undefined
  const found = other === id ? undefined : await moveSql.placeOf(tx, type.id, other)
  if (!found)
    throw invalid([{ path: before ? '/before' : '/after', code: 'entry_missing', params: { id: other } }])
  return found
}

/** The place, and what becomes of the neighbours' places. */
async function placeAmong(
  tx: Tx,
  type: ModelType,
  { id, parentId }: { id: string; parentId: string | null },
  { before, after, place }: MoveBody,
): Promise<{ position: number; renumbered: moveSql.Place[] }> {
  const siblings = (await moveSql.siblings(tx, type.id, parentId, mostSiblings + 2)).filter(
    (one) => one.id !== id,
  )
  if (siblings.length > mostSiblings) throw conflict('siblings_many', { limit: mostSiblings })
  const at = (other: string) => siblings.findIndex((one) => one.id === other)
  const index =
    before !== undefined
      ? at(before)
      : after !== undefined
        ? at(after) + 1
        : place === 'first'
          ? 0
          : siblings.length
  const low = siblings[index - 1]?.position ?? 0
  const high = siblings[index]?.position
  if (high === undefined && low < 1_000_000_000)
    return { position: siblings.length === 0 ? gap : low + gap, renumbered: [] }
  if (high !== undefined && high - low >= 2)
    return { position: low + Math.floor((high - low) / 2), renumbered: [] }
  const renumbered = siblings
    .map((one, i) => ({ id: one.id, position: (i < index ? i + 1 : i + 2) * gap, old: one.position }))
    .filter((one) => one.position !== one.old)
  return { position: (index + 1) * gap, renumbered }
}

function movedState(
  ctx: Ctx,
  type: ModelType,
  before: EntryState,
  parentId: string | null,
  position: number,
): EntryState {
  if (parentId === before.parentId) return { ...before, position, etag: before.etag + 1 }
  return changedState(ctx, type, before, { values: before.work, key: before.key, parentId, position })
}

/** Behind the last one, for a new entry of a type that is ordered by hand without a tree. */
export async function endOf(tx: Tx, type: ModelType): Promise<number> {
  if (type.definition.ordered !== 'manual') return 0
  return ((await moveSql.lastPosition(tx, type.id)) ?? 0) + gap
}
