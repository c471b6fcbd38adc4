import { caughtUp } from '../server/test/crash/dozo-database.ts'
import { freePort, type Dozo } from '../server/test/crash/dozo-process.ts'
import type { Bench } from './bench.ts'
import { settleDatabase, startDozo } from './dozo.ts'
import { median, printTable, timed, whole } from './measure.ts'
import { insertAll, removeAll, rowsOf } from './plain-insert.ts'
import { articleLine, importLines, lines, seedModel } from './seed.ts'
import { inPostgres, printParts, rowParts, serverBehind, watched, type Parts } from './where-time-goes.ts'

const inServer: Parts = [
  ...serverBehind,
  [
    /imports\/line\.ts|imports\/run\.ts \S*[lL]ines?$|safe-json\.ts|lib\/lines\.ts|internal\/readline/,
    'reading lines',
  ],
  [/ (checkValues|missingValues|mergeValues|withDefaults)$/, 'checking values'],
  ...rowParts,
  [/node_modules\/pg/, 'talking to PostgreSQL'],
  [/features\/entries\//, 'planning entries'],
]

/** The whole import, from the first block to the last, beside nothing but the inserts it ends in. */
export const importing: Bench = {
  name: 'import',
  compares:
    'import of 10,000 articles / INSERT … SELECT unnest of the same rows in the same blocks, as dozo_app',
  goal: 'none; says where the time goes',
  async run({ rounds = 5, entries = 10_000 }) {
    const inspector = await freePort()
    const dozo = await startDozo({
      NODE_OPTIONS: `--inspect=127.0.0.1:${inspector} --inspect-publish-uid=http`,
    })
    try {
      await seedModel(dozo)
      const text = lines(entries, articleLine)
      const owner = await dozo.connect('postgres')
      const app = await dozo.connect('dozo_app')
      const { rows } = await owner.query<{ id: string }>(`select id from content_types where key = 'article'`)
      const typeId = rows[0]!.id
      const table: string[][] = []
      const ratios: number[] = []
      // The first round warms up both.
      for (let round = 0; round <= rounds; round++) {
        const ours = await importMs(dozo, text)
        const laterMs = await timed(() => caughtUp(dozo))
        const made = await rowsOf(owner, typeId)
        await removeAll(owner, typeId)
        const plain = await timed(() => insertAll(app, made.blocks))
        await removeAll(owner, typeId)
        if (round === 0) continue
        ratios.push(plain / ours)
        table.push([
          String(round),
          whole(made.rows),
          perSecond(entries, ours),
          perSecond(entries, plain),
          (plain / ours).toFixed(2) + 'x',
          `${whole(laterMs)} ms`,
        ])
      }
      printTable(
        ['round', 'rows', 'import entries/s', 'INSERT entries/s', 'ratio', 'search ready after'],
        table,
      )
      await settleDatabase(dozo)
      let took = 0
      const where = await watched(dozo, inspector, { inServer, inPostgres }, async () => {
        took = await importMs(dozo, text)
        await caughtUp(dozo)
      })
      console.log(
        `\nWatched, the same import took ${whole(took)} ms. Milliseconds of work until search was ready, too:\n`,
      )
      printParts(where)
      await app.end()
      await owner.end()
      return { value: median(ratios), unit: 'x', ok: true }
    } finally {
      await dozo.end()
    }
  },
}

const perSecond = (entries: number, ms: number) => whole((entries * 1000) / ms)

/** From the first block to the last, without the upload before it. */
async function importMs(dozo: Dozo, text: string): Promise<number> {
  const { startedAt, finishedAt } = await importLines(dozo, 'article', text)
  return Date.parse(finishedAt!) - Date.parse(startedAt!)
}
