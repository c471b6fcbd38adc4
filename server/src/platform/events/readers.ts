import { setTimeout as wait } from 'node:timers/promises'
import type { App } from '#platform/app.ts'
import { noteFailure, readBatch } from '#platform/events/reader.ts'
import type { Subscriber } from '#platform/feature.ts'

/** The poll that catches what a lost wake-up missed. */
const pollMs = 1000
const longestPauseMs = 60_000
const pauses = { read: 0, soon: 10, end: pollMs }
/** Between the beginnings of two rounds: what happens meanwhile is read together. Whoever waits for the end does not wait for this. */
const gapMs = 25

export type Readers = {
  wake(): void
  /** Resolves when every subscriber has read to the end. For tests and graceful stop. */
  caughtUp(): Promise<void>
  stop(): Promise<void>
}

/** Runs each subscriber's loop: read until nothing is left, then sleep until woken or for a second. A failing one pauses longer each time. */
export function startReaders(app: App): Readers {
  const subscribers = app.features.flatMap((feature) => feature.on.later ?? [])
  const stopping = new AbortController()
  let wakeAll = new AbortController()
  let rounds = 0
  const idle = new Map<string, number>()
  const waiters: (() => void)[] = []

  async function loop(subscriber: Subscriber): Promise<void> {
    let failures = 0
    while (!stopping.signal.aborted) {
      const round = rounds
      const begun = performance.now()
      const pauseMs = await readBatch(app, subscriber).then(
        (result) => {
          failures = 0
          return pauses[result]
        },
        async (error: unknown) => {
          failures++
          app.log.error({ err: error, subscriber: subscriber.name, failures })
          await noteFailure(app.db, app, subscriber.name, error).catch(() => undefined)
          return Math.min(longestPauseMs, 250 * 2 ** failures)
        },
      )
      const restMs = gapMs - (performance.now() - begun)
      if (restMs > 0 && waiters.length === 0 && pauseMs !== pollMs)
        await wait(restMs, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (pauseMs === 0) continue
      if (pauseMs === pollMs) idle.set(subscriber.name, round)
      for (const waiter of waiters.slice()) waiter()
      const signal = AbortSignal.any([stopping.signal, failures === 0 ? wakeAll.signal : stopping.signal])
      if (round === rounds || failures > 0) await wait(pauseMs, undefined, { signal }).catch(() => undefined)
    }
  }

  const wake = () => {
    rounds++
    wakeAll.abort()
    wakeAll = new AbortController()
  }
  const running = subscribers.map((subscriber) => loop(subscriber))
  return {
    wake,
    caughtUp() {
      wake()
      const target = rounds
      return new Promise((resolve) => {
        const check = () => {
          if (!subscribers.every((s) => (idle.get(s.name) ?? -1) >= target)) return
          waiters.splice(waiters.indexOf(check), 1)
          resolve()
        }
        waiters.push(check)
        check()
      })
    },
    async stop() {
      stopping.abort()
      await Promise.all(running)
    },
  }
}
