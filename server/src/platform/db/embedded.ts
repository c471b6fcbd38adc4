import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '#platform/log.ts'
import { findPlaces, type Places } from './embedded-places.ts'
import { diskFull, notStarting, otherMajor, secondServer } from './embedded-words.ts'

export const embeddedMajor = 18
const port = 5432

export type Embedded = {
  connection: { host: string; port: number; user: string; password: string; database: string }
  pid(): number
  /** Ends it, unless it belongs to another running server. */
  stop(): Promise<void>
}

type Options = {
  dataDir: string
  log: Log
  /** For commands beside a running server: use its database, do not claim it. */
  share?: boolean
}

/**
 * Starts the embedded PostgreSQL on a private unix socket, or adopts the one that a killed server left behind. A lock held inside the
 * database for as long as we live tells a second server from an orphan. Throws StartError in words.
 */
export async function startEmbedded({ dataDir, log, share = false }: Options): Promise<Embedded> {
  const places = findPlaces(dataDir)
  refuseOtherMajor(places.data)
  const password = passwordOf(dataDir)
  if (!existsSync(join(places.data, 'PG_VERSION'))) initialise(places, password)
  const admin = { host: places.socketDir, port, user: 'postgres', password, database: 'postgres' }
  const connection = { ...admin, user: 'dozo', database: 'dozo' }
  if (places.identity) log.info(`PostgreSQL runs as user id ${places.identity.uid}`)

  const running = await findRunning(places, admin)
  if (running && share) return { connection, pid: () => running, stop: async () => undefined }
  let child = running ? undefined : launch(places)
  let pid = running ?? child!.pid!
  await answers(admin, places, () => child?.exitCode ?? null)
  const claim = await claimFor(admin, share, dataDir)
  await makeDatabase(admin, password)

  const keeper = keepAlive(
    () => pid,
    async () => {
      log.error('PostgreSQL has stopped; starting it again')
      child = launch(places)
      pid = child.pid!
      await answers(admin, places, () => child?.exitCode ?? null)
      await claim.again()
    },
  )
  return {
    connection,
    pid: () => pid,
    async stop() {
      keeper.stop()
      await claim.release()
      await end(pid, child)
    },
  }
}

function refuseOtherMajor(data: string): void {
  const file = join(data, 'PG_VERSION')
  if (!existsSync(file)) return
  const major = Number(readFileSync(file, 'utf8').trim())
  if (major !== embeddedMajor) throw otherMajor(data, major, embeddedMajor)
}

function passwordOf(dataDir: string): string {
  const file = join(dataDir, 'postgres.password')
  if (!existsSync(file))
    writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8').trim()
}

/** Into a draft folder first: an initialisation that was interrupted leaves nothing that looks like a database. */
function initialise(places: Places, password: string): void {
  const draft = `${places.data}.new`
  const secret = `${places.data}.pw`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  writeFileSync(secret, password, { mode: 0o600 })
  if (places.identity)
    for (const path of [draft, secret]) chownSync(path, places.identity.uid, places.identity.gid)
  const args = [
    '-D',
    draft,
    '-U',
    'postgres',
    '--auth=scram-sha-256',
    `--pwfile=${secret}`,
    '--encoding=UTF8',
  ]
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const made = spawnSync(join(places.bin, 'initdb'), [...args, ...locale], {
    ...places.identity,
    cwd: '/',
    encoding: 'utf8',
  })
  rmSync(secret, { force: true })
  if (made.status !== 0) {
    rmSync(draft, { recursive: true, force: true })
    const said = `${made.stderr ?? ''}${made.error?.message ?? ''}`
    throw /No space left/i.test(said) ? diskFull(places.data) : notStarting(said.trim())
  }
  const moved = spawnSync('mv', ['-T', draft, places.data], { encoding: 'utf8' })
  if (moved.status !== 0) throw notStarting(moved.stderr)
}

