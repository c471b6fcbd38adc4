import sql from 'sql-template-tag'
import type { App } from '#platform/app.ts'
import type { Statement } from '#platform/db/query.ts'
import type { Tx as DbTx, TxOptions } from '#platform/db/database.ts'
import { announce, flushEvents } from '#platform/events/emit.ts'
import type { ToldEvent } from '#platform/events/event.ts'
import { unauthorized } from '#platform/errors.ts'
import { allRights, type Rights } from '#platform/rights.ts'
import type { Language } from '#platform/words.ts'

export type Site = {
  id: string
  key: string
  name: string
  home: boolean
  locales: string[]
  defaultLocale: string
  timeZone: string
}

/** Who acts. A missing or unknown credential is anonymous, never the system. */
export type Actor =
  | { kind: 'anonymous' }
  | {
      kind: 'member'
      siteId: string
      siteKey: string
      id: string
      name: string
      sessionId?: string
      tokenId?: string
    }
  | { kind: 'api'; apiId: string; tokenId: string; name: string }
  | { kind: 'system'; reason: string }

/** A transaction in one site that knows who acts; events emitted on it are written with it. */
export type Tx = DbTx & { readonly ctx: Ctx; readonly events: ToldEvent[] }

/** One request, job or command: who, where, what they may do, what time it is. */
export type Ctx = {
  readonly app: App
  readonly site: Site
  readonly actor: Actor
  readonly rights: Rights
  readonly requestId: string
  /** Address of the caller; empty for the system. */
  readonly ip: string
  readonly userAgent: string
  readonly language: Language
  now(): Date
  /** Runs `work` in one transaction bound to the site. Listeners after commit have run when it resolves. */
  tx<T>(work: (tx: Tx) => Promise<T>, options?: TxOptions): Promise<T>
  /** One statement in the site, in one round trip. */
  read<T>(query: Statement): Promise<T[]>
  /** Set by the HTTP door for requests with an Idempotency-Key: runs in each transaction just before commit. */
  readonly beforeCommit?: ((tx: Tx) => Promise<void>) | undefined
}

type CtxParts = Omit<Ctx, 'now' | 'tx' | 'read'>

export function createCtx(parts: CtxParts): Ctx {
  const ctx: Ctx = {
    ...parts,
    now: () => parts.app.clock(),
    tx: (work, options) => runTx(ctx, work, options),
    read: (query) => parts.app.db.read(parts.site.id, query),
  }
  return ctx
}

async function runTx<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>, options?: TxOptions): Promise<T> {
  let events: ToldEvent[] = []
  const result = await ctx.app.db.tx(
    ctx.site.id,
    async (raw) => {
      events = []
      const tx: Tx = Object.assign(raw, { ctx, events, savepoint: forgetting(raw, events) })
      const value = await work(tx)
      await flushEvents(tx)
      await ctx.beforeCommit?.(tx)
      return value
    },
    options,
  )
  announce(ctx, events)
  return result
}

/** What is rolled back has not happened: nothing is told of it. */
function forgetting({ savepoint }: Pick<DbTx, 'savepoint'>, events: ToldEvent[]): DbTx['savepoint'] {
  return async (work) => {
    const before = events.length
    try {
      return await savepoint(work)
    } catch (error) {
      events.length = before
      throw error
    }
  }
}

/** As `ctx.tx`, but as the tables' owner, for the few things the app role must not do. Statements must name the site themselves. */
export async function ownerTx<T>(ctx: Ctx, reason: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  let events: ToldEvent[] = []
  const result = await ctx.app.db.asOwner(reason, async (raw) => {
    events = []
    await raw.run(sql`select set_config('dozo.site', ${ctx.site.id}, true)`)
    const tx: Tx = Object.assign(raw, {
      ctx,
      events,
      siteId: ctx.site.id,
      savepoint: forgetting(raw, events),
    })
    const value = await work(tx)
    await flushEvents(tx)
    return value
  })
  announce(ctx, events)
  return result
}

/** The member who acts, or 401. */
export function memberOf(ctx: Ctx): Extract<Actor, { kind: 'member' }> {
  if (ctx.actor.kind !== 'member') throw unauthorized()
  return ctx.actor
}

/** A context for work that no request asked for: jobs, start-up, commands. */
export function systemCtx(app: App, site: Site, reason: string): Ctx {
  return createCtx({
    app,
    site,
    actor: { kind: 'system', reason },
    rights: allRights,
    requestId: app.newId(),
    ip: '',
    userAgent: '',
    language: app.config.language,
  })
}
