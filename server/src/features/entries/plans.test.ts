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
  for (const own of [
    { path: '/note', operation: 'entries.list' },
    { path: '/note/{id}', operation: 'entries.get' },
  ])
    await owner(`${content.at}/apis/out/endpoints`, {
      method: 'POST',
      body: { type: 'note', cacheSeconds: 0, ...own },
    })
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
  expect(await plansOf('entry_refs')).toEqual({ once: 0, each: 12 })
})

test('where conditions only say where the order is walked, and where one entry is named, one plan serves all', async () => {
  const { id } = succeeded(await dozo.site('/api/out/note?page[size]=1'))[0] as { id: string }
  for (let n = 0; n < 12; n++) {
    succeeded(await dozo.site(`/api/out/note?filter[rank][gte]=${n}&filter[rank][lt]=60&sort=-rank`))
    succeeded(await dozo.site(`/api/out/note?sort=updatedAt&page[size]=${n + 1}`))
    succeeded(await dozo.site(`/api/out/note/${id}?fields=rank`))
  }
  expect(await plansOf('i.n1 desc')).toEqual({ once: 12, each: 0 })
  expect(await plansOf('i.updated_at asc')).toEqual({ once: 12, each: 0 })
  expect(await plansOf('i.entry_id = ')).toEqual({ once: 12, each: 0 })
})

test('those without a value to sort by are looked for where a condition lets them through, and nowhere else', async () => {
  const halves = async (query: string) =>
    (await statementsOf(query)).flatMap(({ steps }) => steps.filter(({ table }) => table === 'entry_index'))
      .length
  expect(await halves('sort=rank')).toBe(2)
  expect(await halves('sort=rank&filter[rank][gte]=90')).toBe(1)
  await imported(owner, 'note', [{ tags: ['a'] }, { tags: ['b'], rank: 99 }], { publish: true })
  const ranks = async (query: string) =>
    (succeeded(await dozo.site(`/api/out/note?page[size]=100&${query}`)) as { rank: number | null }[]).map(
      ({ rank }) => rank,
    )
  const either = 'filter[or][0][rank][gte]=99&filter[or][1][rank][exists]=false'
  expect(await ranks(`${either}&sort=-rank`)).toEqual([...Array.from({ length: 31 }, () => 99), null])
  expect((await ranks('filter[rank][gte]=98&filter[rank][ne]=99&sort=rank')).at(-1)).toBe(98)
  expect(await ranks('filter[not][rank][lt]=99&sort=-rank')).toEqual([
    ...Array.from({ length: 31 }, () => 99),
    null,
  ])
})

type Statement = { sql: string; steps: { node: string; table: string | null; rows: number }[] }
const statementsOf = async (query: string): Promise<Statement[]> =>
  succeeded(
    await owner(`${content.at}/explain/query`, { method: 'POST', body: { url: `/api/out/note?${query}` } }),
  ).statements

/** How often statements with this text were read by a plan for all values, and by one of their own. */
async function plansOf(part: string): Promise<{ once: number; each: number }> {
  const { site } = await dozo.system()
  const [plans] = await dozo.app.db.read<{ once: number; each: number }>(
    site.id,
    sql`
      select sum(generic_plans)::int as once, sum(custom_plans)::int as each
      from pg_prepared_statements
      where statement like '%with page as%' and position(${part} in statement) > 0
        and position('generic_plans' in statement) = 0
    `,
  )
  return plans!
}

/** What autovacuum would do by itself some time later. */
async function vacuumed(): Promise<void> {
  const client = await connectAlone(dozo.app.db.connection, 'test')
  await client.query('set role dozo_owner')
  await client.query('vacuum analyze entry_index, entries, entry_refs')
  await client.end()
}
