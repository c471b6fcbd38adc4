import sql from 'sql-template-tag'
import { expect, test } from 'vitest'
import { feature } from '#platform/feature.ts'
import { contentOf, definition, field } from '../../../test/content.ts'
import { useDozo } from '../../../test/harness.ts'
import { imported } from '../../../test/imported.ts'

/** Rows that each write has read, by table, counted by PostgreSQL in the writer's own transaction. */
const reads: Record<string, number>[] = []
const counter = feature({
  name: 'counter',
  on: {
    async inside(tx) {
      const rows = await tx.many<{ name: string; read: number }>(sql`
        select relname as name, seq_tup_read + coalesce(idx_tup_fetch, 0) as read
        from pg_stat_xact_user_tables
        where relname like 'entr%'
      `)
      reads.push(Object.fromEntries(rows.map(({ name, read }) => [name, read])))
      // PostgreSQL counts on over several transactions until it hands in what it has.
      await tx.run(sql`select pg_stat_force_next_flush()`)
    },
  },
})
const dozo = useDozo({ extra: [counter] })

test('what a write reads does not grow with the number of entries', async () => {
  const owner = await dozo.member('owner', ['owner'])
  const content = contentOf(owner)
  const fields = [field('text', 'title'), field('slug', 'slug', { unique: true })]
  await content.define(definition('note', fields, { titleField: 'title', keyField: 'slug' }))
  const lines = Array.from({ length: 3000 }, (_, n) => ({ title: `覚え書き ${n}`, slug: `note-${n}` }))
  await imported(owner, 'note', lines, { publish: true })
  // What autovacuum would do by itself some time later.
  await dozo.app.db.asOwner('test', (tx) => tx.run(sql`analyze entries`))
  reads.length = 0
  const { id } = await content.create('note', { title: '一', slug: 'one' })
  await content.patch(id, { slug: 'two' })
  await content.publish(id)
  expect(reads).toHaveLength(3)
  for (const read of reads) for (const rows of Object.values(read)) expect(rows).toBeLessThan(50)
})

test('nor does what a block of an import reads, minutes before PostgreSQL would count its tables by itself', async () => {
  const owner = await dozo.member('importer', ['owner'])
  const fields = [field('text', 'title'), field('slug', 'slug', { unique: true })]
  await contentOf(owner).define(definition('page', fields, { titleField: 'title', keyField: 'slug' }))
  const lines = Array.from({ length: 6000 }, (_, n) => ({ title: `頁 ${n}`, slug: `page-${n}` }))
  reads.length = 0
  expect(await imported(owner, 'page', lines, { publish: true })).toMatchObject({ created: 6000 })
  const blocks = reads.map((read) => read['entries'] ?? 0).slice(0, 12)
  expect(blocks).toHaveLength(12)
  // Now and then one pass over all is what a planner finds cheaper, just after or before it counted; not for block after block.
  const [, , third] = blocks.slice(-6).toSorted((a, b) => a - b)
  expect(third).toBeLessThan(4000)
})
