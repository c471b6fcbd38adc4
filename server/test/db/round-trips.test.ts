import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, type Database } from '#platform/db/database.ts'
import { createLog } from '#platform/log.ts'
import { testDatabase, type TestDatabase } from '../harness-db.ts'
import { farDatabase } from './far-database.ts'

const site = '01900000-0000-7000-8000-000000000001'
const statement = sql`select current_setting('dozo.site') as site`
let own: TestDatabase
let far: Awaited<ReturnType<typeof farDatabase>>
let database: Database

beforeAll(async () => {
  own = await testDatabase()
  far = await farDatabase(own.connection)
  database = openDatabase({ connection: far.connection, poolSize: 1, log: createLog('silent') })
  await database.read(site, statement)
  await database.asOwner('open a connection', (tx) => tx.one(statement))
})
afterAll(async () => {
  await database.close()
  await far.close()
  await own.close()
})

async function tripsOf(work: () => Promise<unknown>): Promise<number> {
  far.takeTrips()
  await work()
  return far.takeTrips()
}

test('one statement with its site, its walls and its transaction is one round trip', async () => {
  expect(await tripsOf(() => database.read(site, statement))).toBe(1)
})

test('a transaction costs one round trip a statement and one for the commit', async () => {
  expect(await tripsOf(() => database.tx(site, (tx) => tx.one(statement)))).toBe(2)
  const two = () => database.tx(site, async (tx) => [await tx.one(statement), await tx.one(statement)])
  expect(await tripsOf(two)).toBe(3)
  const together = () => database.tx(site, (tx) => Promise.all([tx.one(statement), tx.one(statement)]))
  expect(await tripsOf(together)).toBe(2)
})

test('an owner transaction with its reason costs no more', async () => {
  expect(await tripsOf(() => database.asOwner('look', (tx) => tx.one(statement)))).toBe(2)
})
