// A whole Dozo as a child process on a data folder and ports of its own, and the few ways to talk to it and to its database.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

export const root = dirname(import.meta.dirname)

/** The server and its rivals share the first core, the load generator has the second, PostgreSQL what is left. */
export const cores = availableParallelism()
const hasTaskset = spawnSync('taskset', ['--version']).status === 0
export const pinned = hasTaskset && cores >= 2

/** A node process on one core, where the machine lets us choose. */
export function node(
  core: number,
  args: string[],
  env: Record<string, string> = {},
  stdio: 'pipe' | ['pipe', 'pipe', 'inherit'] = ['pipe', 'pipe', 'inherit'],
): ChildProcess {
  const command = [process.execPath, ...args]
  const [program = '', ...rest] = pinned ? ['taskset', '-c', String(core % cores), ...command] : command
  const inherited = Object.entries(process.env).filter(([name]) => !/^(DOZO_|DATABASE_URL$)/.test(name))
  return spawn(program, rest, { env: { ...Object.fromEntries(inherited), ...env }, stdio, cwd: root })
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

export type Call = { status: number; body: any; headers: Headers }

export type Dozo = {
  dataDir: string
  consoleUrl: string
  siteUrl: string
  env: Record<string, string>
  siteId: string
  /** The server's process id; another one after `restart`. */
  pid(): number
  /** Asks the management API as the owner; throws on other statuses than 2xx unless `any`. */
  call(method: string, path: string, body?: unknown, options?: CallOptions): Promise<Call>
  /** A connection to the embedded database; as `dozo_app` it is bound to the main site. */
  connect(as: 'postgres' | 'dozo_app'): Promise<pg.Client>
  /** Without a graceful stop before it: after a kill. */
  start(): Promise<void>
  restart(env?: Record<string, string>): Promise<void>
  stop(): Promise<void>
  /** Stops it and removes its data. */
  end(): Promise<void>
}

export type CallOptions = { any?: boolean; ifMatch?: number; type?: string; signal?: AbortSignal }

const owner = { name: '計測', email: 'owner@example.com', password: 'correct horse battery' }

/** Starts Dozo on an empty data folder, makes the owner and an API token. */
export async function startDozo(more: Record<string, string> = {}): Promise<Dozo> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dozo-bench-'))
  // Run as root, the database has a user of its own, who must get through.
  chmodSync(dataDir, 0o711)
  const [port, sitePort] = [await freePort(), await freePort()]
  const env: Record<string, string> = {
    DOZO_DATA: dataDir,
    DOZO_PORT: String(port),
    DOZO_SITE_PORT: String(sitePort),
    DOZO_HOST: '127.0.0.1',
    DOZO_SAMPLE: 'false',
    DOZO_LOG: 'warn',
    DOZO_LANGUAGE: 'en',
    ...more,
  }
  const consoleUrl = `http://127.0.0.1:${port}`
  let child: ChildProcess
  let token = ''

  async function start(extra: Record<string, string> = {}): Promise<string> {
    child = node(0, ['server/src/main.ts', 'serve'], { ...env, ...extra })
    const said = await greetingOf(child)
    await moveDatabase(dataDir)
    return said
  }
  const stop = () => ended(child, () => child.kill('SIGTERM'))

  const dozo: Dozo = {
    dataDir,
    consoleUrl,
    siteUrl: `http://127.0.0.1:${sitePort}`,
    env,
    siteId: '',
    pid: () => child.pid ?? -1,
    async call(method, path, body, { any = false, ifMatch, type = 'application/json', signal } = {}) {
      const response = await fetch(`${consoleUrl}/manage/v1/sites/main${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': type }),
          ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
        },
        ...(body === undefined
          ? {}
          : { body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      } as RequestInit)
      const text = await response.text()
      if (!any && !response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 500)}`)
      const parsed = /json/.test(response.headers.get('content-type') ?? '') && text ? JSON.parse(text) : text
      return { status: response.status, body: parsed, headers: response.headers }
    },
    connect: (as) => connect(dataDir, as, dozo.siteId),
    start: () => start().then(() => undefined),
    async restart(extra) {
      await stop()
      await start(extra)
    },
    async stop() {
      await stop()
    },
    async end() {
      await stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  try {
    token = await tokenOf(consoleUrl, await start())
    const client = await connect(dataDir, 'postgres', '')
    dozo.siteId = (await client.query<{ id: string }>('select id from sites where home')).rows[0]!.id
    await client.end()
    return dozo
  } catch (error) {
    await dozo.end()
    throw error
  }
}

/** Set-up link, owner, session, token: what a person does once. */
async function tokenOf(consoleUrl: string, greeting: string): Promise<string> {
  const link = /token=(\S+)/.exec(greeting)?.[1]
  const post = async (path: string, body: unknown, cookie = '') => {
    const response = await fetch(`${consoleUrl}/manage/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: consoleUrl, cookie },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response
  }
  const session = await post('/instance/setup', { token: link, ...owner })
  const cookie = (session.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
  const expiresAt = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString()
  const scopes = [{ permission: '*' }]
  const made = await post('/sites/main/api-tokens', { name: 'bench', scopes, expiresAt }, cookie)
  return ((await made.json()) as { data: { token: string } }).data.token
}

function greetingOf(child: ChildProcess): Promise<string> {
  let text = ''
  return new Promise((resolve, reject) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      // The greeting ends with an empty line and is printed in one piece.
      if (/Console {3}.*\n[^]*\n$/.test(text)) resolve(text)
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${text}`)))
  })
}

