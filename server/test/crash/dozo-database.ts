// Ways into the embedded database of a started Dozo from outside, with what PostgreSQL itself notes about where it is.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

/** Process id, port and socket folder as PostgreSQL notes them. */
export function postmaster(dataDir: string): { pid: number; port: number; host: string } {
  const lines = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3]), host: lines[4] || '127.0.0.1' }
}

export const passwordOf = (dataDir: string): string =>
  readFileSync(join(dataDir, 'postgres.password'), 'utf8').trim()

export async function connect(
  dataDir: string,
  as: 'postgres' | 'dozo_app',
  siteId: string,
): Promise<pg.Client> {
  const { host, port } = postmaster(dataDir)
  const user = as === 'postgres' ? 'postgres' : 'dozo'
  const client = new pg.Client({ host, port, user, password: passwordOf(dataDir), database: 'dozo' })
  client.on('error', () => undefined)
  await client.connect()
  if (as === 'dozo_app') await client.query(`set role dozo_app; set dozo.site = '${siteId}'`)
  return client
}

type Connects = { connect(as: 'postgres'): Promise<pg.Client> }

/** Jobs have ended, subscribers have read every event and the sealer every record. Throws after `patienceMs`, saying who is behind. */
export async function caughtUp(dozo: Connects, patienceMs = 600_000): Promise<void> {
  const client = await dozo.connect('postgres')
  let behind: Record<string, number> = {}
  try {
    for (const end = Date.now() + patienceMs; Date.now() < end; await wait(100)) {
      const { rows } = await client.query<Record<string, number>>(`
        select
          (select count(*)::int from graphile_worker.jobs where attempts < max_attempts and run_at <= now() + interval '1 hour') as jobs,
          (select count(*)::int from audit_queue) as unsealed,
          (select count(*)::int from events e, subscriptions s where (e.xid, e.id) > (s.xid, s.id)) as unread,
          (exists (select from events) and not exists (select from subscriptions))::int as unsubscribed
      `)
      behind = rows[0]!
      if (Object.values(behind).every((count) => count === 0)) return
    }
  } finally {
    await client.end()
  }
  throw new Error(`after ${patienceMs / 1000} s it has not caught up: ${JSON.stringify(behind)}`)
}
