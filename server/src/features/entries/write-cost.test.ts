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
