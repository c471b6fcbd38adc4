import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '#platform/log.ts'
import { acquire, openPool, type Connection } from './pools.ts'
import { dbOn, isLost, prepared, translated, type Db, type Statement } from './query.ts'
import { WalledQuery } from './walled-query.ts'

export type Tx = Db & {
  readonly siteId: string | null
  /** Runs after commit and before `tx` resolves; not at all when the transaction rolls back. */
  afterCommit(hook: () => void): void
  /** Work that may fail without spoiling the transaction around it. */
  savepoint<T>(work: () => Promise<T>): Promise<T>
}
export type OwnerTx = Omit<Tx, 'siteId'>

export type TxOptions = {
  /** Longest time of one statement; default 15 seconds. */
  statementTimeoutMs?: number
  /** It may reach the disk later than it is told: for what is derived, or carried by what is committed behind it. */
  late?: boolean
  /** On behalf of others who hold connections and wait: from those that are kept for that. */
  beside?: boolean
  /** One snapshot for all reads. */
  repeatable?: boolean
  /** PostgreSQL refuses writes in it. */
  readOnly?: boolean
  /** `false`: never run a second time, for work that does more than talk to the database (a stream, a file). */
  retry?: boolean
}

export type Database = {
  readonly connection: Connection
  /**
   * One transaction as dozo_app, bound to a site (`null`: to none, so that it sees no row of any). Begin and the setting travel with
   * the first statement. Only serialisation failures, deadlocks and unique values are tried again (three times), so `work` may run more than once.
   * Throws DatabaseUnavailable.
   */
  tx<T>(siteId: string | null, work: (tx: Tx) => Promise<T>, options?: TxOptions): Promise<T>
  /** One statement in a transaction of its own, in one round trip. */
  read<T>(siteId: string | null, query: Statement): Promise<T[]>
  /**
   * One transaction as dozo_owner, across all walls. Callers name every site in their statements and say why they are here: the
   * reason is the connection's application name for as long as it runs (pg_stat_activity).
   */
  asOwner<T>(reason: string, work: (tx: OwnerTx) => Promise<T>, options?: TxOptions): Promise<T>
  /** A pool as dozo_owner for the job queue. */
  ownerPool(): pg.Pool
  /** Closes everything. Throws when connections were never given back. */
  close(): Promise<void>
}

type Options = { connection: Connection; poolSize: number; log: Log }

export function openDatabase({ connection, poolSize, log }: Options): Database {
  const statementTimeoutMs = 15_000
  const outer = openPool(connection, { role: 'dozo_app', size: poolSize, log, statementTimeoutMs })
  // Whoever holds a connection must not wait for a second one of the same pool: enough of them at once would wait for each other.
  const inner = openPool(connection, { role: 'dozo_app', size: 4, log, statementTimeoutMs })
  const app = () => (within.getStore()?.open ? inner : outer)
  const owner = openPool(connection, { role: 'dozo_owner', size: 6, log, statementTimeoutMs: 300_000 })
  let jobs: pg.Pool | undefined
  return {
    connection,
    async tx(siteId, work, options = {}) {
      const opening = begin(siteId, options)
      return repeated(options, () =>
        transaction(options.beside ? inner : app(), opening, (db) => work(Object.assign(db, { siteId }))),
      )
    },
    async read(siteId, query) {
      if (siteId !== null && !uuid.test(siteId)) throw new Error('a site id is a UUID')
      return repeated({}, () => readOnce(app(), siteId, query))
    },
    async asOwner(reason, work, options = {}) {
      const opening = `${begin(null, options)}; ${named(reason)}`
      return repeated(options, () => transaction(owner, opening, work))
    },
    ownerPool: () =>
      (jobs ??= openPool(connection, {
        role: 'dozo_owner',
        size: 6,
        log,
        statementTimeoutMs: 0,
        pipeline: false,
      })),
    async close() {
      const pools = [outer, inner, owner, ...(jobs ? [jobs] : [])]
      const leaked = pools.reduce((sum, pool) => sum + pool.totalCount - pool.idleCount, 0)
      // A pool waits for what is out; what nobody gives back would make it wait for ever.
      const ended = Promise.all(pools.map((pool) => pool.end()))
      if (leaked > 0) throw new Error(`${leaked} database connections were not given back`)
      await ended
    },
  }
}

