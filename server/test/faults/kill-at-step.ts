// Loaded into a server before its own code: counts what it does to files in its storage, on a disk or not, and to the tables of files, and kills it before
// the step that a test has named. The file `KILL_PLAN` says `<name> <step>`; while there is none nothing is counted.
import fs from 'node:fs'
import http from 'node:http'
import { syncBuiltinESMExports } from 'node:module'
import pg from 'pg'

const plan = process.env['KILL_PLAN']!
const storage = `${process.env['DOZO_DATA']}/files/`
/** Where an object storage is, if files are kept in one. */
const objects = /endpoint=http:\/\/[^:]+:(\d+)/.exec(process.env['DOZO_STORAGE'] ?? '')?.[1]
let counting = ''
let steps = 0

function step(what: string): void {
  const [name, at] = fs.existsSync(plan) ? fs.readFileSync(plan, 'utf8').split(' ') : []
  if (name === undefined) return
  if (name !== counting) [counting, steps] = [name, 0]
  if (++steps !== Number(at)) return
  fs.renameSync(plan, `${plan}.done`)
  fs.writeFileSync(`${plan}.done`, what)
  process.kill(process.pid, 'SIGKILL')
}

const isOurs = (path: unknown): boolean => typeof path === 'string' && path.startsWith(storage)
type Any = (...args: any[]) => any
function before(object: any, name: string, isCounted: (self: any, args: any[]) => boolean): void {
  const original = object[name] as Any
  object[name] = function (this: unknown, ...args: any[]) {
    if (isCounted(this, args)) step(name)
    return original.apply(this, args)
  }
}

for (const name of ['mkdir', 'open', 'rename', 'rm'])
  before(fs.promises, name, (_self, [path]) => isOurs(path))
// What a stream does with its descriptor.
const descriptors = new Set<number>()
const { open } = fs
before(fs, 'open', (_self, [path]) => isOurs(path))
const counted = fs.open as Any
fs.open = ((path: unknown, ...rest: any[]) => {
  const done = rest.pop() as Any
  return counted(path, ...rest, (error: unknown, fd: number) => {
    if (isOurs(path) && fd !== undefined) descriptors.add(fd)
    done(error, fd)
  })
}) as unknown as typeof open
for (const name of ['write', 'writev', 'fsync']) before(fs, name, (_self, [fd]) => descriptors.has(fd))
before(fs, 'close', (_self, [fd]) => descriptors.delete(fd))
// What is done with a handle.
const handles = new WeakSet<object>()
const opened = fs.promises.open
fs.promises.open = async (path, ...rest) => {
  const handle = await opened(path, ...rest)
  if (isOurs(path)) handles.add(handle)
  return handle
}
const some = await opened(import.meta.filename)
for (const name of ['write', 'writev', 'truncate', 'datasync', 'sync', 'close'])
  before(Object.getPrototypeOf(some), name, (self) => handles.has(self))
await some.close()
// What an object storage is asked to change.
before(http, 'request', (_self, [asked]) => String(asked?.port) === objects && !/GET|HEAD/.test(asked.method))
syncBuiltinESMExports()

const writing = new WeakSet<object>()
before(pg.Client.prototype, 'query', (client, [query]) => {
  const text = String(query?.text ?? query)
  if (text === 'commit') return writing.delete(client)
  const isWrite = /\b(insert into|update|delete from)\s+(uploads|files|file_versions|file_paths)\b/.test(text)
  if (isWrite) writing.add(client)
  return isWrite
})