function launch(places: Places): ChildProcess {
  const out = openSync(places.serverLog, 'a', 0o600)
  const settings = {
    listen_addresses: '',
    unix_socket_directories: places.socketDir,
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: '256MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_wal_size: '2GB',
  }
  const args = [
    '-D',
    places.data,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
  ]
  // A group of its own: Ctrl-C in the terminal reaches us first, and we stop it last.
  const child = spawn(join(places.bin, 'postgres'), args, {
    ...places.identity,
    cwd: '/',
    detached: true,
    stdio: ['ignore', out, out],
  })
  closeSync(out)
  child.on('error', () => undefined)
  child.unref()
  return child
}

/** Process id of a postgres that runs on this data folder and answers. A dead one's pid file is left to PostgreSQL itself. */
async function findRunning(places: Places, admin: pg.ClientConfig): Promise<number | undefined> {
  const file = join(places.data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (!Number.isInteger(pid) || !alive(pid)) return undefined
  // It may be another program by now, or a postgres on its way up or down: what counts is who answers on our socket.
  for (let tries = 0; tries < 40 && alive(pid); tries++) {
    if (await connects(admin)) return pid
    await wait(100)
  }
  return undefined
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function connects(config: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

/** Waits until it takes connections; crash recovery may take a while, so only its end ends the wait. */
async function answers(admin: pg.ClientConfig, places: Places, exitCode: () => number | null): Promise<void> {
  while (!(await connects(admin))) {
    if (exitCode() !== null) throw startFailed(places)
    await wait(30)
  }
}

function startFailed(places: Places): Error {
  const said = readFileSync(places.serverLog, 'utf8').trimEnd().split('\n').slice(-6).join('\n')
  if (/postmaster\.pid" already exists|is another postmaster/i.test(said)) return secondServer(places.data)
  return /No space left/i.test(said) ? diskFull(places.data) : notStarting(said)
}

type Claim = { release(): Promise<void>; again(): Promise<void> }

async function claimFor(admin: pg.ClientConfig, share: boolean, dataDir: string): Promise<Claim> {
  if (share) return { release: async () => undefined, again: async () => undefined }
  let client: pg.Client | undefined
  const take = async () => {
    const fresh = new pg.Client({ ...admin, keepAlive: true, application_name: 'dozo serve' })
    fresh.on('error', () => undefined)
    await fresh.connect()
    const { rows } = await fresh.query<{ free: boolean }>(
      `select pg_try_advisory_lock(hashtext('dozo serve')) as free`,
    )
    if (!rows[0]?.free) {
      await fresh.end()
      throw secondServer(dataDir)
    }
    client = fresh
  }
  await take()
  return { release: async () => client?.end().catch(() => undefined), again: take }
}

/** The server's own login owns its database and may make the two roles; it is no superuser. */
async function makeDatabase(admin: pg.ClientConfig, password: string): Promise<void> {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    const login = await client.query(`select from pg_roles where rolname = 'dozo'`)
    if (login.rowCount === 0) await client.query(`create role dozo login createrole password '${password}'`)
    const database = await client.query(`select from pg_database where datname = 'dozo'`)
    if (database.rowCount === 0) await client.query('create database dozo owner dozo')
  } finally {
    await client.end()
  }
}

/** Looks after it every half second, because an adopted one is not our child and cannot tell us when it ends. */
function keepAlive(pid: () => number, restart: () => Promise<void>): { stop(): void } {
  let stopped = false
  let failures = 0
  const look = async () => {
    if (!alive(pid())) {
      await restart().then(
        () => (failures = 0),
        () => failures++,
      )
    }
    if (!stopped) timer = setTimeout(() => void look(), Math.min(30_000, 500 * 2 ** failures)).unref()
  }
  let timer = setTimeout(() => void look(), 500).unref()
  return {
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}

/** Fast stop: sessions are cut, everything is written out. After 20 seconds the immediate stop, from which the next start recovers. */
async function end(pid: number, child: ChildProcess | undefined): Promise<void> {
  const gone = () => (child ? child.exitCode !== null || child.signalCode !== null : !alive(pid))
  for (const [signal, patienceMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5000],
  ] as const) {
    if (gone()) return
    process.kill(pid, signal)
    for (let waitedMs = 0; waitedMs < patienceMs && !gone(); waitedMs += 20) await wait(20)
  }
}
