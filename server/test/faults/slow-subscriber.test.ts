import { setTimeout as wait } from 'node:timers/promises'
import sql from 'sql-template-tag'
import { expect, test } from 'vitest'
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
