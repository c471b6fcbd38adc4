import type { Changes } from '#platform/changes.ts'

export type Kept<T> = { value: T; tags: readonly string[]; bytes?: number; untilMs?: number }
type Entry<T> = Kept<T> & { fromMs: number; untilMs: number }

/**
 * For what says who may do what, and where things are: longer than that no process goes on with what it has not been told is over.
 * Whoever should have told it may have died.
 */
export const untoldMs = 10_000

/**
 * Answers kept in this process until one of their tags changes, their time is over (`mostMs` at the latest) or the space is needed (oldest
 * use first).
 * A fill is not kept when one of its tags has moved since it began; readers of one key that is being filled share the fill.
 */
export function createTaggedCache<T>(
  changes: Changes,
  limits: { entries: number; bytes?: number; mostMs?: number },
) {
  const kept = new Map<string, Entry<T>>()
  const keysByTag = new Map<string, Set<string>>()
  const filling = new Map<string, { started: number; value: Promise<Kept<T>> }>()
  let bytes = 0

  function drop(key: string): void {
    const entry = kept.get(key)
    if (!entry) return
    kept.delete(key)
    bytes -= entry.bytes ?? 0
    for (const tag of entry.tags) {
      const keys = keysByTag.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) keysByTag.delete(tag)
    }
  }

  function clear(): void {
    kept.clear()
    keysByTag.clear()
    bytes = 0
  }

  changes.listen((tags) => {
    if (tags === null) return clear()
    for (const tag of tags) for (const key of keysByTag.get(tag) ?? []) drop(key)
  })

  function keep(key: string, entry: Entry<T>): void {
    const most = limits.bytes ?? Infinity
    if ((entry.bytes ?? 0) > most / 8) return
    drop(key)
    kept.set(key, entry)
    bytes += entry.bytes ?? 0
    for (const tag of entry.tags) {
      const keys = keysByTag.get(tag)
      if (keys) keys.add(key)
      else keysByTag.set(tag, new Set([key]))
    }
    for (const oldest of kept.keys()) {
      if (kept.size <= limits.entries && bytes <= most) break
      drop(oldest)
    }
  }

  return {
    /** The kept answer that is still good at `nowMs`. */
    get(key: string, nowMs: number): Kept<T> | undefined {
      const entry = kept.get(key)
      if (!entry) return undefined
      // What was true then need not be true before: a clock that was set back asks again.
      if (nowMs < entry.fromMs || entry.untilMs <= nowMs) {
        drop(key)
        return undefined
      }
      // Moving to the young end on every read would cost more than the read; once in a while is enough for a fair order.
      if (kept.size > limits.entries / 2 && Math.random() < 0.1) {
        kept.delete(key)
        kept.set(key, entry)
      }
      return entry
    },
    /**
     * The kept answer, or what `load` gives. `load` says which tags it depends on. `since`: the sequence before the first look at
     * anything that `load` builds on; without it, this moment.
     */
    async fill(
      key: string,
      nowMs: number,
      load: () => Promise<Kept<T>>,
      since = changes.sequence(),
    ): Promise<Kept<T>> {
      const known = this.get(key, nowMs)
      if (known) return known
      const running = filling.get(key)
      // A fill that began before the latest change this reader knows of may hold what was true before it: it is not shared.
      if (running && running.started >= since) return running.value
      const value = load()
      filling.set(key, { started: since, value })
      try {
        const entry = await value
        const untilMs = Math.min(entry.untilMs ?? Infinity, nowMs + (limits.mostMs ?? Infinity))
        if (untilMs > nowMs && !changes.movedSince(since, entry.tags))
          keep(key, { ...entry, untilMs, fromMs: nowMs })
        return entry
      } finally {
        if (filling.get(key)?.value === value) filling.delete(key)
      }
    },
    clear,
    size: () => ({ entries: kept.size, bytes }),
  }
}
