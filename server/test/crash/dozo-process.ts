// A whole Dozo as a child process on a data folder and ports of its own, so that it can be measured from outside and killed.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type pg from 'pg'
import { connect, postmaster } from './dozo-database.ts'

export const root = dirname(dirname(dirname(import.meta.dirname)))

export type Spawn = (args: string[], env: Record<string, string>) => ChildProcess
export type Call = { status: number; body: any; headers: Headers }
type CallOptions = { any?: boolean; ifMatch?: number; type?: string }

export type Dozo = {
  dataDir: string
  consoleUrl: string
  siteUrl: string
  /** Id of the main site. */
  siteId: string
  env: Record<string, string>
  /** Asks the management API of the main site as the owner; throws on other statuses than 2xx unless `any`. */
  call(method: string, path: string, body?: unknown, options?: CallOptions): Promise<Call>
  /** What the owner's requests carry: a header for callers of their own. */
  authorization(): string
  /** Process id of the server. */
  pid(): number
  /** A connection to the embedded database; as `dozo_app` it is bound to the main site. */
  connect(as: 'postgres' | 'dozo_app'): Promise<pg.Client>
  start(): Promise<void>
  /** SIGTERM: it ends in good order, its database with it. */
  stop(): Promise<void>
  /** SIGKILL: the server goes at once and leaves its PostgreSQL behind. */
  kill(): Promise<void>
  /** Ends it gracefully and removes its data. */
  end(): Promise<void>
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

/** The environment without settings that would reach a server that is not ours. */
export const bareEnv = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || /^(DOZO_|DATABASE_URL|PG)/.test(name) ? [] : [[name, value]],
    ),
  )

const spawnNode: Spawn = (args, env) =>
  spawn(process.execPath, args, {
    env: { ...bareEnv(), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: root,
  })

/** Starts Dozo on an empty data folder, makes the owner and an API token. */
export async function startDozo(
  more: Record<string, string> = {},
  run: Spawn = spawnNode,
  started: (dataDir: string) => void = () => undefined,
): Promise<Dozo> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dozo-started-'))
  // Run as root, the database has a user of its own, who must get through.
  chmodSync(dataDir, 0o711)
  const [port, sitePort] = [await freePort(), await freePort()]
  const consoleUrl = `http://127.0.0.1:${port}`
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
  let child: ChildProcess | undefined
  let token = ''

  async function start(): Promise<string> {
    child = run(['server/src/main.ts', 'serve'], env)
    const said = await greetingOf(child)
    started(dataDir)
    return said
  }

  const dozo: Dozo = {
    dataDir,
    consoleUrl,
    siteUrl: `http://127.0.0.1:${sitePort}`,
    siteId: '',
    env,
    async call(method, path, body, { any = false, ifMatch, type = 'application/json' } = {}) {
      const raw = typeof body === 'string' || body instanceof Uint8Array
      const response = await fetch(`${consoleUrl}/manage/v1/sites/main${path}`, {
        method,
        headers: {
          authorization: dozo.authorization(),
          ...(body === undefined ? {} : { 'content-type': type }),
          ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
        },
        ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
      })
      const text = await response.text()
      if (!any && !response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 500)}`)
      const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '') && text !== ''
      return {
        status: response.status,
        body: isJson ? JSON.parse(text) : text,
        headers: response.headers,
      }
    },
    authorization: () => `Bearer ${token}`,
    pid: () => child!.pid!,
    connect: (as) => connect(dataDir, as, dozo.siteId),
    start: () => start().then(() => undefined),
    stop: () => ended(child, 'SIGTERM'),
    kill: () => ended(child, 'SIGKILL'),
    async end() {
      const orphaned = child?.signalCode === 'SIGKILL'
      await ended(child, 'SIGTERM')
      if (orphaned) killDatabase(dataDir)
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

const owner = { name: '計測', email: 'owner@example.com', password: 'correct horse battery' }

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
  const made = await post('/sites/main/api-tokens', { name: 'started', scopes, expiresAt }, cookie)
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

export async function ended(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

/** SIGKILL for the embedded PostgreSQL and all of its sessions, so that none of them ends in good order. Nothing when it does not run. */
export function killDatabase(dataDir: string): void {
  const pid = tried(() => postmaster(dataDir).pid)
  if (pid === undefined) return
  const children = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' }).stdout.split('\n')
  for (const one of [pid, ...children.filter(Boolean).map(Number)]) tried(() => process.kill(one, 'SIGKILL'))
}

/** Nothing when the process, or the file that names it, is already gone. */
function tried<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (['ESRCH', 'ENOENT'].includes(String((error as NodeJS.ErrnoException).code))) return undefined
    throw error
  }
}
