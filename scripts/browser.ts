import { spawnSync } from 'node:child_process'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const inPath = (): string | undefined =>
  names
    .map((name) => spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim())
    .find((path) => path !== '')

/** Chromium for the journeys. As root a missing one is installed from the system's packages; another user is told how. */
export function findBrowser(): string | undefined {
  const known = inPath()
  if (known) return known
  const apt = spawnSync('sh', ['-c', 'command -v apt-get']).status === 0
  if (process.getuid?.() === 0 && apt) {
    console.log('Installing Chromium for the journeys …')
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'] as ('ignore' | 'inherit')[] }
    spawnSync('apt-get', ['update', '-qq'], quiet)
    const packages = ['chromium', 'fonts-noto-cjk']
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      ...quiet,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    const installed = inPath()
    if (installed) return installed
  }
  console.log(
    'No Chromium: the journeys are skipped. Install it first, on Debian: apt-get install chromium fonts-noto-cjk',
  )
  return undefined
}
