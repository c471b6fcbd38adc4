import sql from 'sql-template-tag'
import { expect, test, vi } from 'vitest'
import { contentOf, definition, field } from '../../../test/content.ts'
import { useDozo } from '../../../test/harness.ts'
import { imported } from '../../../test/imported.ts'

const dozo = useDozo()

/** As PostgreSQL plans with it. */
async function counted(): Promise<Record<string, number>> {
  const rows = await dozo.app.db.asOwner('test', (tx) =>
    tx.many<{ name: string; rows: number }>(sql`
      select relname as name, reltuples::int as rows from pg_class where relname in ('entries', 'entry_index', 'entry_refs')
    `),
  )
  return Object.fromEntries(rows.map(({ name, rows: count }) => [name, count]))
}

test('what a site has just got is planned for at once, and not a minute later', async () => {
  const owner = await dozo.member('owner', ['owner'])
  const content = contentOf(owner)
  await content.define(definition('part', [field('text', 'title')]))
  await content.define(
    definition('page', [field('text', 'title'), field('relation', 'part', { to: ['part'] })]),
  )
  const { id } = await content.create('part', { title: '章' })
  // PostgreSQL takes its own time between two looks: none of its counts may stand for ours.
  await dozo.app.db.asOwner('test', async (tx) => {
    await tx.run(sql`alter table entries set (autovacuum_enabled = false)`)
    await tx.run(sql`alter table entry_index set (autovacuum_enabled = false)`)
  })
  const lines = Array.from({ length: 120 }, (_, n) => ({ title: `頁 ${n}`, part: id }))
  await imported(owner, 'page', lines)
  await vi.waitFor(async () => expect(await counted()).toMatchObject({ entries: 121, entry_index: 121 }))
  // Public, they stand in the index twice.
  const body = { type: 'page', action: { kind: 'publish' } }
  expect((await owner(`${content.at}/entries/bulk`, { method: 'POST', body })).status).toBe(202)
  await dozo.settled()
  await vi.waitFor(async () => expect((await counted())['entry_index']).toBeGreaterThan(200))
})
