import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sql from 'sql-template-tag'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { dumpSchema } from '#platform/db/dump.ts'
import { migrate } from '#platform/db/migrate.ts'
import { prepareRoles } from '#platform/db/roles.ts'
import { StartError } from '#platform/db/start-error.ts'
import { createLog } from '#platform/log.ts'
import { asAdmin, testDatabase, type TestDatabase } from '../harness-db.ts'

const log = createLog('silent')
let own: TestDatabase
let folder: string

beforeEach(async () => {
  own = await testDatabase({ template: 'template0' })
  await prepareRoles(own.connection)
  folder = await mkdtemp(join(tmpdir(), 'dozo-migrations-'))
  await write('0001_first.sql', 'create table first (name text);')
})
afterEach(async () => {
  await own.close()
  await rm(folder, { recursive: true })
})

const write = (name: string, text: string) => writeFile(join(folder, name), text)
const run = () => migrate({ connection: own.connection, log, folder })
const tables = async () => {
  const rows = await own.database.asOwner('look', (tx) =>
    tx.many<{ name: string }>(sql`
      select relname as name from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_get_userbyid(relowner) = 'dozo_owner'
      order by relname
    `),
  )
  return rows.map(({ name }) => name)
}

test('what is new is run once, in order, and belongs to the owner role', async () => {
  expect(await run()).toEqual(['0001_first.sql'])
  expect(await run()).toEqual([])
  await write('0002_second.sql', 'create table second as select name from first;')
  expect(await run()).toEqual(['0002_second.sql'])
  expect(await tables()).toEqual(['first', 'schema_migrations', 'second'])
})

test('two servers that start at once run each migration once', async () => {
  const ran = await Promise.all([run(), run(), run()])
  expect(ran.flat()).toEqual(['0001_first.sql'])
})

test('a migration that fails leaves nothing, and can be mended before it has run', async () => {
  await write('0002_broken.sql', 'create table half (name text); select 1 / 0;')
  await expect(run()).rejects.toThrow('migration 0002_broken.sql failed: division by zero')
  expect(await tables()).toEqual(['first', 'schema_migrations'])
  await write('0002_broken.sql', 'create table half (name text);')
  expect(await run()).toEqual(['0002_broken.sql'])
})

test('a migration that was changed after it ran is refused in words', async () => {
  await run()
  await write('0001_first.sql', 'create table first (name text not null);')
  const refused = await run().catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(StartError)
  expect((refused as StartError).words.en).toContain('Migration 0001_first.sql differs from what was run')
})

test('a database that a newer version has used is refused in words', async () => {
  await write('0002_second.sql', 'create table second (name text);')
  await run()
  await rm(join(folder, '0002_second.sql'))
  await expect(run()).rejects.toThrow('A newer Dozo has used this database (migration 0002_second.sql)')
})

test('a gap in the numbers is a mistake', async () => {
  await write('0003_third.sql', 'select 1;')
  await expect(run()).rejects.toThrow('0003_third.sql is out of order: number 2 was expected')
})

test('the dump shows what a migration did, and is the same for the same schema', async () => {
  await write(
    '0002_walls.sql',
    `create table shelf (site_id uuid not null, name text collate "C" default 'x' check (name <> ''), primary key (site_id, name));
    create index shelf_names on shelf (name) where name is not null;
    alter table shelf enable row level security;
    create policy wall on shelf using (site_id is not null);
    grant select on shelf to dozo_app;
    create function twice(n integer) returns integer language sql as 'select n * 2';`,
  )
  await run()
  const dump = await dumpSchema(own.database)
  for (const line of [
    'table shelf owner dozo_owner row level security',
    '  name text collate "C" not null default \'x\'::text',
    "  constraint shelf_name_check CHECK ((name <> ''::text))",
    '  constraint shelf_pkey PRIMARY KEY (site_id, name)',
    '  INDEX shelf_names ON public.shelf USING btree (name) WHERE (name IS NOT NULL)',
    '  policy wall all to public using (site_id IS NOT NULL)',
    '  grant select to dozo_app',
    'CREATE OR REPLACE FUNCTION public.twice(n integer)',
  ])
    expect(dump.split('\n')).toContain(line)
  const twin = await testDatabase({ template: 'template0' })
  await prepareRoles(twin.connection)
  await migrate({ connection: twin.connection, log, folder })
  expect(await dumpSchema(twin.database)).toBe(dump)
  await twin.close()
})

const login = `dozo_test_login_${process.pid}`

beforeAll(() => asAdmin(`create role ${login} login password 'secret'`))
afterAll(() => asAdmin(`drop role ${login}`))

test('a login that may not prepare the roles gets the SQL that does, and it is enough', async () => {
  const other = await testDatabase({ template: 'template0' })
  const connection =
    'url' in other.connection
      ? { url: Object.assign(new URL(other.connection.url), { username: login, password: 'secret' }).href }
      : { ...other.connection, user: login, password: 'secret' }
  const refused = await prepareRoles(connection).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(StartError)
  const { en, ja } = (refused as StartError).words
  expect(en).toContain(`grant dozo_owner to "${login}"`)
  expect(en).not.toContain('create role')
  expect(ja).toContain(`grant dozo_owner to "${login}"`)

  const printed = en.split('\n\n')[1]!
  await asAdmin(printed, [], other.connection)
  await prepareRoles(connection)
  expect(await migrate({ connection, log, folder })).toEqual(['0001_first.sql'])
  await other.close()
  await asAdmin(`revoke dozo_owner, dozo_app from ${login}`)
})
