// A throw-away cluster of the PostgreSQL that Debian brings, on a private socket, as an ordinary user.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

const bin = '/usr/lib/postgresql/15/bin'
const nobody = 65534

export const hasDebianPostgres = (): boolean => existsSync(join(bin, 'initdb'))

type Place = { host: string; port: number; user: string; password: string; database: string }
export type DebianCluster = {
  /** A superuser. */
  admin: Place
  /** No superuser: it may make roles and nothing else. */
  login: Place
  stop(): Promise<void>
}

/** `settings`: more of PostgreSQL's own. Throws when Debian's PostgreSQL 15 is not installed. */
export async function startDebianCluster(settings: Record<string, string> = {}): Promise<DebianCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'dozo-debian-'))
  const identity = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}
  if (identity.uid !== undefined) chownSync(folder, nobody, nobody)
  const data = join(folder, 'data')
  const how = ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  execFileSync(join(bin, 'initdb'), how, { ...identity, cwd: '/', stdio: 'ignore' })
  const options = Object.entries({
    listen_addresses: '',
    unix_socket_directories: folder,
    max_connections: '100',
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(join(bin, 'postgres'), ['-D', data, '-p', '5432', ...options], {
    ...identity,
    cwd: '/',
    stdio: 'ignore',
  })
  const place = { host: folder, port: 5432, password: 'secret' }
  const admin = { ...place, user: 'postgres', database: 'postgres' }
  const client = await answering(admin)
  await client.query(`create role dozo login createrole password 'secret'`)
  await client.end()
  return {
    admin,
    login: { ...place, user: 'dozo', database: 'postgres' },
    async stop() {
      const gone = once(child, 'exit')
      child.kill('SIGQUIT')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function answering(place: Place): Promise<pg.Client> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client(place)
    try {
      await client.connect()
      return client
    } catch (error) {
      await client.end().catch(() => undefined)
      if (tries > 300) throw error
      await wait(100)
    }
  }
}
