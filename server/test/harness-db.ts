import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { openDatabase, type Database } from '#platform/db/database.ts'
import { clientConfig, type Connection } from '#platform/db/pools.ts'
import { createLog } from '#platform/log.ts'
import { inDatabase, makeDatabase } from './postgres-cluster.ts'

export type TestDatabase = {
  database: Database
  connection: Connection
  /** Closes and drops it. Fails when a connection was never given back. */
  close(): Promise<void>
}

type Options = { poolSize?: number; log?: ReturnType<typeof createLog>; template?: string }

/** A database of this file's own: the migrated template, cloned; with `template: 'template0'` an empty one. */
export async function testDatabase(options: Options = {}): Promise<TestDatabase> {
  const { login, template } = inject('cluster')
  const { poolSize = 8, log = createLog('silent') } = options
  const name = `dozo_test_${randomBytes(6).toString('hex')}`
  await asAdmin(makeDatabase(name, options.template ?? template, login))
  const connection = inDatabase(login, name)
  const database = openDatabase({ connection, poolSize, log })
  return {
    database,
    connection,
    async close() {
      try {
        await database.close()
      } finally {
        await asAdmin(`drop database ${name} with (force)`)
      }
    },
  }
}

/** One statement as the cluster's administrator, in the administrator's database or in the one named. */
export async function asAdmin<T extends pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
  where?: Connection,
): Promise<T[]> {
  const { admin } = inject('cluster')
  const client = new pg.Client(clientConfig(where ? inDatabase(admin, databaseOf(where)) : admin))
  await client.connect()
  try {
    return (await client.query<T>(text, values.length > 0 ? values : undefined)).rows
  } finally {
    await client.end()
  }
}

const databaseOf = (connection: Connection): string =>
  'url' in connection ? new URL(connection.url).pathname.slice(1) : connection.database
