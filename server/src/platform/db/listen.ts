import pg from 'pg'
import sql from 'sql-template-tag'
import type { Log } from '#platform/log.ts'
import type { Database } from './database.ts'
import { clientConfig, type Connection } from './pools.ts'

type Handlers = Record<string, (payload: string[], sender: string) => void>
type Options = { connection: Connection; log: Log; onLost: () => void }

/**
 * Listens on a connection of its own. While it is lost messages are missed: `onLost` is called when it breaks and again when a new one
 * listens, so that what was kept in between is not believed.
 */
export function listen(handlers: Handlers, { connection, log, onLost }: Options): { ready: Promise<void>; stop(): Promise<void> } {
  let client: pg.Client | undefined
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const { promise: ready, resolve } = Promise.withResolvers<void>()

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ ...clientConfig(connection), keepAlive: true, application_name: 'dozo listen' })
    let over = false
    const lost = (error?: Error) => {
      if (over || stopped) return
      over = true
      log.warn({ err: error }, 'the connection that listens for changes was lost')
      onLost()
      fresh.end().catch(() => undefined)
      again()
    }
    fresh.on('error', lost)
    fresh.on('end', () => lost())
    fresh.on('notification', ({ channel, payload }) => {
      const { tags, sender } = JSON.parse(payload ?? '{}') as { tags: string[]; sender: string }
      handlers[channel]?.(tags, sender)
    })
    await fresh.connect()
    for (const channel of Object.keys(handlers)) await fresh.query(`listen ${channel}`)
    client = fresh
    onLost()
    resolve()
  }

  function again(): void {
    if (stopped) return
    timer = setTimeout(() => void connect().catch(again), 500)
  }

  void connect().catch(again)
  return {
    ready,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}

/** Largest NOTIFY payload is 8,000 bytes; more tags than fit are sent as "anything may have changed". */
const mostBytes = 7000

export type Notifier = ReturnType<typeof notifier>

/**
 * Sends tags after commit, on one connection at a time: what gathers while a message is under way goes out together with the next.
 * Inside the writers' transactions NOTIFY would make all commits wait for each other.
 */
export function notifier(db: Database) {
  const waiting = new Map<string, Set<string>>()
  let sender = ''
  let running: Promise<void> | undefined

  async function drain(): Promise<void> {
    while (waiting.size > 0) {
      const [[channel, tags]] = waiting as unknown as [[string, Set<string>]]
      waiting.delete(channel)
      const all = JSON.stringify({ tags: [...tags], sender })
      const payload = Buffer.byteLength(all) < mostBytes ? all : JSON.stringify({ tags: ['*'], sender })
      // A message that is not sent is caught by the other side: its own connection is lost at the same time, or its poll comes.
      await db.read(null, sql`select pg_notify(${channel}, ${payload})`).catch(() => undefined)
    }
    running = undefined
  }

  return {
    send(channel: string, tags: string[], from: string): void {
      sender = from
      const known = waiting.get(channel)
      if (known) for (const tag of tags) known.add(tag)
      else waiting.set(channel, new Set(tags))
      running ??= Promise.resolve().then(drain)
    },
    /** Resolves when everything has been sent. */
    settled: async (): Promise<void> => running,
  }
}
