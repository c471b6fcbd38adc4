import { crashRounds, type Outcome } from '../server/test/crash/rounds.ts'
import type { Bench } from './bench.ts'
import { startDozo } from './dozo.ts'
import { printTable, whole } from './measure.ts'

/** What `npm test` does in three rounds, in twenty; the numbers are about time, the result is a promise. */
export const crash: Bench = {
  name: 'crash',
  compares:
    'acknowledged writes that are there after kill -9 of server, PostgreSQL or both / those acknowledged',
  goal: '0 lost, and everything agrees',
  async run({ rounds = 20, seed = 1, entries = 4000, seconds = 3 }) {
    const dozo = await startDozo({ DOZO_LOG: 'silent' })
    const outcomes: Outcome[] = []
    try {
      for await (const outcome of crashRounds(dozo, { rounds, seed, lines: entries, most: seconds * 1000 }))
        outcomes.push(outcome)
    } finally {
      await dozo.end()
    }
    printTable(
      ['round', 'killed', 'after ms', 'acknowledged', 'well again ms', 'at rest ms', 'lost', 'wrong'],
      outcomes.map((one, i) => [
        i + 1,
        one.victim,
        whole(one.afterMs),
        whole(one.promised),
        whole(one.wellMs),
        whole(one.restMs),
        one.lost.length,
        one.wrong.length,
      ]),
    )
    // A promise that is still broken in later rounds is one broken promise.
    const lost = new Set(outcomes.flatMap((one) => one.lost))
    const wrong = new Set(outcomes.flatMap((one) => one.wrong))
    const promised = outcomes.reduce((sum, one) => sum + one.promised, 0)
    console.log(`\n${whole(promised)} acknowledged; seed ${seed}`)
    for (const sentence of [...lost, ...wrong]) console.log(`  ${sentence}`)
    return { value: lost.size, unit: 'lost', ok: lost.size === 0 && wrong.size === 0 }
  },
}
