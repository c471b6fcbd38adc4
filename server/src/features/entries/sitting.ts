// A sitting: what is saved by itself while somebody writes. All of it is one version, which grows, and one event, which is told when the
// sitting is over: by a save by hand, by whatever else becomes of the entry, or when nothing has come for a while.
import type { ModelType } from '@dozo/content-model/query/model'
import { createCtx, systemCtx, type Actor, type Ctx, type Tx } from '#platform/ctx.ts'
import { emit } from '#platform/events/emit.ts'
import type { JobDefinition } from '#platform/jobs/job.ts'
import { inSites } from '#platform/site-directory.ts'
import { modelOf } from '#features/content-types/service.ts'
import { authorOf } from './change.ts'
import { changesOf } from './changes.ts'
import { titleOf } from './present.ts'
import * as sql from './sitting-sql.ts'
import { lock } from './sql.ts'
import type { EntryState } from './state.ts'

/** Who pauses longer comes back to another sitting. */
const pauseMs = 15 * 60_000
/** A day's work is not one version. */
const longestMs = 60 * 60_000

export type Sitting = { openedAt: Date }

/** The caller's own sitting at a locked entry, where what is saved next may go into its newest version. */
export async function ownSitting(tx: Tx, before: EntryState): Promise<Sitting | undefined> {
  // What readers have, or are going to have, is a version of its own for ever.
  if (before.liveVersion === before.version) return undefined
  const open = await sql.openVersion(tx, before.id, before.version)
  const by = authorOf(tx.ctx)
  if (!open || by.id === null || open.by_id !== by.id || open.by_site_id !== by.siteId) return undefined
  const now = tx.ctx.now().getTime()
  const over = now - open.at.getTime() > pauseMs || now - open.opened_at.getTime() > longestMs
  return over ? undefined : { openedAt: open.opened_at }
}

/** Ends the sittings at locked entries that something else happens to, and tells what came of them. */
export async function endSittings(tx: Tx, type: ModelType, states: readonly EntryState[]): Promise<void> {
  if (states.length === 0) return
  const ids = states.map(({ id }) => id)
  for (const row of await sql.close(tx, ids)) {
    const state = states.find(({ id }) => id === row.entry_id)!
    emit({ ...tx, ctx: asAuthor(tx.ctx, row) }, 'entry.updated', {
      subject: {
        type: 'entry',
        id: state.id,
        label: titleOf(type, row.values, tx.ctx.site, state.key ?? `#${state.number}`),
      },
      changes: changesOf(row.before ?? {}, row.values),
      data: { typeId: type.id },
    })
  }
}

/** Whoever ends it, it was the writer's doing. */
function asAuthor(ctx: Ctx, { by_id, by_site_id, by_name }: sql.Ended): Ctx {
  if (by_id === null || by_site_id === null) return ctx
  if (ctx.actor.kind === 'member' && ctx.actor.id === by_id) return ctx
  const actor: Actor = { kind: 'member', siteId: by_site_id, siteKey: '', id: by_id, name: by_name ?? '' }
  return createCtx({ ...systemCtx(ctx.app, ctx.site, 'end of a sitting'), requestId: ctx.requestId, actor })
}

/** Ends the sittings at which nothing has been written for a while. */
export const endQuietSittings: JobDefinition = {
  name: 'entries.end-sittings',
  label: { ja: '書き終えたコンテンツの版を閉じる', en: 'Close versions that nobody writes at any more' },
  maxAttempts: 3,
  cron: { pattern: '*/5 * * * *', timeZone: 'UTC' },
  async run({ app, signal }) {
    const before = new Date(app.clock().getTime() - pauseMs)
    for await (const ctx of inSites(app, 'end of sittings', sql.sitesWithQuiet(before)))
      for (const id of await sql.quiet(ctx, before)) {
        signal.throwIfAborted()
        await ctx.tx((tx) => endOne(tx, id, before))
      }
  },
}

async function endOne(tx: Tx, id: string, before: Date): Promise<void> {
  const state = await lock(tx, id)
  const type = state && (await modelOf(tx.ctx)).byId(state.typeId)
  const open = state && (await sql.openVersion(tx, id, state.version))
  // Written at again, meanwhile.
  if (!type || (open && open.at > before)) return
  await endSittings(tx, type, [state])
}
