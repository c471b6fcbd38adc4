// Programs of the system that some tests need. As root missing ones are installed from the system's packages; another user is told how, and
// what needs them is skipped.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

type Program = { name: string; what: string; packages: readonly string[]; find: () => string | undefined }

const inPath = (...names: string[]): string | undefined =>
  names
    .map((name) => spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim())
    .find((path) => path !== '')
const at = (found: string, ...needed: string[]): string | undefined =>
  [found, ...needed].every(existsSync) ? found : undefined

const swift = ['proxy', 'account', 'container', 'object']

const programs = {
  browser: {
    name: 'Chromium',
    what: 'the journeys',
    packages: ['chromium', 'fonts-noto-cjk'],
    find: () => inPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'),
  },
  firefox: {
    name: 'Firefox',
    what: 'the journey in it',
    packages: ['firefox-esr', 'fonts-noto-cjk'],
    find: () => inPath('firefox-esr', 'firefox'),
  },
  clamd: {
    name: 'ClamAV',
    what: 'the tests of the virus scanner',
    packages: ['clamav-daemon'],
    find: () => at('/usr/sbin/clamd'),
  },
  /** The Python that has it. */
  swift: {
    name: 'OpenStack Swift',
    what: 'the tests of object storage',
    packages: swift.map((kind) => `swift-${kind}`),
    find: () => at('/usr/bin/python3', ...swift.map((kind) => `/usr/bin/swift-${kind}-server`)),
  },
  postgres: {
    name: 'PostgreSQL 15',
    what: 'the runs on it',
    packages: ['postgresql-15'],
    find: () => at('/usr/lib/postgresql/15/bin/initdb'),
  },
} satisfies Record<string, Program>

type Name = keyof typeof programs

/** Where each of them is; nothing of those that could not be had. */
export async function provide(...names: Name[]): Promise<Partial<Record<Name, string>>> {
  const missing = () => names.map((name) => programs[name]).filter(({ find }) => find() === undefined)
  const wanted = missing()
  if (wanted.length > 0 && process.getuid?.() === 0 && inPath('apt-get')) {
    console.log(`Installing ${wanted.map(({ name }) => name).join(', ')} …`)
    await apt('update')
    await install(wanted)
    // One that this system does not have keeps the others from being installed with it.
    if (wanted.length > 1) for (const one of missing()) await install([one])
  }
  for (const { name, what, packages } of missing())
    console.log(
      `No ${name}: ${what} are skipped. Install it first, on Debian: apt-get install ${packages.join(' ')}`,
    )
  const found = names.flatMap((name) => {
    const path = programs[name].find()
    return path === undefined ? [] : [[name, path] as const]
  })
  return Object.fromEntries(found)
}

const install = (some: readonly Program[]): Promise<void> =>
  apt('install', '-y', '--no-install-recommends', ...some.flatMap(({ packages }) => packages))

/** A mirror that says nothing does not hold up the tests for ever. */
const apt = (...args: string[]): Promise<void> =>
  new Promise((resolve) => {
    const child = spawn('apt-get', ['-qq', ...args], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: 900_000,
    })
    child.once('error', () => resolve())
    child.once('close', () => resolve())
  })
