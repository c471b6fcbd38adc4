// Publishing copies the working copy for readers: shared fields always, and the languages that are named (all that have values,
// otherwise). What is published must be complete. Publishing one entry never shows another's draft: relations are read live.
import { isLocalized } from '@dozo/content-model/definition'
import { localesWithValues, missingValues } from '@dozo/content-model/values'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { checkVersion, conflict, forbidden, invalid } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { SiteModel } from '#features/content-types/service.ts'
import { accessOrRefuse } from './access.ts'
import { publishedState, unpublishedState } from './change.ts'
import { seenOf, titleOf } from './present.ts'
import type { Entry, PublishOptions } from './schema.ts'
import { refuseHidden, typeOfState, writeOne, written } from './service.ts'
import * as sql from './sql.ts'

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
  const unknown = options.locales?.filter((locale) => !ctx.site.locales.includes(locale)) ?? []
  if (unknown.length > 0)
    throw invalid([
      { path: '/locales', code: 'locale_unknown', params: { locales: ctx.site.locales.join(', ') } },
    ])
  const locales = options.locales ?? languagesToPublish(type.definition, before!.work, ctx.site.defaultLocale)
  const from = momentOf(options.from)
  const until = momentOf(options.until)
  const missing = missingValues(type.definition, before!.work, locales)
  if (missing.length > 0) throw invalid(missing)
  const after = publishedState(ctx, type, before!, { locales, from, until })
  // What is not sent stays as it was set before, so the whole window is looked at.
  if (after.liveFrom && after.liveUntil && after.liveFrom >= after.liveUntil)
    throw invalid({ until: 'window_empty' })
  await writeOne(tx, type, { before: before!, after, version: null })
  emit(tx, 'entry.published', {
    subject: {
      type: 'entry',
      id,
      label: titleOf(type, after.work, ctx.site, after.key ?? `#${after.number}`),
    },
    changes: {
      liveVersion: { before: before!.liveVersion, after: after.liveVersion },
      locales: { before: before!.liveLocales, after: after.liveLocales },
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

export async function unpublish(ctx: Ctx, id: string, ifMatch: IfMatch): Promise<Entry> {
  await ctx.tx(async (tx) => {
    const before = await sql.lock(tx, id)
    const { type, model } = await typeOfState(ctx, before)
    await refuseHidden(ctx, type, model, before!)
    checkVersion(ifMatch, before!.etag)
    const access = accessOrRefuse(ctx, 'entries.publish', type, model)
    if (!access.covers(seenOf(before!, ctx, type))) throw forbidden('entries.publish')
    if (!before!.live) throw conflict('entry_not_live')
    await writeOne(tx, type, { before: before!, after: unpublishedState(before!), version: null })
    emit(tx, 'entry.unpublished', {
      subject: {
        type: 'entry',
        id,
        label: titleOf(type, before!.work, ctx.site, before!.key ?? `#${before!.number}`),
      },
      data: { typeId: type.id },
    })
  })
  return written(ctx, id)
}
