// Pictures made of pictures: out of the cache, or made once for all who ask at the same time. What could not be made is not tried again
// for a minute.
import { join } from 'node:path'
import type { App } from '#platform/app.ts'
import type { Ctx } from '#platform/ctx.ts'
import { Problem } from '#platform/errors.ts'
import { imageCache, inMemory, type ImageCache, type Stored } from './image-cache.ts'
import { imageWork, problemOf, refusedMs } from './image-work.ts'
import { planHash, type Plan } from './transform-plan.ts'
import { objectOf } from './upload.ts'

const mostRefused = 10_000

type Making = { picture: Promise<Stored>; readers: number; abort: AbortController }
type Variants = {
  cache: ImageCache
  making: Map<string, Making>
  refused: Map<string, { problem: Problem; untilMs: number }>
  /** How many were made since the start. */
  made: number
}
const kept = Symbol('image variants')

export const variantsOf = (app: App): Variants =>
  app.kept(kept, () => ({
    cache: imageCache({
      folder: join(app.config.dataDir, 'cache', 'images'),
      mostBytes: app.config.imageCacheBytes,
      clock: app.clock,
    }),
    making: new Map(),
    refused: new Map(),
    made: 0,
  }))

/** Throws 422 for an image that cannot be read, 503 when there is too much to do or this one takes too long. */
export async function variant(ctx: Ctx, object: string, plan: Plan, signal: AbortSignal): Promise<Stored> {
  const { cache, making, refused } = variantsOf(ctx.app)
  const name = `${ctx.site.id}/${object}/${planHash(plan)}.${plan.format}`
  const running = making.get(name) ?? begun()
  running.readers++
  signal.addEventListener('abort', () => {
    // Nobody waits for it any more: its place is free, and who asks next begins anew.
    if (--running.readers > 0) return
    if (making.get(name) === running) making.delete(name)
    running.abort.abort(new Problem(503, 'images_busy'))
  })
  return running.picture

  function begun(): Making {
    const abort = new AbortController()
    const picture = found(abort.signal)
    const one = { picture, readers: 0, abort }
    making.set(name, one)
    const over = () => {
      if (making.get(name) === one) making.delete(name)
    }
    picture.then(over, over)
    return one
  }

  async function found(stop: AbortSignal): Promise<Stored> {
    const stored = await cache.get(name)
    if (stored) return stored
    const no = refused.get(name)
    if (no && no.untilMs > ctx.now().getTime()) throw no.problem
    const picture = await make(ctx, name, object, plan, stop)
    await cache
      .put(name, picture)
      .catch((error: unknown) => ctx.app.log.warn({ err: error }, 'a picture is not kept'))
    return inMemory(picture)
  }
}

async function make(
  ctx: Ctx,
  name: string,
  object: string,
  plan: Plan,
  signal: AbortSignal,
): Promise<Buffer> {
  const { storage } = ctx.app
  const variants = variantsOf(ctx.app)
  const done = await imageWork(ctx.app).do({
    lane: ctx.site.id,
    signal,
    task: async () => ({
      plan,
      bytes: Buffer.concat(await storage.get(objectOf(ctx.site.id, object)).toArray()),
    }),
  })
  variants.made++
  if ('picture' in done) {
    variants.refused.delete(name)
    return Buffer.from(done.picture.buffer, done.picture.byteOffset, done.picture.byteLength)
  }
  const problem = problemOf(done)
  variants.refused.set(name, { problem, untilMs: ctx.now().getTime() + refusedMs })
  for (const oldest of variants.refused.keys()) {
    if (variants.refused.size <= mostRefused) break
    variants.refused.delete(oldest)
  }
  throw problem
}
