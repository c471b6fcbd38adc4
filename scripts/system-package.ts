import { spawnSync } from 'node:child_process'

const quiet = {
  stdio: 'ignore' as const,
  env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  // A mirror that says nothing must not hold up the tests for ever.
  timeout: 300_000,
}

type Wanted = { name: string; what: string; packages: readonly string[]; find: () => string | undefined }

/**
 * A program of the system that some tests need, such as Chromium for the journeys. As root a missing one is installed from the system's
 * packages; another user is told how, and what needs it is skipped.
 */
export function findOrInstall({ name, what, packages, find }: Wanted): string | undefined {
  const known = find()
  if (known) return known
  const apt = spawnSync('sh', ['-c', 'command -v apt-get']).status === 0
  if (process.getuid?.() === 0 && apt) {
    console.log(`Installing ${name} for ${what} …`)
    spawnSync('apt-get', ['update', '-qq'], quiet)
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quiet)
    const installed = find()
    if (installed) return installed
  }
  console.log(
    `No ${name}: ${what} are skipped. Install it first, on Debian: apt-get install ${packages.join(' ')}`,
  )
  return undefined
}