/** Whether a transaction is open around the code that runs. */
const within = new AsyncLocalStorage<{ open: boolean }>()

const uuid = /^[0-9a-f-]{36}$/

/** One message for begin and the settings; the site is checked, because `set local` takes no parameters. */
function begin(siteId: string | null, { repeatable, readOnly, late, statementTimeoutMs }: TxOptions): string {
  if (siteId !== null && !uuid.test(siteId)) throw new Error('a site id is a UUID')
  const level = `${repeatable ? ' isolation level repeatable read' : ''}${readOnly ? ' read only' : ''}`
  const timeout =
    statementTimeoutMs === undefined ? '' : `; set local statement_timeout = ${Math.ceil(statementTimeoutMs)}`
  const commit = late ? '; set local synchronous_commit = off' : ''
  return `begin${level}; set local dozo.site = '${siteId ?? ''}'${timeout}${commit}`
}

const named = (reason: string) =>
  `set local application_name = ${pg.escapeLiteral(`dozo: ${reason.replace(/[^\x20-\x7e]/g, '?').slice(0, 50)}`)}`

async function transaction<T>(pool: pg.Pool, opening: string, work: (tx: OwnerTx) => Promise<T>): Promise<T> {
  const client = await acquire(pool)
  const hooks: (() => void)[] = []
  const around = { open: true }
  let value: T
  let broken = false
  try {
    const opened = client.query(opening)
    // Not awaited: it travels with the first statement. Its failure fails that one, too.
    opened.catch(() => undefined)
    value = await within.run(around, () => work(txOn(client, hooks)))
    await opened
    const { command } = await client.query('commit')
    if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back')
  } catch (error) {
    broken = isStale(error) || isLost(error) || !(await rolledBack(client))
    throw translated(error)
  } finally {
    around.open = false
    client.release(broken)
  }
  for (const hook of hooks) hook()
  return value
}

function txOn(client: pg.PoolClient, hooks: (() => void)[]): OwnerTx {
  const db = dbOn(client)
  let depth = 0
  return {
    ...db,
    afterCommit: (hook) => void hooks.push(hook),
    async savepoint(work) {
      const name = `s${++depth}`
      await client.query(`savepoint ${name}`)
      const before = hooks.length
      try {
        const value = await work()
        await client.query(`release savepoint ${name}`)
        return value
      } catch (error) {
        hooks.length = before
        await client.query(`rollback to savepoint ${name}`)
        throw error
      }
    },
  }
}

const rolledBack = (client: pg.PoolClient): Promise<boolean> =>
  client.query('rollback').then(
    () => true,
    () => false,
  )

async function readOnce<T>(pool: pg.Pool, siteId: string | null, query: Statement): Promise<T[]> {
  const client = await acquire(pool)
  let broken = false
  try {
    const { rows } = await new Promise<pg.QueryResult<T & pg.QueryResultRow>>((done, fail) => {
      client.query(
        new WalledQuery<T & pg.QueryResultRow>(
          siteId ?? '',
          { ...prepared(query), planned: query.planned },
          (error, result) => (error ? fail(error) : done(result)),
        ),
      )
    })
    return rows
  } catch (error) {
    broken = isStale(error) || isLost(error)
    throw translated(error)
  } finally {
    client.release(broken)
  }
}

/** Its prepared statements no longer fit: a migration changed a table, or a pooler between us gave us another session. */
function isStale(error: unknown): boolean {
  const { code, routine } = (error ?? {}) as { code?: string; routine?: string }
  return code === '26000' || (code === '0A000' && routine === 'RevalidateCachedQuery')
}

/** Serialisation failures, deadlocks, and a unique value that somebody wrote since it was looked for: the second look finds it. */
const mayWorkAgain = (error: unknown): boolean =>
  ['40001', '40P01', '23505'].includes(String((error as { code?: string } | null)?.code)) || isStale(error)

async function repeated<T>({ retry = true }: TxOptions, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (!retry || tries === 4 || !mayWorkAgain(error)) throw error
      // Two that got into each other's way must not meet again.
      await wait(Math.random() * 10 * 2 ** tries)
    }
  }
}
