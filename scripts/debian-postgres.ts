import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const initdb = '/usr/lib/postgresql/15/bin/initdb'

/** Is Debian's PostgreSQL 15 there for the long runs? As root a missing one is installed; another user is told how. */
export function findDebianPostgres(): boolean {
  if (existsSync(initdb)) return true
  const apt = spawnSync('sh', ['-c', 'command -v apt-get']).status === 0
  if (process.getuid?.() === 0 && apt) {
    console.log('Installing PostgreSQL 15 for the long runs …')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'] as ('ignore' | 'inherit')[], env }
    spawnSync('apt-get', ['update', '-qq'], quiet)
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql-15'], quiet)
    if (existsSync(initdb)) return true
  }
  console.log(
    'No PostgreSQL 15: the runs on it are skipped. Install it first, on Debian: apt-get install postgresql-15',
  )
  return false
}
