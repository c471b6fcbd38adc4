// A schedule points to a version: what goes live at its time is what that version kept, whatever is being written meanwhile. Whoever may
// publish an entry may schedule it; it happens even if they have left by then. A publication that cannot be done is refused at once.
import { withComputed } from '@dozo/content-model/computed'
import { checkValues, missingValues } from '@dozo/content-model/values'
import type { ModelType } from '@dozo/content-model/query/model'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { checkVersion, conflict, forbidden, invalid, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { Page } from '#platform/feature.ts'
import { wordsOf } from '#platform/http/problems.ts'
import { say } from '#platform/words.ts'
import { modelOf, typeNamed, type SiteModel } from '#features/content-types/service.ts'
import { accessOrRefuse, accessTo } from './access.ts'
import { authorOf, type Copy } from './change.ts'
import { placeAfter, placeIn } from './page-place.ts'
import { seenOf, titleFor, titleOf } from './present.ts'
import { languagesToPublish, refuseUnknownLanguages } from './publish.ts'
import type { NewSchedule, Schedule, ScheduleChange, ScheduleQuery } from './schedule-schema.ts'
import * as sql from './schedule-sql.ts'
import { refuseHidden, typeOfState } from './service.ts'
import * as entriesSql from './sql.ts'
import type { EntryState } from './state.ts'
import { valuesOfVersion } from './versions.ts'

const mostWaiting = 50
const longestMs = 10 * 366 * 86_400_000

export async function create(ctx: Ctx, entryId: string, input: NewSchedule): Promise<Schedule> {
  const id = ctx.app.newId()
  await ctx.tx(async (tx) => {
    const { state, type } = await publishable(tx, entryId)
    const { action, locales = null } = input
    if (action === 'unpublish' && input.version !== undefined)
      throw invalid({ version: 'schedule_no_version' })
    const version = action === 'publish' ? (input.version ?? state.version) : null
    const at = new Date(input.at)
    const wanted = { id, entry_id: entryId, type_id: type.id, action, version, locales, at }
    await refuseBad(tx, type, state, wanted)
    const by = authorOf(ctx)
    await sql.insert(tx, { ...wanted, bySiteId: by.siteId, byId: by.id })
    await addJob(tx, at)
    tell(tx, 'entry.scheduled', type, state, { action, at: at.toISOString(), version, locales })
  })
  return get(ctx, id)
}

/** Another time, version or languages. 409 once it has been done. */
export async function change(
  ctx: Ctx,
  id: string,
  input: ScheduleChange,
  ifMatch: number | '*' | undefined,
): Promise<Schedule> {
  await ctx.tx(async (tx) => {
    const { row, state, type } = await waitingOne(tx, id, ifMatch)
    if (row.action === 'unpublish' && input.version !== undefined)
      throw invalid({ version: 'schedule_no_version' })
    const wanted = {
      ...row,
      version: input.version ?? row.version,
      locales: input.locales === undefined ? row.locales : input.locales,
      at: input.at === undefined ? row.at : new Date(input.at),
    }
    await refuseBad(tx, type, state, wanted)
    await sql.change(tx, wanted)
    await addJob(tx, wanted.at)
    const { action, version, locales, at } = wanted
    tell(tx, 'entry.scheduled', type, state, { action, at: at.toISOString(), version, locales })
  })
  return get(ctx, id)
}

export async function cancel(ctx: Ctx, id: string, ifMatch: number | '*' | undefined): Promise<void> {
  await ctx.tx(async (tx) => {
    const { row, state, type } = await waitingOne(tx, id, ifMatch)
    await sql.remove(tx, id)
    tell(tx, 'entry.schedule_cancelled', type, state, { action: row.action, at: row.at.toISOString() })
  })
}

export async function get(ctx: Ctx, id: string): Promise<Schedule> {
  const [row] = await sql.get(ctx, id)
  const [shown] = row ? await shownOf(ctx, [row]) : []
  if (!shown) throw notFound()
  return shown
}

/** What happens next, or what has happened. Only of entries that the caller may read: a page may be shorter than asked for. */
export async function list(ctx: Ctx, query: ScheduleQuery): Promise<Page> {
  const { status = 'waiting', size = 50 } = query
  const model = await modelOf(ctx)
  const types = query.type === undefined ? model.types : [await typeNamed(ctx, query.type)]
  const readable = types.filter((type) => accessTo(ctx, 'entries.read', type, model).allowed)
  const rows = await sql.page(ctx, {
    status,
    typeIds: readable.map((type) => type.id),
    entryId: query.entry,
    after: query.after === undefined ? undefined : placeIn(query.after),
    size: size + 1,
  })
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  const next = rows.length > size && last ? placeAfter(last) : null
  return new Page(await shownOf(ctx, shown), { page: { size, next }, timeZone: ctx.site.timeZone })
}

/** What a version would make public, or 422 that names what stands in the way. */
export async function copyOf(
  tx: Tx,
  type: ModelType,
  state: Pick<EntryState, 'id' | 'work'>,
  version: number,
): Promise<Copy> {
  const row = await entriesSql.keptVersion(tx, state.id, version)
  if (!row) throw invalid([{ path: '/version', code: 'version_missing', params: { version } }])
  // The definition may have changed since the version was kept.
  const known = valuesOfVersion(type, row.values, state.work)
  const { values, issues } = checkValues(type.definition, known, tx.ctx.site)
  if (issues.length > 0) throw invalid(issues)
  return { work: withComputed(type.definition, values), key: row.key, parentId: row.parent_id, version }
}

type Wanted = Pick<sql.ScheduleRow, 'id' | 'entry_id' | 'action' | 'version' | 'locales' | 'at'>

async function refuseBad(tx: Tx, type: ModelType, state: EntryState, wanted: Wanted): Promise<void> {
  const { ctx } = tx
  const inMs = wanted.at.getTime() - ctx.now().getTime()
  if (inMs <= 0) throw invalid({ at: 'schedule_past' })
  if (inMs > longestMs) throw invalid({ at: 'schedule_far' })
  refuseUnknownLanguages(ctx, wanted.locales)
  const others = (await sql.waitingBeside(tx, wanted.entry_id)).filter((one) => one.id !== wanted.id)
  if (others.length >= mostWaiting) throw conflict('schedules_many', { limit: mostWaiting })
  const meets = (locales: string[] | null) =>
    locales === null || wanted.locales === null || locales.some((locale) => wanted.locales!.includes(locale))
  if (others.some((one) => one.at.getTime() === wanted.at.getTime() && meets(one.locales)))
    throw conflict('schedule_exists')
  if (wanted.version === null) return
  const copy = await copyOf(tx, type, state, wanted.version)
  const locales = wanted.locales ?? languagesToPublish(type.definition, copy.work, ctx.site.defaultLocale)
  const missing = missingValues(type.definition, copy.work, locales)
  if (missing.length > 0) throw invalid(missing)
}

async function publishable(tx: Tx, entryId: string) {
  const state = await entriesSql.lock(tx, entryId)
  const { type, model } = await typeOfState(tx.ctx, state)
  await refuseHidden(tx.ctx, type, model, state!)
  const access = accessOrRefuse(tx.ctx, 'entries.publish', type, model)
  if (!access.covers(seenOf(state!, tx.ctx, type))) throw forbidden('entries.publish')
  return { state: state!, type }
}

/** The entry is locked first, as everywhere; the schedule may have been done until then. */
async function waitingOne(tx: Tx, id: string, ifMatch: number | '*' | undefined) {
  const entryId = await sql.entryOf(tx, id)
  if (entryId === undefined) throw notFound()
  const { state, type } = await publishable(tx, entryId)
  const row = await sql.lock(tx, id)
  if (!row) throw notFound()
  checkVersion(ifMatch, row.etag)
  if (row.status !== 'waiting') throw conflict('schedule_over')
  return { row, state, type }
}

/** One job for all that is due at one moment. */
const addJob = (tx: Tx, at: Date) =>
  tx.ctx.app.jobs.add(
    tx,
    'entries.run-schedules',
    { at: at.toISOString() },
    { runAt: at, key: `schedules ${tx.ctx.site.id} ${at.toISOString()}` },
  )

export function tell(
  tx: Tx,
  event: string,
  type: ModelType,
  state: EntryState,
  told: Record<string, unknown>,
  result: 'done' | 'failed' = 'done',
): void {
  emit(tx, event, {
    subject: {
      type: 'entry',
      id: state.id,
      label: titleOf(type, state.work, tx.ctx.site, state.key ?? `#${state.number}`),
    },
    changes: Object.fromEntries(Object.entries(told).map(([name, after]) => [name, { after }])),
    data: { typeId: type.id },
    result,
  })
}

async function shownOf(ctx: Ctx, rows: readonly sql.ScheduleRow[]): Promise<Schedule[]> {
  if (rows.length === 0) return []
  const model = await modelOf(ctx)
  const ids = [...new Set(rows.map((row) => row.entry_id))]
  const states = new Map((await entriesSql.states(ctx, ids)).map((state) => [state.id, state]))
  return rows.flatMap((row) => {
    const state = states.get(row.entry_id)
    return state ? (toSchedule(ctx, model, row, state) ?? []) : []
  })
}

function toSchedule(
  ctx: Ctx,
  model: SiteModel,
  row: sql.ScheduleRow,
  state: EntryState,
): Schedule | undefined {
  const type = model.byId(state.typeId)
  const read = type && accessTo(ctx, 'entries.read', type, model)
  if (!type || !read?.allowed || !read.covers(seenOf(state, ctx, type))) return undefined
  const words = wordsOf(ctx.app.features)
  return {
    id: row.id,
    entry: {
      id: state.id,
      title: titleFor(ctx, type, state, read, { hidden: `#${state.number}` }),
      type: type.definition.key,
    },
    action: row.action,
    version: row.version,
    locales: row.locales,
    at: row.at.toISOString(),
    status: row.status,
    errors: (row.errors ?? []).map(({ path, code, params = {} }) => ({
      path,
      code,
      message: say(words[code] ?? { ja: code, en: code }, ctx.language, params),
    })),
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by_id,
    endedAt: row.ended_at?.toISOString() ?? null,
    etag: row.etag,
  }
}
