// Publishing copies the working copy for readers: shared fields always, and the languages that are named (all that have values,
// otherwise). What is published must be complete. Publishing one entry never shows another's draft: relations are read live.
import { isLocalized } from '@dozo/content-model/definition'
import type { ModelType } from '@dozo/content-model/query/model'
import { localesWithValues, missingValues } from '@dozo/content-model/values'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { checkVersion, conflict, forbidden, invalid } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { SiteModel } from '#features/content-types/service.ts'
import { accessOrRefuse } from './access.ts'
import { publishedState, unpublishedState, withoutLanguages, type Copy } from './change.ts'
import { seenOf, titleOf } from './present.ts'
import type { Entry, PublishOptions, UnpublishOptions } from './schema.ts'
import { refuseHidden, typeOfState, writeOne, written } from './service.ts'
import * as sql from './sql.ts'
import type { EntryState } from './state.ts'

type IfMatch = number | '*' | undefined

export async function publish(
  ctx: Ctx,
  id: string,
  options: PublishOptions,
  ifMatch: IfMatch,
): Promise<Entry> {
  await ctx.tx(async (tx) => {
    const state = await sql.lock(tx, id)
    const { model, type } = await typeOfState(ctx, state)
    await refuseHidden(ctx, type, model, state!)
    await publishInTx(tx, model, id, options, ifMatch)
  })
  return written(ctx, id)
}

export async function publishInTx(
  tx: Tx,
  model: SiteModel,
  id: string,
  options: PublishOptions,
  ifMatch: IfMatch,
): Promise<void> {
  const { ctx } = tx
  const before = await sql.lock(tx, id)
  const { type } = await typeOfState(ctx, before)
  checkVersion(ifMatch, before!.etag)
  const access = accessOrRefuse(ctx, 'entries.publish', type, model)
  if (!access.covers(seenOf(before!, ctx, type))) throw forbidden('entries.publish')
  refuseUnknownLanguages(ctx, options.locales)
  await goLive(tx, type, before!, {
    copy: before!,
    locales: options.locales,
    from: momentOf(options.from),
    until: momentOf(options.until),
  })
}

export function refuseUnknownLanguages({ site }: Ctx, locales: readonly string[] | null | undefined): void {
  if (locales?.every((locale) => site.locales.includes(locale)) ?? true) return
  throw invalid([{ path: '/locales', code: 'locale_unknown', params: { locales: site.locales.join(', ') } }])
}

type Going = {
  copy: Copy
  locales?: readonly string[] | null | undefined
  from?: Date | null | undefined
  until?: Date | null | undefined
  /** The schedule that asked for it. */
  schedule?: string
}

/** Copies for readers what is complete; who may do that is the caller's matter. Throws 422. */
export async function goLive(tx: Tx, type: ModelType, before: EntryState, going: Going): Promise<void> {
  const after = goneLive(tx.ctx, type, before, going)
  await writeOne(tx, type, { before, after, version: null })
  tellLive(tx, type, before, after, going)
}

/** A new entry as readers get it at once. Throws 403 where its maker may not publish it, 422 where it is not complete. */
export function bornLive(ctx: Ctx, type: ModelType, model: SiteModel, born: EntryState): EntryState {
  const access = accessOrRefuse(ctx, 'entries.publish', type, model)
  if (!access.covers(seenOf(born, ctx, type))) throw forbidden('entries.publish')
  return goneLive(ctx, type, born, { copy: born })
}

function goneLive(ctx: Ctx, type: ModelType, before: EntryState, going: Going): EntryState {
  const { copy, from, until } = going
  const locales = going.locales ?? languagesToPublish(type.definition, copy.work, ctx.site.defaultLocale)
  const missing = missingValues(type.definition, copy.work, locales)
  if (missing.length > 0) throw invalid(missing)
  const after = publishedState(ctx, type, before, { locales, from, until, copy })
  // What is not sent stays as it was set before, so the whole window is looked at.
  if (after.liveFrom && after.liveUntil && after.liveFrom >= after.liveUntil)
    throw invalid({ until: 'window_empty' })
  return after
}

export function tellLive(
  tx: Tx,
  type: ModelType,
  before: EntryState,
  after: EntryState,
  { copy, schedule }: Pick<Going, 'copy' | 'schedule'>,
): void {
  emit(tx, 'entry.published', {
    subject: {
      type: 'entry',
      id: before.id,
      label: titleOf(type, copy.work, tx.ctx.site, copy.key ?? `#${after.number}`),
    },
    changes: {
      liveVersion: { before: before.liveVersion, after: after.liveVersion },
      locales: { before: before.liveLocales, after: after.liveLocales },
      ...(schedule ? { schedule: { after: schedule } } : {}),
    },
    data: { typeId: type.id },
  })
}

const momentOf = (text: string | null | undefined) =>
  text === undefined || text === null ? text : new Date(text)

/** All languages with values of their own; the default language at least, so that an empty entry is told what is missing. */
export function languagesToPublish(
  definition: Parameters<typeof isLocalized>[0],
  work: Record<string, unknown>,
  defaultLocale: string,
): string[] {
  if (!isLocalized(definition)) return []
  const found = localesWithValues(definition, work)
  return found.length > 0 ? found : [defaultLocale]
}

export async function unpublish(
  ctx: Ctx,
  id: string,
  { locales }: UnpublishOptions,
  ifMatch: IfMatch,
): Promise<Entry> {
  await ctx.tx(async (tx) => {
    const before = await sql.lock(tx, id)
    const { type, model } = await typeOfState(ctx, before)
    await refuseHidden(ctx, type, model, before!)
    checkVersion(ifMatch, before!.etag)
    const access = accessOrRefuse(ctx, 'entries.publish', type, model)
    if (!access.covers(seenOf(before!, ctx, type))) throw forbidden('entries.publish')
    refuseUnknownLanguages(ctx, locales)
    await takeAway(tx, type, before!, { locales })
  })
  return written(ctx, id)
}

/** The live copy goes, or some of its languages; 409 when there is nothing to take away. */
export async function takeAway(
  tx: Tx,
  type: ModelType,
  before: EntryState,
  { locales, schedule }: Pick<Going, 'locales' | 'schedule'>,
): Promise<void> {
  const live = before.live && (!locales || locales.some((locale) => before.liveLocales.includes(locale)))
  if (!live) throw conflict('entry_not_live')
  const after = locales ? withoutLanguages(type, before, locales) : unpublishedState(before)
  await writeOne(tx, type, { before, after, version: null })
  emit(tx, 'entry.unpublished', {
    subject: {
      type: 'entry',
      id: before.id,
      label: titleOf(type, before.work, tx.ctx.site, before.key ?? `#${before.number}`),
    },
    changes: {
      locales: { before: before.liveLocales, after: after.liveLocales },
      ...(schedule ? { schedule: { after: schedule } } : {}),
    },
    data: { typeId: type.id },
  })
}
