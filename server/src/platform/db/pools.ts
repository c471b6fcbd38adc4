import pg from 'pg'
import type { Log } from '#platform/log.ts'
import { rowTypes, translated } from './query.ts'

/** Where the database is: a URL, or the parts of the embedded one. */
export type Connection =
  { url: string } | { host: string; port: number; user: string; password: string; database: string }

type Role = 'dozo_app' | 'dozo_owner'

type PoolOptions = { role: Role; size: number; log: Log; statementTimeoutMs: number; pipeline?: boolean }

/** What pg's Client takes. */
export const clientConfig = (connection: Connection): pg.ClientConfig =>
  'url' in connection ? { connectionString: connection.url } : connection

/** A pool whose every connection has taken on its role before anyone gets it. */
export function openPool(
  connection: Connection,
  { role, size, log, statementTimeoutMs, pipeline = true }: PoolOptions,
): pg.Pool {
  const pool = new pg.Pool({
    ...clientConfig(connection),
    max: size,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    idleTimeoutMillis: 60_000,
    types: rowTypes,
    application_name: `dozo ${role}`,
    options: `-c statement_timeout=${statementTimeoutMs} -c idle_in_transaction_session_timeout=60000 -c timezone=UTC`,
    // pg waits for what this returns before it hands the connection out.
    onConnect: (client) => client.query(`set role ${role}`) as unknown as void,
    pipeline,
  })
  // A connection that is handed out has no listener of the pool's; losing it between two statements must not end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  pool.on('error', (error) => log.debug({ err: error }, 'an idle database connection was lost'))
  return pool
}

/** One connection of our own, outside the pools. A break of it fails its statements; it never ends the process. */
export async function connectAlone(connection: Connection, applicationName: string): Promise<pg.Client> {
  const client = new pg.Client({
    ...clientConfig(connection),
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: rowTypes,
    application_name: applicationName,
  })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

export async function acquire(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    throw translated(error)
  }
}
