// A write among many taken back: the entry goes, or is again what it was, for editors and for readers.
import type { ModelType } from '@dozo/content-model/query/model'
import { checkValues } from '@dozo/content-model/values'
import type { Tx } from '#platform/ctx.ts'
import { conflict, forbidden, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { SiteModel } from '#features/content-types/service.ts'
import { accessOrRefuse } from './access.ts'
import { beforeOf, formerLive, type Before } from './act-on.ts'
import { changedState } from './change.ts'
import { seenOf, titleOf } from './present.ts'
import { refuseHidden, refuseWrong, writeOne } from './service.ts'
import * as sql from './sql.ts'
import type { EntryState } from './state.ts'
import { removeInTx } from './trash.ts'
import { valuesOfVersion } from './versions.ts'

/** What an entry was before a write. As JSON: moments are texts. `live`: nothing when readers were not concerned. */
export type Former = Pick<EntryState, 'version' | 'key' | 'parentId' | 'position'> & { live: Before | null }

export const formerOf = (state: EntryState, published: boolean): Former => ({
  version: state.version,
  key: state.key,
  parentId: state.parentId,
  position: state.position,
  live: published ? beforeOf(state) : null,
})

/** The same entry may have been written twice by what is undone: then its last change is the undo of the later one. */
const lastWas = async ({ ctx }: Tx, state: EntryState, note: string): Promise<boolean> =>
  (await sql.version(ctx, state.id, state.version))[0]?.note === note

/** `former`: nothing when the write made it. Throws 409 `changed_since` when anything was done to it after that write. */
export async function undoWrite(
  tx: Tx,
  model: SiteModel,
  type: ModelType,
  { id, etag, former, note }: { id: string; etag: number; former: Former | null; note: string },
): Promise<void> {
  const { ctx } = tx
  const state = await sql.lock(tx, id)
  if (state?.typeId !== type.id) throw notFound()
  await refuseHidden(ctx, type, model, state)
  if (state.etag !== etag && !(await lastWas(tx, state, note))) throw conflict('changed_since')
  if (!former) return removeInTx(tx, id, { ifMatch: '*' })
  for (const permission of ['entries.update', ...(former.live ? ['entries.publish'] : [])]) {
    const access = accessOrRefuse(ctx, permission, type, model)
    if (!access.covers(seenOf(state, ctx, type))) throw forbidden(permission)
  }
  const [row] = await sql.version(ctx, id, former.version)
  if (!row) throw conflict('version_gone')
  const checked = checkValues(type.definition, valuesOfVersion(type, row.values, state.work), ctx.site)
  const { key, parentId, position } = former
  const changed = changedState(ctx, type, state, { values: checked.values, key, parentId, position })
  const after = former.live ? { ...changed, ...formerLive(former.live) } : changed
  await refuseWrong(tx, model, type, { before: state, after }, checked.issues, checked.values)
  await writeOne(tx, type, { before: state, after, version: { kind: 'restore', note } })
  emit(tx, 'entry.restored', {
    subject: {
      type: 'entry',
      id,
      label: titleOf(type, after.work, ctx.site, after.key ?? `#${after.number}`),
    },
    changes: { version: { before: state.version, after: former.version } },
    data: { typeId: type.id },
  })
}
