import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import type { Log } from '#platform/log.ts'
import { connectAlone, type Connection } from './pools.ts'
import { StartError } from './start-error.ts'

const migrationsFolder = join(import.meta.dirname, '../../../migrations')

type Migration = { version: number; name: string; text: string; sha256: string }

/** `0001_platform.sql`, … in order, without gaps. */
async function readMigrations(folder = migrationsFolder): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  return Promise.all(
    files.map(async (name, i) => {
      const version = Number(/^(\d{4})_[a-z0-9-]+\.sql$/.exec(name)?.[1])
      if (version !== i + 1)
        throw new Error(`migration ${name} is out of order: number ${i + 1} was expected`)
      const text = await readFile(join(folder, name), 'utf8')
      return { version, name, text, sha256: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

type Options = { connection: Connection; log: Log; folder?: string }

/** Runs what has not run yet, forward only, each file in its own transaction as dozo_owner. Returns the names of those that ran. */
export async function migrate({ connection, log, folder }: Options): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const client = await connectAlone(connection, 'dozo migrate')
  try {
    await client.query('set role dozo_owner')
    // Of two servers starting at once the second waits here and then finds nothing to do.
    await client.query(`select pg_advisory_lock(hashtext('dozo migrate'))`)
    await client.query(`
      create table if not exists schema_migrations (
        version integer primary key,
        name text not null,
        sha256 text not null,
        applied_at timestamptz not null default now()
      )
    `)
    const { rows } = await client.query<{ version: number; name: string; sha256: string }>(
      'select version, name, sha256 from schema_migrations order by version',
    )
    refuseOtherHistory(rows, migrations)
    const fresh = migrations.slice(rows.length)
    for (const migration of fresh) await runOne(client, migration)
    if (fresh.length > 0) log.info({ migrations: fresh.map((m) => m.name) }, 'database migrated')
    return fresh.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}

async function runOne(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.text)
    await client.query('insert into schema_migrations (version, name, sha256) values ($1, $2, $3)', [
      migration.version,
      migration.name,
      migration.sha256,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw new Error(`migration ${migration.name} failed: ${(error as Error).message}`, { cause: error })
  }
}

function refuseOtherHistory(
  done: { version: number; name: string; sha256: string }[],
  known: Migration[],
): void {
  if (done.length > known.length) {
    throw new StartError({
      ja: `データベースはこのDozoより新しい版（移行 ${done.at(-1)?.name}）で使われています。新しいDozoで起動してください。`,
      en: `A newer Dozo has used this database (migration ${done.at(-1)?.name}). Start with that version or newer.`,
    })
  }
  const other = done.find((row, i) => row.sha256 !== known[i]?.sha256)
  if (other) {
    throw new StartError({
      ja: `移行 ${other.name} の内容が、実行したときと違います。移行ファイルは変更できません。`,
      en: `Migration ${other.name} differs from what was run. Migration files never change; add a new one.`,
    })
  }
}
