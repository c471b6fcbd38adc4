import { beforeAll, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import { connectAlone } from '#platform/db/pools.ts'
import { contentOf, definition, field, succeeded, type Content } from '../../../test/content.ts'
import { imported } from '../../../test/imported.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  const choices = ['a', 'b', 'c'].map((value) => ({ value, name: { ja: value, en: value } }))
  await content.define(
    definition('note', [
      field('number', 'rank', { filterable: true }),
      field('multi_select', 'tags', { options: choices, filterable: true }),
    ]),
  )
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = { type: 'note', cacheSeconds: 0, path: '/note', operation: 'entries.list' }
  await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
})

test('readers’ lists and counts find in an index all that they ask of it, and look up only what they show', async () => {
  const lines = Array.from({ length: 3000 }, (_, n) => ({ rank: n % 100, tags: ['abc'[n % 3]] }))
  await imported(owner, 'note', lines, { publish: true })
  await vacuumed()
  for (const query of [
    'filter[rank]=3',
    'filter[rank][gte]=90&sort=rank',
    'sort=number',
    'sort=-createdAt',
    '',
  ]) {
    const page = (await statementsOf(`${query}&page[size]=5`)).find(({ sql: text }) =>
      text.includes('with page as'),
    )
    const steps = page!.steps.filter(({ table }) => table === 'entry_index')
    expect(new Set(steps.map(({ node }) => node)), query).toEqual(new Set(['Index Only Scan']))
    expect(page!.steps.find(({ table }) => table === 'entries')!.rows, query).toBeLessThanOrEqual(6)
  }
  const counted = (await statementsOf('count=estimated')).find(({ sql: text }) => text.includes('count(*)'))
  expect(counted!.steps.map(({ node }) => node)).toContain('Index Only Scan')
})

test('a list by a condition is planned for its values each time: they may find three or all', async () => {
  for (let n = 0; n < 12; n++)
    succeeded(await dozo.site(`/api/out/note?page[size]=3&filter[tags]=${'abc'[n % 3]}`))
  const { site } = await dozo.system()
  const [plans] = await dozo.app.db.read<{ once: number; each: number }>(
    site.id,
    sql`
      select sum(generic_plans)::int as once, sum(custom_plans)::int as each
      from pg_prepared_statements
      where statement like '%with page as%entry_refs%' and statement not like '%generic_plans%'
    `,
  )
  expect(plans).toEqual({ once: 0, each: 12 })
})

type Statement = { sql: string; steps: { node: string; table: string | null; rows: number }[] }
const statementsOf = async (query: string): Promise<Statement[]> =>
  succeeded(
    await owner(`${content.at}/explain/query`, { method: 'POST', body: { url: `/api/out/note?${query}` } }),
  ).statements

/** What autovacuum would do by itself some time later. */
async function vacuumed(): Promise<void> {
  const client = await connectAlone(dozo.app.db.connection, 'test')
  await client.query('set role dozo_owner')
  await client.query('vacuum analyze entry_index, entries, entry_refs')
  await client.end()
}
