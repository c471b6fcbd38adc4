import { isDeepStrictEqual } from 'node:util'
import type { Bench } from './bench.ts'
import { settleDatabase, startDozo } from './dozo.ts'
import { median, printTable, whole } from './measure.ts'
import { onceEach } from './once-each.ts'
import { startRival } from './rival.ts'
import { listFields, seed } from './seed.ts'

const different = 5000

/** Lists that nobody has asked for before: each has another condition or size, so that no answer and no question comes twice. */
export const deliveryCold: Bench = {
  name: 'delivery-cold',
  compares: `${different} different lists with two relations, each once / hand-written Fastify + pg handler, as dozo_app`,
  goal: '>= 0.6x',
  async run({ rounds = 7, entries = 10_000 }) {
    const dozo = await startDozo()
    try {
      await seed(dozo, entries)
      await settleDatabase(dozo)
      const rival = await startRival(dozo, 'rival-list.ts')
      try {
        const asked = questions()
        await sameAnswers(asked.slice(0, 20), dozo.siteUrl, rival.origin)
        const options = { folder: dozo.dataDir, atOnce: 32 }
        const table: string[][] = []
        const ratios: number[] = []
        // The first round warms up both.
        for (let round = 0; round <= rounds; round++) {
          const ours = await onceEach(
            asked.map((one) => one.ours),
            { ...options, origin: dozo.siteUrl },
          )
          const theirs = await onceEach(
            asked.map((one) => one.theirs),
            { ...options, origin: rival.origin },
          )
          if (round === 0) continue
          ratios.push(ours / theirs)
          table.push([String(round), whole(ours), whole(theirs), `${(ours / theirs).toFixed(2)}x`])
        }
        printTable(['round', 'Dozo lists/s', 'by hand lists/s', 'ratio'], table)
        const value = median(ratios)
        return { value, unit: 'x', ok: value >= 0.6 }
      } finally {
        await rival.end()
      }
    } finally {
      await dozo.end()
    }
  },
}

type Question = { ours: string; theirs: string }

function questions(): Question[] {
  return Array.from({ length: different }, (_, n) => {
    const until = new Date(Date.UTC(2020, 2, 1 + (n % 1900))).toISOString().slice(0, 10)
    const size = 18 + Math.floor(n / 1900)
    const fields = `fields=${listFields}`
    return {
      ours: `/api/bench/fresh?sort=-date&filter%5Bdate%5D%5Blte%5D=${until}&page%5Bsize%5D=${size}&${fields}`,
      theirs: `/articles?until=${until}&size=${size}`,
    }
  })
}

async function sameAnswers(asked: readonly Question[], ours: string, theirs: string): Promise<void> {
  const read = async (url: string): Promise<unknown> => (await fetch(url)).json()
  for (const one of asked)
    if (!isDeepStrictEqual(await read(ours + one.ours), await read(theirs + one.theirs)))
      throw new Error(`the rival answers ${one.theirs} with something else`)
}
