import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const clamd = '/usr/sbin/clamd'

/** The virus scanner for the tests of files. As root a missing one is installed from the system's packages; another user is told how. */
export function findClamd(): string | undefined {
  if (existsSync(clamd)) return clamd
  const apt = spawnSync('sh', ['-c', 'command -v apt-get']).status === 0
  if (process.getuid?.() === 0 && apt) {
    console.log('Installing ClamAV for the tests of files …')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const quiet = { stdio: 'ignore' as const, env, timeout: 180_000 }
    spawnSync('apt-get', ['update', '-qq'], quiet)
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'clamav-daemon'], quiet)
    if (existsSync(clamd)) return clamd
  }
  console.log(
    'No ClamAV: what is tested with it is skipped. Install it first, on Debian: apt-get install clamav-daemon',
  )
  return undefined
}
