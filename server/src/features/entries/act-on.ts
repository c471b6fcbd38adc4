// One action on one entry among many, with every rule that it has when it is done alone.
import { isDeepStrictEqual } from 'node:util'
import { fieldOf } from '@dozo/content-model/definition'
import type { ModelType } from '@dozo/content-model/query/model'
import type { Values } from '@dozo/content-model/values'
import type { Tx } from '#platform/ctx.ts'
import { conflict, forbidden, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { SiteModel } from '#features/content-types/service.ts'
import { accessOrRefuse } from './access.ts'
import { seenOf, titleOf } from './present.ts'
import { languagesToPublish, publishInTx, takeAway } from './publish.ts'
import { refuseHidden, updateInTx, writeOne } from './service.ts'
import * as sql from './sql.ts'
import { languagesOf, statusOf, type EntryState } from './state.ts'
import { recoverInTx, removeInTx } from './trash.ts'

export type Act =
  | { kind: 'publish' | 'unpublish'; locales?: string[] }
  | { kind: 'trash'; force?: boolean }
  | { kind: 'set'; field: string; locale?: string; value: unknown }

/** What readers had of an entry. As JSON: moments are texts. */
export type Before = Pick<
  EntryState,
  | 'live'
  | 'liveVersion'
  | 'liveKey'
  | 'liveParentId'
  | 'liveLocales'
  | 'liveFrom'
  | 'liveUntil'
  | 'publishedAt'
>

/** `etag`: the entry's version after it. Nothing when there was nothing to do. */
export type Outcome = { before: Before | null; etag: number | null } | undefined

export const permissionFor = (kind: Act['kind']): string =>
  ({
    publish: 'entries.publish',
    unpublish: 'entries.publish',
    trash: 'entries.delete',
    set: 'entries.update',
  })[kind]

/** Throws what the same action would throw that is done alone: 404, 403, 409, 422. */
export async function actOn(
  tx: Tx,
  model: SiteModel,
  type: ModelType,
  act: Act,
  id: string,
): Promise<Outcome> {
  const state = await sql.lock(tx, id)
  if (state?.typeId !== type.id) throw notFound()
  await refuseHidden(tx.ctx, type, model, state)
  if (!isToDo(tx, type, act, state)) return undefined
  if (act.kind === 'publish')
    await publishInTx(tx, model, id, act.locales ? { locales: act.locales } : {}, '*')
  if (act.kind === 'unpublish') {
    refuseUncovered(tx, model, type, state)
    await takeAway(tx, type, state, { locales: act.locales })
  }
  if (act.kind === 'trash') {
    await removeInTx(tx, id, { force: act.force, ifMatch: '*' })
    return { before: null, etag: null }
  }
  if (act.kind === 'set') {
    const value = act.locale === undefined ? act.value : { [act.locale]: act.value }
    await updateInTx(tx, id, { values: { [act.field]: value } }, '*')
  }
  return { before: beforeOf(state), etag: state.etag + 1 }
}

export const beforeOf = (state: EntryState): Before => ({
  live: state.live,
  liveVersion: state.liveVersion,
  liveKey: state.liveKey,
  liveParentId: state.liveParentId,
  liveLocales: state.liveLocales,
  liveFrom: state.liveFrom,
  liveUntil: state.liveUntil,
  publishedAt: state.publishedAt,
})

function isToDo({ ctx }: Tx, type: ModelType, act: Act, state: EntryState): boolean {
  if (act.kind === 'trash') return true
  if (act.kind === 'unpublish')
    return state.live !== null && (!act.locales || act.locales.some((one) => state.liveLocales.includes(one)))
  if (act.kind !== 'set') {
    const languages = languagesOf(type.definition, state, ctx.site.locales)
    const wanted = act.locales ?? languagesToPublish(type.definition, state.work, ctx.site.defaultLocale)
    const isLive = wanted.every((locale) => languages[locale] === undefined || languages[locale] === 'live')
    return statusOf(state) !== 'live' && (wanted.length === 0 || !isLive)
  }
  const old = state.work[act.field]
  const localized = fieldOf(type.definition, act.field)?.localized
  const own = localized ? (old as Values | undefined)?.[act.locale ?? ctx.site.defaultLocale] : old
  return !isDeepStrictEqual(own ?? null, act.value ?? null)
}

function refuseUncovered(tx: Tx, model: SiteModel, type: ModelType, state: EntryState): void {
  const access = accessOrRefuse(tx.ctx, 'entries.publish', type, model)
  if (!access.covers(seenOf(state, tx.ctx, type))) throw forbidden('entries.publish')
}

/** Moments out of JSON. */
export function formerLive(before: Before): Before {
  const moment = (at: Date | null) => at && new Date(at)
  const { liveFrom, liveUntil, publishedAt } = before
  return {
    ...before,
    liveFrom: moment(liveFrom),
    liveUntil: moment(liveUntil),
    publishedAt: moment(publishedAt),
  }
}

/** Readers have again what they had; 409 when the entry has been touched since. */
export async function takeBack(
  tx: Tx,
  model: SiteModel,
  type: ModelType,
  act: Act,
  one: { id: string; before: Before | null; etag: number | null },
): Promise<void> {
  if (act.kind === 'trash') return recoverInTx(tx, one.id, { live: true, forgiving: true })
  const state = await sql.lock(tx, one.id)
  if (state?.typeId !== type.id) throw notFound()
  await refuseHidden(tx.ctx, type, model, state)
  refuseUncovered(tx, model, type, state)
  if (!one.before || state.etag !== one.etag) throw conflict('changed_since')
  const after: EntryState = { ...state, ...formerLive(one.before), etag: state.etag + 1 }
  await writeOne(tx, type, { before: state, after, version: null })
  emit(tx, after.live ? 'entry.published' : 'entry.unpublished', {
    subject: {
      type: 'entry',
      id: one.id,
      label: titleOf(type, state.work, tx.ctx.site, state.key ?? `#${state.number}`),
    },
    changes: { liveVersion: { before: state.liveVersion, after: after.liveVersion } },
    data: { typeId: type.id },
  })
}
