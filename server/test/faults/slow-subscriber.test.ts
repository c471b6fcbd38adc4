import { setTimeout as wait } from 'node:timers/promises'
import sql from 'sql-template-tag'
import { expect, test } from 'vitest'
import { emit } from '#platform/events/emit.ts'
import type { StoredEvent } from '#platform/events/event.ts'
import { readBatch } from '#platform/events/reader.ts'
import { definition, contentOf, field } from '../content.ts'
import { useDozo } from '../harness.ts'

const dozo = useDozo()

test('a batch that takes longer than an idle transaction may is done once, not cut off and begun again', async () => {
  const content = contentOf(await dozo.member('owner', ['owner']))
  await content.define(definition('note', [field('text', 'title')]))
  await dozo.settled()
  const { db } = dozo.app
  const patienceMs = 50
  const impatient: typeof db.asOwner = (reason, work, options) =>
    db.asOwner(
      reason,
      async (tx) => {
        await tx.run(
          sql`select set_config('idle_in_transaction_session_timeout', ${String(patienceMs)}, true)`,
        )
        return work(tx)
      },
      options,
    )
  const app = { ...dozo.app, db: { ...db, asOwner: impatient } }
  let told = 0
  const slow = {
    name: 'test.slow',
    types: [],
    handle: async () => {
      told++
      await wait(patienceMs * 6)
    },
  }
  expect(await readBatch(app, slow)).toBe('read')
  expect([await readBatch(app, slow), told]).toEqual(['end', 1])
})

test('a batch ends where its events are about five thousand things, and the next goes on behind it', async () => {
  const ctx = await dozo.system()
  const idsOf = (count: number) => Array.from({ length: count }, () => ctx.app.newId())
  const sent = [3000, 3000, 1, 4999, 1, 9000, 1]
  for (const count of sent)
    await ctx.tx(async (tx) =>
      emit(tx, 'entries.imported', { subject: { type: 'import', id: 'x' }, data: { ids: idsOf(count) } }),
    )
  const batches: number[][] = []
  const counting = {
    name: 'test.counting',
    types: ['entries.imported'],
    handle: async (events: StoredEvent[]) =>
      void batches.push(events.map(({ data }) => (data['ids'] as string[]).length)),
  }
  // Transactions of other tests may be older, and what came after their beginning waits for their end.
  for (
    let result = await readBatch(dozo.app, counting);
    result !== 'end';
    result = await readBatch(dozo.app, counting)
  )
    if (result === 'soon') await wait(20)
  expect(batches.flat()).toEqual(sent)
  expect(batches).toContainEqual([1, 4999])
  expect(Math.max(...batches.map((batch) => batch.slice(0, -1).reduce((sum, n) => sum + n, 0)))).toBeLessThan(
    5000,
  )
})
