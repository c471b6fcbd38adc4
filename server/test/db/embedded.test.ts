import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import sql from 'sql-template-tag'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '#platform/db/database.ts'
import { startEmbedded, type Embedded } from '#platform/db/embedded.ts'
import { alive } from '#platform/db/embedded/process.ts'
import { listen, notifier } from '#platform/db/listen.ts'
import { DatabaseUnavailable } from '#platform/db/query.ts'
import { prepareRoles } from '#platform/db/roles.ts'
import { StartError } from '#platform/db/start-error.ts'
import { createLog } from '#platform/log.ts'
import { dataFolder, isRoot, killHard, nobody, startProcess, stopGently } from './embedded-processes.ts'

const log = createLog('silent')
/** A user that every Linux has. */
const daemon = 1

async function start(dataDir: string, options: { share?: boolean } = {}): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, log, settings: { fsync: 'off' }, ...options })
  onTestFinished(() => embedded.stop({ immediate: true }))
  return embedded
}

async function ask<T extends pg.QueryResultRow>(
  connection: Embedded['connection'],
  text: string,
): Promise<T[]> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}

test('it listens on a private socket only, with a login that is no superuser', async () => {
  using data = dataFolder()
  const embedded = await start(data.path)
  const [row] = await ask(
    embedded.connection,
    `select current_setting('listen_addresses') as addresses, rolsuper, rolcreaterole,
      (select datlocprovider::text || ' ' || datlocale from pg_database where datname = current_database()) as locale
    from pg_roles where rolname = current_user`,
  )
  expect(row).toEqual({ addresses: '', rolsuper: false, rolcreaterole: true, locale: 'b C.UTF-8' })
  expect(statSync(embedded.connection.host).mode & 0o777).toBe(0o700)
  expect(statSync(join(data.path, 'postgres.password')).mode & 0o777).toBe(0o600)
  const stranger = ask({ ...embedded.connection, password: 'guess' }, 'select 1')
  await expect(stranger).rejects.toMatchObject({ code: '28P01' })
  const pid = embedded.pid()
  await embedded.stop()
  expect(alive(pid)).toBe(false)
})

test('after kill -9 of the server the orphan is adopted, with what was written', async () => {
  using data = dataFolder()
  const first = startProcess(data.path)
  const { pid, connection } = await first.started
  await ask(connection, `create table notes as select 'kept' as note`)
  await killHard(first.child)
  expect(alive(pid)).toBe(true)
  const second = await start(data.path)
  expect(second.pid()).toBe(pid)
  expect(await ask(second.connection, 'select note from notes')).toEqual([{ note: 'kept' }])
  await second.stop()
  expect(alive(pid)).toBe(false)
})

test('a second server on the same data folder is refused in words and leaves the first one alone', async () => {
  using data = dataFolder()
  const first = startProcess(data.path)
  const { pid, connection } = await first.started
  const refused = await start(data.path).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(StartError)
  expect((refused as StartError).words.en).toContain('A running Dozo already uses the data folder')
  expect((refused as StartError).words.ja).toContain(data.path)
  expect(await ask(connection, 'select 1 as one')).toEqual([{ one: 1 }])
  await stopGently(first.child)
  expect(alive(pid)).toBe(false)
})

test('of two first starts at once one serves and the other is refused', async () => {
  using data = dataFolder()
  const both = [startProcess(data.path), startProcess(data.path)]
  const results = await Promise.allSettled(both.map(({ started }) => started))
  const [refused] = results.filter((result) => result.status === 'rejected')
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  expect(String(refused?.reason)).toContain('already uses the data folder')
  const winner = both[results.findIndex((result) => result.status === 'fulfilled')]!
  const { connection } = await winner.started
  expect(await ask(connection, 'select 1 as one')).toEqual([{ one: 1 }])
  await stopGently(winner.child)
})

test('a command beside a running server uses its database; alone it starts and stops one', async () => {
  using data = dataFolder()
  const server = await start(data.path)
  const beside = await start(data.path, { share: true })
  expect(beside.pid()).toBe(server.pid())
  await beside.stop()
  expect(alive(server.pid())).toBe(true)
  await server.stop()

  const first = await start(data.path, { share: true })
  const second = await start(data.path, { share: true })
  expect(second.pid()).toBe(first.pid())
  await first.stop()
  expect(await ask(second.connection, 'select 1 as one')).toEqual([{ one: 1 }])
  await second.stop()
  expect(alive(second.pid())).toBe(false)
})

test('a postgres that dies comes back: unavailable meanwhile, well again without a restart, no wake-up lost', async () => {
  using data = dataFolder()
  const embedded = await start(data.path)
  const { connection } = embedded
  await prepareRoles(connection)
  const database = openDatabase({ connection, poolSize: 3, log })
  const seen: string[] = []
  const breaks = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let lost = 0
  const back = Promise.withResolvers<void>()
  const heard = Promise.withResolvers<void>()
  const ears = listen(
    { dozo_test: (tags) => (seen.push(...tags), tags.includes('after') && heard.resolve()) },
    {
      connection,
      log,
      onLost: () => breaks[lost++]?.resolve(),
      onBack: () => (lost > 1 ? back.resolve() : undefined),
    },
  )
  await ears.ready
  await breaks[0]!.promise
  const voice = notifier(database)
  expect(await database.read(null, sql`select 1 as one`)).toEqual([{ one: 1 }])

  const before = embedded.pid()
  process.kill(before, 'SIGKILL')
  // From now on, and often, so that the moment until it is there again cannot be missed.
  const asked = () =>
    database.read(null, sql`select 1 as one`).then(
      () => undefined,
      (error: unknown) => error,
    )
  await expect.poll(asked, { timeout: 60_000, interval: 5 }).toBeInstanceOf(DatabaseUnavailable)
  await breaks[1]!.promise
  voice.send('dozo_test', ['while-away'], 'us')
  // Sent before anybody listened again it is not heard; but whoever listens again forgets everything, too.
  await back.promise
  await voice.settled()
  voice.send('dozo_test', ['after'], 'us')
  await heard.promise
  expect(seen.at(-1)).toBe('after')
  expect(await database.read(null, sql`select 1 as one`)).toEqual([{ one: 1 }])
  expect(embedded.pid()).not.toBe(before)

  await ears.stop()
  await voice.stop()
  await database.close()
  await embedded.stop()
})

