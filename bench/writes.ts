import { caughtUp } from '../server/test/crash/dozo-database.ts'
import { freePort, type Dozo } from '../server/test/crash/dozo-process.ts'
import type { Bench } from './bench.ts'
import { settleDatabase, startDozo } from './dozo.ts'
import { median, printTable, timed, whole } from './measure.ts'
import { onceEach } from './once-each.ts'
import { startRival } from './rival.ts'
import { seedModel } from './seed.ts'
import { textOf } from './texts.ts'
import { inPostgres, printParts, rowParts, serverBehind, watched, type Parts } from './where-time-goes.ts'

const inServer: Parts = [
  ...serverBehind,
  [/ (checkValues|missingValues|mergeValues|withDefaults)$/, 'checking values'],
  ...rowParts,
  [/features\/entries\/present\.ts| written$/, 'the answer'],
  [/node_modules\/pg/, 'talking to PostgreSQL'],
  [/platform\/db\//, 'statements'],
  [/platform\/http\/|node_modules\/(?!pg)/, 'HTTP'],
  [/features\//, 'the rooms'],
]

/** One entry made and published by one call, as an editor does it. */
export const writes: Bench = {
  name: 'writes',
  compares:
    'create and publish with checks, version, index, event; search and audit caught up / hand-written handler with a bare five-table transaction',
  goal: '>= 0.5x',
  async run({ rounds = 5, entries = 2000 }) {
    const inspector = await freePort()
    const dozo = await startDozo({
      NODE_OPTIONS: `--inspect=127.0.0.1:${inspector} --inspect-publish-uid=http`,
    })
    try {
      await seedModel(dozo)
      const client = await dozo.connect('postgres')
      await client.query(
        'create sequence bench_numbers start 10000000; grant usage on bench_numbers to dozo_app',
      )
      await client.end()
      const ids = { category: await idsOf(dozo, 'category'), author: await idsOf(dozo, 'author') }
      await settleDatabase(dozo)
      const rival = await startRival(dozo, 'rival-write.ts')
      try {
        const options = { folder: dozo.dataDir, atOnce: 16, method: 'POST' }
        const table: string[][] = []
        const ratios: number[] = []
        const headers = { authorization: dozo.authorization(), 'content-type': 'application/json' }
        const named = (name: string) =>
          Array.from({ length: entries }, (_, n) => valuesOf(ids, n, `${name}-${n}`))
        const lines = (path: string, bodies: object[], more: object) =>
          bodies.map((body) => [path, JSON.stringify(body), JSON.stringify(more)].join('\t'))
        const ours = (round: number) => {
          const bodies = named(`ours-${round}`).map((values) => ({ type: 'article', values, publish: true }))
          const path = '/manage/v1/sites/main/entries'
          return onceEach(lines(path, bodies, headers), { ...options, origin: dozo.consoleUrl })
        }
        // The first round warms up both.
        for (let round = 0; round <= rounds; round++) {
          let answered = 0
          const ms = await timed(async () => {
            answered = await ours(round)
            await caughtUp(dozo)
          })
          const bodies = named(`theirs-${round}`).map((values) => ({ values }))
          const theirs = await onceEach(lines('/articles', bodies, { 'content-type': 'application/json' }), {
            ...options,
            origin: rival.origin,
          })
          if (round === 0) {
            await settleDatabase(dozo)
            continue
          }
          const together = (entries * 1000) / ms
          ratios.push(together / theirs)
          table.push([
            String(round),
            whole(answered),
            whole(together),
            whole(theirs),
            `${(together / theirs).toFixed(2)}x`,
          ])
        }
        printTable(
          ['round', 'Dozo answers/s', 'with search and audit/s', 'bare transactions/s', 'ratio'],
          table,
        )
        const where = await watched(dozo, inspector, { inServer, inPostgres }, async () => {
          await ours(rounds + 1)
          await caughtUp(dozo)
        })
        console.log('\nMilliseconds of work for each entry in one more round, watched:\n')
        printParts(where, entries)
        const value = median(ratios)
        return { value, unit: 'x', ok: value >= 0.5 }
      } finally {
        await rival.end()
      }
    } finally {
      await dozo.end()
    }
  },
}

async function idsOf(dozo: Dozo, type: string): Promise<string[]> {
  const { body } = await dozo.call('GET', `/entries?type=${type}&page%5Bsize%5D=50`)
  return (body.data as { id: string }[]).map(({ id }) => id)
}

function valuesOf(ids: { category: string[]; author: string[] }, n: number, slug: string) {
  const { title, body, english } = textOf(n)
  return {
    title: { ja: title, en: `Record ${n}` },
    slug,
    category: ids.category[n % ids.category.length]!,
    author: ids.author[n % ids.author.length]!,
    date: new Date(Date.UTC(2020, 0, 1 + (n % 2000))).toISOString().slice(0, 10),
    body: { ja: body, en: english },
  }
}
