import sql from 'sql-template-tag'
import { expect, test } from 'vitest'
import { contentOf, definition, field, succeeded } from '../../../test/content.ts'
import { useDozo } from '../../../test/harness.ts'

const dozo = useDozo()

/** So many more rows like the one of this type, written past the API: what is looked at is how they are counted. */
const grow = (typeKey: string, more: number) =>
  dozo.app.db.asOwner('test', async (tx) => {
    await tx.run(sql`
      insert into entries (site_id, id, number, type_id, work, created_at, updated_at)
      select e.site_id, gen_random_uuid(), e.number * 1000000 + n, e.type_id, e.work, e.created_at, e.updated_at
      from entries e
        join content_types t on t.site_id = e.site_id and t.id = e.type_id,
        generate_series(1, ${more}) n
      where t.key = ${typeKey}
    `)
    await tx.run(sql`analyze entries`)
  })

test('entries are counted one by one as long as they are few; of many it is said about how many', async () => {
  const owner = await dozo.member('owner', ['owner'])
  const content = contentOf(owner)
  for (const key of ['none', 'few', 'many']) await content.define(definition(key, [field('text', 'name')]))
  for (const key of ['few', 'many']) await content.create(key, { name: 'x' })
  await grow('few', 9_999)
  await grow('many', 19_999)
  // Another site with as much: how many are here does not depend on it.
  await dozo.makeSite('other')
  const stranger = contentOf((await dozo.member('stranger', ['owner'], 'other'))!, 'other')
  await stranger.define(definition('theirs', [field('text', 'name')]))
  await stranger.create('theirs', { name: 'x' })
  await grow('theirs', 19_999)
  type Line = { key: string; entries: number; entriesEstimated?: true }
  const lines = succeeded(await owner(`${content.at}/content-types`)) as Line[]
  const told = (key: string) => {
    const { entries, entriesEstimated } = lines.find((one) => one.key === key)!
    return [entries, entriesEstimated]
  }
  expect([told('none'), told('few')]).toEqual([
    [0, undefined],
    [10_000, undefined],
  ])
  const [entries, estimated] = told('many') as [number, true]
  expect(estimated).toBe(true)
  expect(Math.abs(entries - 20_000)).toBeLessThan(3_000)
  expect(lines.some(({ key }) => key === 'theirs')).toBe(false)
})
