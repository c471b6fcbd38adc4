import { beforeAll, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import { contentOf, definition, field, type Content } from '../../../test/content.ts'
import { asAdmin } from '../../../test/harness-db.ts'
import { imported } from '../../../test/imported.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content
const many = 1500

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  for (const key of ['many', 'few'])
    await content.define(definition(key, [field('text', 'code', { filterable: true })], { keyField: 'code' }))
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  for (const type of ['many', 'few'])
    await owner(`${content.at}/apis/out/endpoints`, {
      method: 'POST',
      body: { type, cacheSeconds: 0, path: `/${type}`, operation: 'entries.list' },
    })
})

const metaOf = async (query: string) => (await dozo.site(`/api/out/${query}`)).body.meta

test('few are counted even when an estimate would do; many are estimated and said to be', async () => {
  const lines = (count: number) => Array.from({ length: count }, (_, n) => ({ code: `c${n}` }))
  await imported(owner, 'many', lines(many), { publish: true })
  await imported(owner, 'few', lines(12), { publish: true })
  await dozo.app.db.asOwner('test', (tx) => tx.run(sql`analyze entry_index, entries`))
  expect((await metaOf('few?count=estimated')).count).toBe(12)
  expect((await metaOf('few?count=estimated')).countEstimated).toBeUndefined()
  const about = await metaOf('many?count=estimated')
  expect(about.countEstimated).toBe(true)
  expect(about.count / many).toBeGreaterThan(0.7)
  expect(about.count / many).toBeLessThan(1.4)
  expect(await metaOf('many?count=exact')).toMatchObject({ count: many })
  expect((await metaOf('many?count=exact')).countEstimated).toBeUndefined()
})

test('a condition that leaves few is counted', async () => {
  expect(await metaOf('many?count=estimated&filter[code][in][]=c1&filter[code][in][]=c2')).toMatchObject({
    count: 2,
  })
})

test('lists of the console are estimated, too, and no other way of counting is known', async () => {
  const list = await owner(`${content.at}/entries?type=many&count=estimated&page[size]=1`)
  expect(list.body.meta).toMatchObject({ countEstimated: true })
  expect((await dozo.site('/api/out/few?count=about')).body.errors[0]).toMatchObject({ path: '/count' })
})

test('an estimate is that of the rows, also where PostgreSQL would count them in parts', async () => {
  await dozo.settled()
  const { connection } = dozo.app.db
  const settings = [
    'min_parallel_table_scan_size',
    'min_parallel_index_scan_size',
    'parallel_setup_cost',
    'parallel_tuple_cost',
  ]
  const [{ name } = { name: '' }] = await asAdmin<{ name: string }>(
    'select current_database() as name',
    [],
    connection,
  )
  for (const setting of settings) await asAdmin(`alter database ${name} set ${setting} = 0`)
  // Connections that are open already have not heard of it.
  await asAdmin(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name = 'dozo dozo_app'`,
    [name],
  )
  await expect
    .poll(() => metaOf('many?count=estimated'), { timeout: 60_000 })
    .toMatchObject({ countEstimated: true })
  const about = await metaOf('many?count=estimated')
  expect(about.count / many).toBeGreaterThan(0.7)
  expect(about.count / many).toBeLessThan(1.4)
})

test('counting reads no entries where the index knows enough', async () => {
  const stepsOf = async (query: string) => {
    const { body } = await owner(`${content.at}/explain/query`, {
      method: 'POST',
      body: { url: `/api/out/many?${query}` },
    })
    type Statement = { sql: string; steps: { table: string | null }[] }
    const counts = (body.data.statements as Statement[]).filter(({ sql }) => sql.includes('count(*)'))
    return counts[0]!.steps.map(({ table }) => table).filter((table) => table !== null)
  }
  expect(await stepsOf('count=exact')).toEqual(['entry_index'])
  expect(await stepsOf('count=exact&filter[code][exists]=true')).toEqual(['entry_index'])
  expect(await stepsOf('count=exact&filter[code]=c1')).toContain('entries')
})
