import { setTimeout as wait } from 'node:timers/promises'
import sql from 'sql-template-tag'
import type { Log } from '#platform/log.ts'
import type { Database } from './database.ts'
import { connectAlone, type Connection } from './pools.ts'

type Handlers = Record<string, (payload: string[], sender: string) => void>
type Options = { connection: Connection; log: Log; onLost: () => void; onBack?: () => void }

const pauseMs = 500

/**
 * Listens on a connection of its own. While it is lost messages are missed: `onLost` is called when it breaks and again before a new
 * one is believed, so that what was kept in between is forgotten; then `onBack`.
 */
export function listen(
  handlers: Handlers,
  { connection, log, onLost, onBack }: Options,
): { ready: Promise<void>; stop(): Promise<void> } {
  const stopping = new AbortController()
  const { promise: ready, resolve } = Promise.withResolvers<void>()

  /** One connection from its beginning to its end. */
  async function once(): Promise<void> {
    const client = await connectAlone(connection, 'dozo listen')
    const ended = new Promise<void>((over) => client.on('end', () => over()))
    const stop = () => void client.end().catch(() => undefined)
    stopping.signal.addEventListener('abort', stop)
    try {
      if (stopping.signal.aborted) return
      client.on('notification', ({ channel, payload }) => {
        const { tags, sender } = JSON.parse(payload ?? '{}') as { tags: string[]; sender: string }
        handlers[channel]?.(tags, sender)
      })
      for (const channel of Object.keys(handlers)) await client.query(`listen ${channel}`)
      onLost()
      onBack?.()
      resolve()
      await ended
    } finally {
      stopping.signal.removeEventListener('abort', stop)
      await client.end().catch(() => undefined)
    }
  }

  async function forever(): Promise<void> {
    while (!stopping.signal.aborted) {
      const error = await once().then(
        () => undefined,
        (reason: unknown) => reason,
      )
      if (stopping.signal.aborted) return
      log.warn({ err: error }, 'the connection that listens for changes was lost')
      onLost()
      await wait(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }

  const running = forever()
  return {
    ready,
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** Largest NOTIFY payload is 8,000 bytes; more tags than fit are sent as "anything may have changed". */
const mostBytes = 7000

/**
 * Sends tags after commit, on one connection at a time: what gathers while a message is under way goes out together with the next.
 * Inside the writers' transactions NOTIFY would make all commits wait for each other.
 */
export function notifier(db: Database) {
  const waiting = new Map<string, Set<string>>()
  let sender = ''
  let running: Promise<void> | undefined
  const closed = new AbortController()

  function gather(channel: string, tags: string[]): void {
    const known = waiting.get(channel)
    if (known) for (const tag of tags) known.add(tag)
    else waiting.set(channel, new Set(tags))
  }

  async function drain(): Promise<void> {
    while (waiting.size > 0) {
      const [[channel, tags]] = waiting as unknown as [[string, Set<string>]]
      waiting.delete(channel)
      const all = JSON.stringify({ tags: [...tags], sender })
      const payload = Buffer.byteLength(all) < mostBytes ? all : JSON.stringify({ tags: ['*'], sender })
      const sent = await db.read(null, sql`select pg_notify(${channel}, ${payload})`).then(
        () => true,
        () => false,
      )
      // The others would go on believing what has changed: a message is kept until it can be sent, together with what gathers.
      if (!sent && !closed.signal.aborted) {
        gather(channel, [...tags])
        await wait(pauseMs, undefined, { signal: closed.signal, ref: false }).catch(() => undefined)
      }
    }
    running = undefined
  }

  return {
    send(channel: string, tags: string[], from: string): void {
      sender = from
      gather(channel, tags)
      running ??= Promise.resolve().then(drain)
    },
    /** Resolves when everything has been sent. */
    settled: async (): Promise<void> => running,
    /** Sends what it can at once and gives up on the rest. */
    async stop(): Promise<void> {
      closed.abort()
      await running
    },
  }
}
