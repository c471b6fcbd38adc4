// The processes for images and what waits for them.
import { availableParallelism } from 'node:os'
import type { App } from '#platform/app.ts'
import { Problem } from '#platform/errors.ts'
import { imageProcess, type Done, type ImageProcess, type Task } from './image-process.ts'
import { fairQueue } from './image-queue.ts'

export type Work = {
  /** Whose turn it takes. */
  lane: string
  /** Asked for when its turn has come: what waits costs no memory. */
  task: () => Promise<Task>
  signal?: AbortSignal
}
type Waiting = Work & { resolve: (done: Done) => void; reject: (error: unknown) => void }

export type ImageWork = ReturnType<typeof createImageWork>
type Limits = { processes?: number; timeoutMs?: number; each?: number; all?: number }

const idleMs = 5 * 60_000
const defaults = {
  // One core is left to the server and its database, where there is more than one.
  processes: Math.min(4, Math.max(1, availableParallelism() - 1)),
  timeoutMs: 30_000,
  each: 100,
  all: 400,
}

export function createImageWork(given: Limits = {}) {
  const { processes, timeoutMs, each, all } = { ...defaults, ...given }
  const waiting = fairQueue<Waiting>({ each, all })
  const free: ImageProcess[] = Array.from({ length: processes }, () => imageProcess({ timeoutMs, idleMs }))
  const everyone = [...free]

  function pump(): void {
    // The one that worked last is the one that runs.
    while (free.length > 0) {
      const next = waiting.next()
      if (!next) return
      const worker = free.pop()!
      void working(worker, next).finally(() => {
        free.push(worker)
        pump()
      })
    }
  }

  async function working(worker: ImageProcess, { task, resolve, reject }: Waiting): Promise<void> {
    try {
      const given = await task()
      const done = await worker.run(given)
      // Whatever ended it may have had nothing to do with this image.
      resolve('lost' in done && done.lost === 'ended' ? await worker.run(given) : done)
    } catch (error) {
      reject(error)
    }
  }

  return {
    /** Throws 503 when too much waits already, and what `signal` was aborted with when nobody waits for it any more. */
    do(work: Work): Promise<Done> {
      const { promise, resolve, reject } = Promise.withResolvers<Done>()
      const one = { ...work, resolve, reject }
      if (!waiting.push(one)) throw new Problem(503, 'images_busy', { headers: { 'retry-after': '5' } })
      work.signal?.addEventListener('abort', () => {
        if (waiting.remove(one)) reject(work.signal!.reason)
      })
      pump()
      return promise
    },
    end: () => everyone.forEach((worker) => worker.end()),
    pids: () => everyone.flatMap((worker) => worker.pid() ?? []),
    waits: () => waiting.length(),
  }
}

export const imageWorkKey = Symbol('image work')

/** What could not be done is not tried again for so long. */
export const refusedMs = 60_000

/** Of work that gave nothing. */
export const problemOf = (done: Done): Problem =>
  'lost' in done
    ? new Problem(503, done.lost === 'too slow' ? 'too_slow' : 'image_lost', {
        headers: { 'retry-after': String(refusedMs / 1000) },
      })
    : new Problem(422, 'image_broken')

/** That of this process. */
export const imageWork = (app: App): ImageWork =>
  app.kept(imageWorkKey, () => {
    const work = createImageWork()
    app.beforeStop(async () => work.end())
    return work
  })
