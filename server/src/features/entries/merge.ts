// Two entries become one, as two tags that mean the same: whatever points to the first points to the second afterwards, for editors and
// for readers, the first goes to the trash, and its key leads to the second.
import type { Field } from '@dozo/content-model/definition'
import type { ModelType } from '@dozo/content-model/query/model'
import type { Values } from '@dozo/content-model/values'
import { createCtx, type Actor, type Ctx, type Tx } from '#platform/ctx.ts'
import { conflict, forbidden, invalid, notFound, Problem } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { JobDefinition } from '#platform/jobs/job.ts'
import type { Rights } from '#platform/rights.ts'
import { modelOf, type SiteModel } from '#features/content-types/service.ts'
import { refuseSuspended } from '#features/sessions/service.ts'
import { accessTo } from './access.ts'
import { changedState } from './change.ts'
import { keepKeyOf } from './old-keys.ts'
import { titleOf } from './present.ts'
import type { MergeBody, Merging } from './schema.ts'
import { refuseHidden, typeOfState } from './service.ts'
import * as sql from './sql.ts'
import type { EntryState } from './state.ts'
import { removeInTx } from './trash.ts'
import { writeBlock } from './write.ts'

const block = 100

/** Begins it. Needs the right to change and publish everything that may point there: half a merge would leave two tags again. */
export async function merge(ctx: Ctx, id: string, { into }: MergeBody): Promise<Merging> {
  if (id === into) throw invalid({ into: 'merge_itself' })
  const references = await ctx.tx(async (tx) => {
    const from = await readable(tx, id)
    const target = await readable(tx, into).catch((error: unknown) => {
      if (error instanceof Problem && error.status === 404)
        throw invalid([{ path: '/into', code: 'entry_missing', params: { id: into } }])
      throw error
    })
    if (from.type.id !== target.type.id)
      throw invalid([
        { path: '/into', code: 'entry_of_other_type', params: { allowed: from.type.definition.key } },
      ])
    if (from.state.parentId === into || (await sql.children(tx, id)).length > 0) throw conflict('merge_tree')
    refuseHalf(ctx, from.model, from.type)
    const { actor, rights } = ctx
    await ctx.app.jobs.add(tx, 'entries.merge', { from: id, into, actor, rights })
    emit(tx, 'entry.merging', {
      subject: { type: 'entry', id, label: labelOf(ctx, from.type, from.state) },
      changes: { into: { after: into } },
      data: { typeId: from.type.id },
    })
    return sql.countReferences(tx, id)
  })
  return { from: id, into, references }
}

const labelOf = (ctx: Ctx, type: ModelType, state: EntryState) =>
  titleOf(type, state.work, ctx.site, state.key ?? `#${state.number}`)

async function readable(tx: Tx, id: string) {
  const state = await sql.lock(tx, id)
  const { type, model } = await typeOfState(tx.ctx, state)
  await refuseHidden(tx.ctx, type, model, state!)
  return { state: state!, type, model }
}

/** Types whose fields may point to entries of this one, at any depth. */
const pointing = (model: SiteModel, key: string): ModelType[] =>
  model.types.filter((type) => type.definition.fields.some((field) => mayPoint(field, key)))

const mayPoint = (field: Field, key: string): boolean =>
  // A text may link to anything.
  field.type === 'rich_text' ||
  field.to?.includes(key) === true ||
  (field.fields ?? []).some((one) => mayPoint(one, key)) ||
  (field.kinds ?? []).some((kind) => kind.fields.some((one) => mayPoint(one, key)))

function refuseHalf(ctx: Ctx, model: SiteModel, type: ModelType): void {
  const whole = (permission: string, of: ModelType) => {
    const access = accessTo(ctx, permission, of, model)
    return (
      access.allowed &&
      access.filter === null &&
      of.definition.fields.every(({ key }) => access.readable(key))
    )
  }
  const needed = pointing(model, type.definition.key).flatMap((of) =>
    ['entries.update', 'entries.publish'].map((permission) => ({ permission, of })),
  )
  const missing = [...needed, { permission: 'entries.delete', of: type }].find(
    ({ permission, of }) => !whole(permission, of),
  )
  if (missing) throw forbidden(missing.permission)
}

type Payload = { from: string; into: string; actor: Actor; rights: Rights }

export const runMerge: JobDefinition<Payload> = {
  name: 'entries.merge',
  label: { ja: 'コンテンツを統合する', en: 'Merge two entries' },
  maxAttempts: 10,
  async run({ ctx: system, payload, signal }) {
    if (!system) return
    const { from, into, actor, rights } = payload
    const ctx = createCtx({ ...system, actor, rights })
    while (await oneBlock(ctx, from, into)) signal.throwIfAborted()
  },
}

/** False when it is over. Safe to run again: what points to the second already is no longer found. */
async function oneBlock(ctx: Ctx, from: string, into: string): Promise<boolean> {
  await refuseSuspended(ctx)
  const model = await modelOf(ctx)
  return ctx.tx(
    async (tx) => {
      const state = await sql.lock(tx, from)
      const target = await sql.lock(tx, into)
      if (!state || !target) return false
      const states = await sql.lockReferring(tx, from, block)
      if (states.length > 0) {
        for (const [typeId, own] of Map.groupBy(states, (one) => one.typeId))
          await pointElsewhere(tx, model.byId(typeId), own, from, into)
        return true
      }
      const type = model.byId(state.typeId)
      if (!type) throw notFound()
      await keepKeyOf(tx, type.id, state.liveKey, into)
      await removeInTx(tx, from, { ifMatch: '*' })
      emit(tx, 'entry.merged', {
        subject: { type: 'entry', id: into, label: labelOf(ctx, type, target) },
        changes: { from: { before: labelOf(ctx, type, state) } },
        data: { typeId: type.id },
      })
      return false
    },
    { statementTimeoutMs: 60_000 },
  )
}

async function pointElsewhere(
  tx: Tx,
  type: ModelType | undefined,
  states: readonly EntryState[],
  from: string,
  into: string,
): Promise<void> {
  if (!type) throw notFound()
  const fields = type.definition.fields.filter((field) => pointers.has(field.type))
  const swap = (values: Values): Values => ({
    ...values,
    ...Object.fromEntries(
      fields.flatMap((field) =>
        values[field.key] === undefined ? [] : [[field.key, swapped(values[field.key], from, into)]],
      ),
    ),
  })
  const writes = states.map((before) => {
    const { parentId, position } = before
    const values = swap(before.work)
    const after = changedState(tx.ctx, type, before, { values, key: before.key, parentId, position })
    return {
      before,
      after: { ...after, live: before.live && swap(before.live) },
      version: { kind: 'save' as const, note: `merge ${from} → ${into}` },
    }
  })
  const [clash] = await writeBlock(tx, type, writes)
  if (clash) throw new Problem(422, 'invalid', { errors: clash.errors })
  emit(tx, 'entries.repointed', {
    subject: { type: 'content_type', id: type.id, label: type.definition.key },
    changes: { entries: { after: writes.length } },
    data: { typeId: type.id, ids: writes.map((write) => write.after.id) },
  })
}

const pointers = new Set(['relation', 'rich_text', 'group', 'repeat', 'blocks'])

/** An id is one in the world: wherever it stands among the values of such fields it means that entry. Named twice in a list, it stays once. */
function swapped(value: unknown, from: string, into: string): unknown {
  if (value === from) return into
  if (Array.isArray(value)) {
    const all = value.map((one) => swapped(one, from, into))
    return value.includes(from) ? [...new Set(all)] : all
  }
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, swapped(own, from, into)]))
}
