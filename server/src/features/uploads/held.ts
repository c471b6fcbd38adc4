// An upload is in the hands of one request at a time, in this process or another: the row says whose, for some seconds, again and again. A
// server that dies lets go by saying nothing more; a line that has died under a request here is given up for whoever goes on.
import type { App } from '#platform/app.ts'
import { memberOf, type Ctx, type Tx } from '#platform/ctx.ts'
import { notFound, Problem } from '#platform/errors.ts'
import * as sql from './sql.ts'

const heldMs = 6000
/** A line without a byte for so long may be a dead one. */
const silentMs = 2000

export type Hold = {
  row: sql.UploadRow
  by: string
  /** Writes to the row while it is ours; throws 423 when somebody else has it or it is gone. */
  write(work: (tx: Tx) => Promise<number>): Promise<void>
  /** Bytes have come. */
  heard(): void
  /** None will come any more. */
  lost(): void
  /** Aborted when another request takes over. */
  givenUp: AbortSignal
}

type Running = { heardMs: number; giveUp: AbortController; over: Promise<void> }
const running = Symbol('uploads under way')
const runningIn = (app: App): Map<string, Running> =>
  app.kept(running, () => {
    const known = new Map<string, Running>()
    // How far they have come is noted while there is a database.
    app.beforeStop(async () => void (await Promise.all([...known.values()].map(({ over }) => over))))
    return known
  })

/** Throws 404 when there is none of this person, 423 while another request has it and its line is not dead. `atOnce`: whether it is or not. */
export async function held<T>(
  ctx: Ctx,
  id: string,
  work: (hold: Hold) => Promise<T>,
  atOnce = false,
): Promise<T> {
  await owned(ctx, id)
  const known = runningIn(ctx.app)
  const before = known.get(id)
  if (before && (atOnce || ctx.now().getTime() - before.heardMs >= silentMs)) {
    before.giveUp.abort(busy())
    await before.over
  }
  const by = ctx.app.newId()
  const owner = memberOf(ctx)
  const row = await ctx.tx((tx) => sql.hold(tx, owner, id, by, until(ctx)))
  if (!row) throw busy()
  const over = Promise.withResolvers<void>()
  const own: Running = { heardMs: ctx.now().getTime(), giveUp: new AbortController(), over: over.promise }
  known.set(id, own)
  const write: Hold['write'] = (change) =>
    ctx.tx(async (tx) => {
      if ((await change(tx)) === 0) throw busy()
    })
  const saying = setInterval(() => {
    write((tx) => sql.holdOn(tx, id, by, until(ctx))).catch((error: unknown) => own.giveUp.abort(error))
  }, heldMs / 3)
  const heard = () => void (own.heardMs = ctx.now().getTime())
  const lost = () => void (own.heardMs = -Infinity)
  try {
    return await work({ row, by, write, heard, lost, givenUp: own.giveUp.signal })
  } finally {
    clearInterval(saying)
    known.delete(id)
    await ctx
      .tx((tx) => sql.letGo(tx, id, by))
      .catch((error: unknown) => ctx.app.log.warn({ err: error, id }))
    over.resolve()
  }
}

/** Waits for what a request here still writes of bytes whose line has broken. */
export async function settled({ app }: Ctx, id: string): Promise<void> {
  const one = runningIn(app).get(id)
  if (one?.heardMs === -Infinity) await one.over
}

async function owned(ctx: Ctx, id: string): Promise<void> {
  if ((await sql.get(ctx, memberOf(ctx), id)).length === 0) throw notFound()
}

const until = (ctx: Ctx): Date => new Date(ctx.now().getTime() + heldMs)
const busy = () => new Problem(423, 'upload_busy', { headers: { 'retry-after': '2' } })
