import { createReadStream, createWriteStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { startDozo, type Dozo } from '../server/test/crash/dozo-process.ts'
import type { Bench } from './bench.ts'
import { median, printTable, timed, whole } from './measure.ts'
import { insertAll, rowsOf } from './plain-insert.ts'
import { articleLine, seedModel, type Import } from './seed.ts'

const mostMb = 512
const sampled = 20_000

/** A million lines out of one file: how fast, and whether the server's memory knows how long the file is. */
export const importMillion: Bench = {
  name: 'import-million',
  compares: 'import of 1,000,000 articles / INSERT … SELECT unnest of rows of the same kind, as dozo_app',
  goal: `peak memory <= ${mostMb} MB`,
  async run({ entries = 1_000_000 }) {
    // Nothing loads it from outside: the server and its PostgreSQL have all cores.
    const dozo = await startDozo()
    try {
      await seedModel(dozo)
      const file = join(dozo.dataDir, 'bench-million.ndjson')
      await write(file, entries)
      let peak = 0
      const rows: string[][] = []
      const note = (state: Import, seconds: number) => {
        const rss = peakMb(dozo.pid())
        peak = Math.max(peak, rss)
        rows.push([whole(state.done), whole(seconds), whole(state.done / seconds), whole(rss)])
      }
      let state = await send(dozo, file)
      const started = Date.now()
      let told = 0
      while (state.status === 'waiting' || state.status === 'running') {
        await wait(500)
        state = (await dozo.call('GET', `/imports/${state.id}`)).body.data as Import
        if (state.done < told + entries / 10) continue
        told = state.done
        note(state, (Date.now() - started) / 1000)
      }
      if (state.status !== 'done' || state.failed > 0) throw new Error(`the import ended as ${state.status}`)
      const seconds = (Date.parse(state.finishedAt!) - Date.parse(state.startedAt!)) / 1000
      note(state, seconds)
      printTable(['lines', 'seconds', 'entries/s', 'peak MB'], rows)
      const plain = await plainRate(dozo)
      const rate = entries / seconds
      console.log(
        `\n${whole(rate)} entries/s in the mean, plain inserts beside a million rows ${whole(plain)}/s: ${(rate / plain).toFixed(2)}x`,
      )
      return { value: Math.round(peak), unit: 'MB', ok: peak <= mostMb }
    } finally {
      await dozo.end()
    }
  },
}

async function write(file: string, entries: number): Promise<void> {
  const out = createWriteStream(file)
  for (let n = 0; n < entries; n++) if (!out.write(`${articleLine(n)}\n`)) await once(out, 'drain')
  out.end()
  await finished(out)
}

async function send(dozo: Dozo, file: string): Promise<Import> {
  const answer = await fetch(`${dozo.consoleUrl}/manage/v1/sites/main/imports?type=article&publish=true`, {
    method: 'POST',
    headers: { authorization: dozo.authorization(), 'content-type': 'application/x-ndjson' },
    body: createReadStream(file) as never,
    duplex: 'half',
  } as RequestInit)
  if (!answer.ok) throw new Error(`the upload: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { data: Import }).data
}

/** Rows of the last entries once more, where a million are already. */
async function plainRate(dozo: Dozo): Promise<number> {
  const owner = await dozo.connect('postgres')
  const app = await dozo.connect('dozo_app')
  const { rows } = await owner.query<{ id: string }>(`select id from content_types where key = 'article'`)
  const typeId = rows[0]!.id
  const { rows: last } = await owner.query<{ id: string }>(
    'select id from entries where type_id = $1 order by id desc limit 1 offset $2',
    [typeId, sampled - 1],
  )
  const rates: number[] = []
  for (let round = 0; round < 3; round++) {
    const made = await rowsOf(owner, typeId, last[0]!.id)
    for (const table of ['entry_versions', 'entries'])
      await owner.query(
        table === 'entries'
          ? 'delete from entries where type_id = $1 and id >= $2'
          : 'delete from entry_versions where entry_id >= $2 and entry_id in (select id from entries where type_id = $1 and id >= $2)',
        [typeId, last[0]!.id],
      )
    rates.push((sampled * 1000) / (await timed(() => insertAll(app, made.blocks))))
  }
  await app.end()
  await owner.end()
  return median(rates)
}

/** The most it has ever had. */
const peakMb = (pid: number): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