test('data of another major version is refused in words', async () => {
  using data = dataFolder()
  const cluster = join(data.path, 'postgres')
  mkdirSync(cluster)
  writeFileSync(join(cluster, 'PG_VERSION'), '17\n')
  if (isRoot) chownSync(cluster, nobody, nobody)
  await expect(start(data.path)).rejects.toThrow(
    'holds data of PostgreSQL 17; this Dozo brings PostgreSQL 18',
  )
  expect(readFileSync(join(cluster, 'PG_VERSION'), 'utf8')).toBe('17\n')
})

test('a long path works: the socket goes to a short one', async () => {
  using data = dataFolder()
  const long = join(data.path, 'とても長い名前のフォルダー'.repeat(3), 'x'.repeat(60))
  const embedded = await start(long)
  expect(Buffer.byteLength(embedded.connection.host)).toBeLessThan(85)
  expect(await ask(embedded.connection, 'select 1 as one')).toEqual([{ one: 1 }])
  await embedded.stop()
  rmSync(embedded.connection.host, { recursive: true })
})

test('a pid file that names another living program does not stop the start', async () => {
  using data = dataFolder()
  const first = startProcess(data.path)
  const { pid } = await first.started
  await killHard(first.child)
  const file = join(data.path, 'postgres', 'postmaster.pid')
  const noted = readFileSync(file, 'utf8')
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => alive(pid)).toBe(false)
  // After a crash of the whole machine or container: the file is still there, the number belongs to somebody else.
  writeFileSync(file, noted.replace(String(pid), String(process.ppid)))
  const embedded = await start(data.path)
  expect(await ask(embedded.connection, 'select 1 as one')).toEqual([{ one: 1 }])
  await embedded.stop()
})

test('a missing or foreign password is said in words instead of waiting for ever', async () => {
  using data = dataFolder()
  await (await start(data.path)).stop()
  const file = join(data.path, 'postgres.password')
  const password = readFileSync(file, 'utf8')
  writeFileSync(file, 'another')
  await expect(start(data.path)).rejects.toThrow('does not open with the postgres.password')
  rmSync(file)
  await expect(start(data.path)).rejects.toThrow('is missing')
  writeFileSync(file, password)
  await (await start(data.path)).stop()
})

test('a folder that cannot be made is said in words', async () => {
  using data = dataFolder()
  writeFileSync(join(data.path, 'file'), '')
  const refused = await start(join(data.path, 'file', 'data')).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(StartError)
  expect((refused as StartError).message).toContain('cannot be made')
})

test.runIf(isRoot)('as root the database runs as nobody, or as the owner of the data folder', async () => {
  using ours = dataFolder()
  const first = await start(ours.path)
  expect(statSync(join(ours.path, 'postgres')).uid).toBe(nobody)
  expect(statSync(`/proc/${first.pid()}`).uid).toBe(nobody)
  await first.stop()
  using theirs = dataFolder(daemon)
  const second = await start(theirs.path)
  expect(statSync(`/proc/${second.pid()}`).uid).toBe(daemon)
  await second.stop()
  using strangers = dataFolder(12_345)
  const third = await start(strangers.path)
  expect(statSync(`/proc/${third.pid()}`).uid).toBe(nobody)
  await third.stop()
})

test.runIf(isRoot)(
  'as root under a folder that others cannot enter the cluster lives elsewhere',
  async () => {
    using closed = dataFolder()
    chmodSync(closed.path, 0o700)
    const dataDir = join(closed.path, 'data')
    const embedded = await start(dataDir)
    const elsewhere = join(embedded.connection.host, '..')
    onTestFinished(() => rmSync(elsewhere, { recursive: true, force: true }))
    expect(embedded.connection.host).toMatch(/^\/var\/lib\/dozo\/\w{12}\/postgres-socket$/)
    expect(realpathSync(join(dataDir, 'postgres'))).toBe(join(elsewhere, 'postgres'))
    await ask(embedded.connection, `create table notes as select 'kept' as note`)
    await embedded.stop()
    const again = await start(dataDir)
    expect(await ask(again.connection, 'select note from notes')).toEqual([{ note: 'kept' }])
    await again.stop()
  },
)

test.runIf(isRoot)('an ordinary user runs it as himself, and is told when root ran it before', async () => {
  using data = dataFolder(nobody)
  const { child, started } = startProcess(data.path, nobody)
  const { pid } = await started
  expect(statSync(`/proc/${pid}`).uid).toBe(nobody)
  await stopGently(child)

  using other = dataFolder(nobody)
  chownSync(other.path, 0, 0)
  chmodSync(other.path, 0o777)
  await (await start(other.path)).stop()
  expect(existsSync(join(other.path, 'postgres', 'PG_VERSION'))).toBe(true)
  const stranger = startProcess(other.path, 12_345)
  await expect(stranger.started).rejects.toThrow(/cannot use|cannot be made/)
})
