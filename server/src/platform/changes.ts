/**
 * What has changed, by tag, in this process. A reader remembers `sequence` before it reads and asks `movedSince` before it keeps the
 * answer: what changed in between must not be kept. Tags are cut at `limit`; then everything begun earlier counts as moved.
 */
export type Changes = ReturnType<typeof createChanges>

export function createChanges(limit = 50_000) {
  let sequence = 0
  let floor = 0
  const last = new Map<string, number>()
  const listeners: ((tags: string[] | null) => void)[] = []
  return {
    sequence: () => sequence,
    /** `null`: messages from other processes may have been missed, so anything may have changed. */
    mark(tags: string[] | null): void {
      sequence++
      if (tags === null || last.size + tags.length > limit) {
        last.clear()
        floor = sequence
      }
      for (const tag of tags ?? []) last.set(tag, sequence)
      for (const listener of listeners) listener(tags)
    },
    movedSince(start: number, tags: readonly string[]): boolean {
      return floor > start || tags.some((tag) => (last.get(tag) ?? 0) > start)
    },
    listen(listener: (tags: string[] | null) => void): void {
      listeners.push(listener)
    },
  }
}
