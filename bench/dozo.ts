// The started Dozo of the benchmarks: the server and its rivals share the first core, the load generator has the second, PostgreSQL what
// is left, where the machine lets us choose.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { caughtUp, passwordOf, postmaster } from '../server/test/crash/dozo-database.ts'
import { bareEnv, root, startDozo as start, type Dozo } from '../server/test/crash/dozo-process.ts'

export const cores = availableParallelism()
const hasTaskset = spawnSync('taskset', ['--version']).status === 0
export const pinned = hasTaskset && cores >= 2

/** A node process on one core. */
export function node(core: number, args: string[], env: Record<string, string> = {}): ChildProcess {
  const command = [process.execPath, ...args]
  const [program = '', ...rest] = pinned ? ['taskset', '-c', String(core % cores), ...command] : command
  return spawn(program, rest, {
    env: { ...bareEnv(), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: root,
  })
}

/** Starts Dozo on an empty data folder, makes the owner and an API token. */
export const startDozo = (more: Record<string, string> = {}): Promise<Dozo> =>
  start(more, (args, env) => node(0, args, env), moveDatabase)

/** The server's core is the server's: its PostgreSQL, which inherited it, moves to the cores that are left. */
function moveDatabase(dataDir: string): void {
  if (!pinned || cores < 3) return
  const { pid } = postmaster(dataDir)
  const children = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)])
  const pids = [String(pid), ...String(children.stdout).trim().split(/\s+/)].filter(Boolean)
  for (const one of pids) spawnSync('taskset', ['-cp', `2-${cores - 1}`, one])
}

/** What a rival needs in its environment to reach the same database. */
export function databaseEnv(dozo: Dozo): Record<string, string> {
  const { host, port } = postmaster(dozo.dataDir)
  return {
    PGHOST: host,
    PGPORT: String(port),
    PGUSER: 'dozo',
    PGPASSWORD: passwordOf(dozo.dataDir),
    PGDATABASE: 'dozo',
    SITE_ID: dozo.siteId,
  }
}

/** Search, audit and jobs have caught up, and what autovacuum does some time after an import is done: nothing of it runs beside a measurement. */
export async function settleDatabase(dozo: Dozo): Promise<void> {
  await caughtUp(dozo)
  const client = await dozo.connect('postgres')
  await client.query('vacuum analyze')
  await client.end()
}
