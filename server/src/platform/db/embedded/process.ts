import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { Places } from './places.ts'
import { diskFull, notStarting, passwordWrong, secondServer } from './words.ts'

export type Admin = { host: string; port: number; user: string; password: string; database: string }

const largestLogBytes = 10 * 1024 * 1024

export function launch(places: Places, more: Record<string, string>): ChildProcess {
  const settings = {
    ...places.settings,
    max_connections: '100',
    max_wal_size: '2GB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    // Refused statements are our own log's business, with a request id; here they would only fill the disk.
    log_min_messages: 'log',
    ...more,
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  forgetDead(places)
  const out = openLog(places.serverLog)
  // A group of its own: Ctrl-C in the terminal reaches us first, and we stop it last.
  const child = spawn(
    join(places.bin, 'postgres'),
    ['-D', places.data, '-p', String(places.port), ...options],
    {
      ...places.identity,
      cwd: '/',
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['ignore', out, out],
    },
  )
  closeSync(out)
  child.on('error', () => undefined)
  child.unref()
  return child
}

function openLog(file: string): number {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestLogBytes)
    renameSync(file, `${file}.old`)
  return openSync(file, 'a', 0o600)
}

/** Process id of a postgres that runs on this data folder and answers. */
export async function findRunning(places: Places, admin: Admin): Promise<number | undefined> {
  const pid = notedPid(places)
  if (pid === undefined || !isPostgres(pid)) return undefined
  // It may be on its way up or down: what counts is who answers at our address.
  for (let tries = 0; tries < 100 && alive(pid); tries++) {
    if (await connects(admin, places)) return pid
    await wait(100)
  }
  return undefined
}

const pidFile = (places: Places) => join(places.data, 'postmaster.pid')

function notedPid(places: Places): number | undefined {
  if (!existsSync(pidFile(places))) return undefined
  const pid = Number(readFileSync(pidFile(places), 'utf8').split('\n')[0])
  return Number.isInteger(pid) ? pid : undefined
}

/** After a restart of the machine or container the number in the pid file may be anyone's. */
function isPostgres(pid: number): boolean {
  if (!alive(pid)) return false
  const name = `/proc/${pid}/comm`
  return !existsSync(name) || readFileSync(name, 'utf8').trim() === 'postgres'
}

/**
 * PostgreSQL refuses to start while the process in its pid file exists, even as another program or as a dead one that nobody has buried,
 * except when it is its own parent: so it is told that it was us. Its other check, the shared memory noted in the same file, stays in
 * force. The socket's folder is ours alone.
 */
function forgetDead(places: Places): void {
  const pid = notedPid(places)
  if (pid === undefined || isPostgres(pid)) return
  const [, ...rest] = readFileSync(pidFile(places), 'utf8').split('\n')
  writeFileSync(pidFile(places), [process.pid, ...rest].join('\n'))
  rmSync(join(places.host, `.s.PGSQL.${places.port}.lock`), { force: true })
}

export function alive(pid: number): boolean {
  if (pid <= 0) return false
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** An adopted process that has ended, where process 1 (Node in a container, say) buries nobody. */
function isZombie(pid: number): boolean {
  try {
    return /\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

async function connects(admin: Admin, places: Places): Promise<boolean> {
  const client = new pg.Client({ ...admin, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') throw passwordWrong(places.data)
    return false
  }
}

/** Waits until it takes connections; crash recovery may take a while, so only its end ends the wait. */
export async function answers(admin: Admin, places: Places, isGone: () => boolean): Promise<void> {
  while (!(await connects(admin, places))) {
    if (isGone()) throw startFailed(places)
    await wait(30)
  }
}

function startFailed(places: Places): Error {
  const said = readFileSync(places.serverLog, 'utf8').trimEnd().split('\n').slice(-6).join('\n')
  if (/postmaster\.pid" already exists|is another postmaster/i.test(said)) return secondServer(places.data)
  return /No space left/i.test(said) ? diskFull(places.data) : notStarting(said)
}

type Ending = { isGone: () => boolean; immediate: boolean }

/** Fast stop, then the immediate one when it takes too long. */
export async function end(places: Places, pid: number, { isGone, immediate }: Ending): Promise<void> {
  const steps = [
    { signal: 'SIGINT', mode: 'fast', patienceMs: 20_000 },
    { signal: 'SIGQUIT', mode: 'immediate', patienceMs: 5000 },
  ] as const
  for (const { signal, mode, patienceMs } of immediate ? steps.slice(1) : steps) {
    if (isGone()) return
    // Windows knows no signals: a kill there would be a crash.
    if (process.platform === 'win32')
      spawnSync(join(places.bin, 'pg_ctl'), ['stop', '-D', places.data, '-m', mode], { windowsHide: true })
    else if (!isGone()) process.kill(pid, signal)
    for (let waitedMs = 0; waitedMs < patienceMs && !isGone(); waitedMs += 20) await wait(20)
  }
}
