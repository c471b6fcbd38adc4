import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Places } from './places.ts'
import type { Admin } from './process.ts'
import { diskFull, notStarting, otherMajor, passwordGone } from './words.ts'

/** The version that the pinned packages bring. */
const embeddedMajor = 18

/** Whether there is a cluster. One of another major version is refused in words. */
export function isInitialised(places: Places): boolean {
  const file = join(places.data, 'PG_VERSION')
  if (!existsSync(file)) return false
  const major = Number(readFileSync(file, 'utf8').trim())
  if (major !== embeddedMajor) throw otherMajor(places.data, major, embeddedMajor)
  return true
}

/** Made once. Written aside and linked, so that of two first starts at once both read the same whole one. */
export function passwordOf(dataDir: string, initialised: boolean): string {
  const file = join(dataDir, 'postgres.password')
  if (!existsSync(file)) {
    if (initialised) throw passwordGone(file)
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, randomBytes(24).toString('base64url'), { mode: 0o600 })
    try {
      linkSync(draft, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    rmSync(draft)
  }
  return readFileSync(file, 'utf8').trim()
}

/** Into a draft folder first: an initialisation that was interrupted leaves nothing that looks like a database. */
export function initialise(places: Places, password: string): void {
  const draft = `${places.data}.${process.pid}.new`
  const secret = `${draft}.password`
  try {
    rmSync(draft, { recursive: true, force: true })
    mkdirSync(draft, { recursive: true, mode: 0o700 })
    writeFileSync(secret, password, { mode: 0o600 })
    const { identity } = places
    if (identity) for (const path of [draft, secret]) chownSync(path, identity.uid, identity.gid)
    runInitdb(places, draft, secret)
    renameSync(draft, places.data)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    // Another first start was faster: its cluster is as good.
    if (existsSync(join(places.data, 'PG_VERSION'))) return
    throw error
  } finally {
    rmSync(secret, { force: true })
  }
}

function runInitdb(places: Places, folder: string, secret: string): void {
  const access = ['-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${secret}`]
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const { status, stderr, error } = spawnSync(
    join(places.bin, 'initdb'),
    ['-D', folder, ...access, ...locale],
    {
      ...places.identity,
      cwd: '/',
      encoding: 'utf8',
      windowsHide: true,
    },
  )
  if (status === 0) return
  const said = `${stderr ?? ''}${error?.message ?? ''}`.trim()
  throw /No space left/i.test(said) ? diskFull(places.data) : notStarting(said)
}

/** The server's own login owns its database and may make the two roles; it is no superuser. */
export async function makeDatabase(admin: Admin, password: string): Promise<void> {
  const client = new pg.Client(admin)
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('dozo make database'))`)
    const login = await client.query(`select from pg_roles where rolname = 'dozo'`)
    if (login.rowCount === 0) await client.query(`create role dozo login createrole password '${password}'`)
    const database = await client.query(`select from pg_database where datname = 'dozo'`)
    if (database.rowCount === 0) await client.query('create database dozo owner dozo')
  } finally {
    await client.end()
  }
}
