import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dumpSchema } from '#platform/db/dump.ts'
import { generated } from '../../scripts/gen.ts'
import { testDatabase } from './harness-db.ts'

const root = join(import.meta.dirname, '../..')
const kept = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '')

test.each(Object.keys(generated()))('%s is what npm run gen prints', (path) => {
  expect(kept(path) === generated()[path], `${path} is stale: npm run gen`).toBe(true)
})

test('schema.sql is the schema that the migrations make', async () => {
  const { database, close } = await testDatabase()
  const dumped = await dumpSchema(database)
  await close()
  expect(kept('server/schema.sql') === dumped, 'server/schema.sql is stale: npm run gen').toBe(true)
})
