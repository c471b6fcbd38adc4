import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Bench } from './bench.ts'
import type { Dozo } from '../server/test/crash/dozo-process.ts'
import { settleDatabase, startDozo } from './dozo.ts'
import { printTable, whole } from './measure.ts'
import { startRival } from './rival.ts'
import { duel, rateOf, slowOf } from './rounds.ts'
import { listQuery, seed } from './seed.ts'

const mostStatements = 3

/** A list that nothing keeps, beside a handler written by hand for it on the same database. */
export const deliveryList: Bench = {
  name: 'delivery-list',
  compares: 'uncached list of 20 with two relations / hand-written Fastify + pg handler, as dozo_app',
  goal: `>= 0.6x, <= ${mostStatements} statements`,
  async run({ rounds = 7, seconds = 4, entries = 10_000 }) {
    const dozo = await startDozo()
    try {
      await seed(dozo, entries)
      await settleDatabase(dozo)
      const url = `${dozo.siteUrl}/api/bench/fresh?${listQuery}`
      const statements = await statementsOf(dozo, url)
      const rival = await startRival(dozo, 'rival-list.ts')
      const rivalUrl = `${rival.origin}/articles`
      try {
        const [ours, theirs] = [await json(url), await json(rivalUrl)]
        if (!isDeepStrictEqual(ours, theirs)) throw new Error('the rival answers something else')
        const result = await duel(url, rivalUrl, { rounds, seconds, connections: 32 })
        printTable(
          ['server', 'lists/s', 'p97.5 ms', 'statements'],
          [
            ['Dozo', whole(rateOf(result.ours)), slowOf(result.ours), statements.length],
            ['by hand', whole(rateOf(result.theirs)), slowOf(result.theirs), 1],
          ],
        )
        for (const one of statements) console.log(`  ${one.slice(0, 100)}`)
        const ok = result.ratio >= 0.6 && statements.length <= mostStatements
        return { value: result.ratio, unit: 'x', ok }
      } finally {
        await rival.end()
      }
    } finally {
      await dozo.end()
    }
  },
}

const json = async (url: string): Promise<unknown> => (await fetch(url)).json()

/** Statements of one request, read from PostgreSQL's own log; begin, settings and commit travel with them and are no look-ups. */
async function statementsOf(dozo: Dozo, url: string): Promise<string[]> {
  const log = join(dozo.dataDir, 'logs', 'postgres.log')
  const client = await dozo.connect('postgres')
  const set = async (text: string) => {
    await client.query(text)
    await client.query('select pg_reload_conf()')
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  await fetch(url)
  await client.query(`alter system set log_line_prefix = '%a|'`)
  await set(`alter system set log_statement = 'all'`)
  const before = readFileSync(log, 'utf8').length
  await fetch(url)
  await new Promise((resolve) => setTimeout(resolve, 300))
  const said = readFileSync(log, 'utf8').slice(before)
  await set('alter system reset all')
  await client.end()
  return said
    .split(/\n(?=[^\n|]*\|)/)
    .filter((line) => /^dozo dozo_app\|LOG: +(execute|statement)/.test(line))
    .map((line) =>
      line
        .replace(/^.*?(execute \S+|statement): /s, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter(
      (statement) =>
        /^[( ]*(select|with)\b/.test(statement) && !/^select (pg_notify|set_config)/.test(statement),
    )
}
