import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '#platform/db/database.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { clientConfig, type Connection } from '#platform/db/pools.ts'
import { prepareRoles } from '#platform/db/roles.ts'
import { startDebianCluster } from './debian-cluster.ts'
import { prepareJobs } from '#platform/jobs/worker.ts'
import { createLog } from '#platform/log.ts'

/** What the test files get: how to reach the cluster as one who may make databases and as the product does, and the database to clone. */
export type Cluster = { admin: Connection; login: Connection; template: string }

declare module 'vitest' {
  interface ProvidedContext {
    cluster: Cluster
  }
}

/**
 * Once a run: a PostgreSQL of its own in the temporary folder (with TEST_POSTGRES=debian Debian's), or the one in DATABASE_URL_TEST (its
 * login must be allowed to make databases), with a template database that has been migrated.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const log = createLog('warn')
  const server = await startServer(log)
  const template = `dozo_template_${process.pid}`
  const client = new pg.Client(clientConfig(server.admin))
  await client.connect()
  await client.query(makeDatabase(template, 'template1', server.login))
  const connection = inDatabase(server.login, template)
  await prepareRoles(connection)
  const database = openDatabase({ connection, poolSize: 2, log })
  await prepareJobs({ db: database })
  await migrate({ connection, log })
  await database.close()
  project.provide('cluster', { admin: server.admin, login: server.login, template })
  return async () => {
    await client.query(`drop database ${template} with (force)`)
    await client.end()
    await server.stop()
  }
}

async function startServer(log: ReturnType<typeof createLog>) {
  const url = process.env['DATABASE_URL_TEST']
  if (url) return { admin: { url }, login: { url }, stop: async () => undefined }
  if (process.env['TEST_POSTGRES'] === 'debian') return startDebianCluster({ fsync: 'off' })
  const dataDir = mkdtempSync(join(tmpdir(), 'dozo-test-'))
  chmodSync(dataDir, 0o711)
  const quiet = { ...log, info: () => undefined }
  const embedded = await startEmbedded({ dataDir, log: quiet, settings: { fsync: 'off' } })
  return {
    admin: { ...embedded.connection, user: 'postgres', database: 'postgres' },
    login: embedded.connection,
    async stop() {
      await embedded.stop({ immediate: true })
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Owned by the product's own login, which is no superuser. */
export const makeDatabase = (name: string, template: string, login: Connection): string =>
  `create database ${name} template ${template}${'url' in login ? '' : ` owner ${login.user}`}`

/** The same login in another database. */
export function inDatabase(connection: Connection, database: string): Connection {
  if (!('url' in connection)) return { ...connection, database }
  const url = new URL(connection.url)
  url.pathname = `/${database}`
  return { url: url.href }
}