export function ended(child: ChildProcess, stop: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    stop()
  })
}

/** Process id, port and socket folder as PostgreSQL notes them itself. */
function postmaster(dataDir: string): { pid: number; port: number; host: string } {
  const lines = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3]), host: lines[4] || '127.0.0.1' }
}

export const databasePid = (dataDir: string): number => postmaster(dataDir).pid

async function connect(dataDir: string, as: 'postgres' | 'dozo_app', siteId: string): Promise<pg.Client> {
  const { host, port } = postmaster(dataDir)
  const password = readFileSync(join(dataDir, 'postgres.password'), 'utf8').trim()
  const user = as === 'postgres' ? 'postgres' : 'dozo'
  const client = new pg.Client({ host, port, user, password, database: 'dozo' })
  client.on('error', () => undefined)
  await client.connect()
  if (as === 'dozo_app') await client.query(`set role dozo_app; set dozo.site = '${siteId}'`)
  return client
}

/** What a rival needs in its environment to reach the same database. */
export function databaseEnv(dozo: Dozo): Record<string, string> {
  const { host, port } = postmaster(dozo.dataDir)
  const password = readFileSync(join(dozo.dataDir, 'postgres.password'), 'utf8').trim()
  return {
    PGHOST: host,
    PGPORT: String(port),
    PGUSER: 'dozo',
    PGPASSWORD: password,
    PGDATABASE: 'dozo',
    SITE_ID: dozo.siteId,
  }
}

/** The server's core is the server's: its PostgreSQL, which inherited it, moves to the cores that are left. */
async function moveDatabase(dataDir: string): Promise<void> {
  if (!pinned || cores < 3 || !existsSync(join(dataDir, 'postgres', 'postmaster.pid'))) return
  const { pid } = postmaster(dataDir)
  const children = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)])
  const pids = [String(pid), ...String(children.stdout).trim().split(/\s+/)].filter(Boolean)
  for (const one of pids) spawnSync('taskset', ['-cp', `2-${cores - 1}`, one])
}

/** Subscribers have read every event and the sealer every record. */
export async function caughtUp(dozo: Dozo, patienceMs = 600_000): Promise<void> {
  const client = await dozo.connect('postgres')
  try {
    for (const end = Date.now() + patienceMs; Date.now() < end; await wait(100)) {
      const { rows } = await client.query<{ behind: number }>(`
        select (select count(*) from audit_queue)::int
          + (select count(*) from events e, subscriptions s where (e.xid, e.id) > (s.xid, s.id))::int
          + case when exists (select from subscriptions) or not exists (select from events) then 0 else 1 end as behind
      `)
      if (rows[0]!.behind === 0) return
    }
  } finally {
    await client.end()
  }
  throw new Error('subscribers did not catch up')
}
