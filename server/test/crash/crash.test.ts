import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDozo, type Dozo } from './dozo-process.ts'
import { crashRounds, enough } from './rounds.ts'

const rounds = process.env['TEST_FULL'] ? 20 : 3

let dozo: Dozo
beforeAll(async () => {
  dozo = await startDozo({ DOZO_LOG: 'silent' })
}, 120_000)
afterAll(() => dozo.end(), 60_000)

test(
  'whatever is killed while everybody writes: nothing acknowledged is lost and everything agrees',
  async () => {
    for await (const { victim, promised, lost, wrong } of crashRounds(dozo, {
      rounds,
      seed: 1,
      lines: 2000,
    })) {
      expect(lost, `kill -9 of the ${victim}`).toEqual([])
      expect(wrong, `kill -9 of the ${victim}`).toEqual([])
      expect(promised).toBeGreaterThan(enough)
    }
  },
  rounds * 120_000,
)
