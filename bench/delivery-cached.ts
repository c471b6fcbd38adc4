import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench } from './bench.ts'
import { ended, freePort } from '../server/test/crash/dozo-process.ts'
import { cores, node, pinned, settleDatabase, startDozo } from './dozo.ts'
import { printTable, whole } from './measure.ts'
import { duel, rateOf, slowOf } from './rounds.ts'
import { listQuery, seed } from './seed.ts'

/** Answers from memory, access log on, beside a bare Fastify that sends the same bytes and headers and does nothing else. */
export const deliveryCached: Bench = {
  name: 'delivery-cached',
  compares: 'cached list of 20 and one entry / bare Fastify sending the same bytes and headers',
  goal: '>= 0.8x',
  async run({ rounds = 7, seconds = 4, entries = 10_000 }) {
    const dozo = await startDozo()
    try {
      await seed(dozo, entries)
      await settleDatabase(dozo)
      const rows: string[][] = []
      const ratios: number[] = []
      for (const [what, path] of [
        ['list of 20', `/api/bench/kept?${listQuery}`],
        ['one entry', '/api/bench/kept/article-7'],
      ] as const) {
        const url = dozo.siteUrl + path
        await fetch(url)
        const rival = await startBare(dozo.dataDir, url)
        try {
          const generators = pinned ? Math.max(1, cores - 1) : 1
          const options = { rounds, seconds, connections: 60, generators }
          const { ours, theirs, ratio } = await duel(url, rival.url, options)
          ratios.push(ratio)
          rows.push([
            what,
            `${rival.bytes}`,
            whole(rateOf(ours)),
            whole(rateOf(theirs)),
            `${slowOf(ours)} / ${slowOf(theirs)}`,
            `${ratio.toFixed(2)}x`,
          ])
        } finally {
          await rival.end()
        }
      }
      printTable(['answer', 'bytes', 'Dozo/s', 'Fastify/s', 'p97.5 ms', 'ratio'], rows)
      const value = Math.min(...ratios)
      return { value, unit: 'x', ok: value >= 0.8 }
    } finally {
      await dozo.end()
    }
  },
}

/** The answer as it came over the wire, in a file that the rival reads once. */
async function startBare(folder: string, url: string) {
  const response = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  if (response.headers.get('x-cache') !== 'hit') throw new Error(`${url} is not answered from memory`)
  const body = Buffer.from(await response.arrayBuffer())
  // Node adds these itself, to both.
  const own = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding'])
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !own.has(name)))
  const file = join(folder, 'same-bytes.json')
  writeFileSync(file, JSON.stringify({ headers, body: body.toString('base64') }))
  const port = await freePort()
  const child = node(0, ['bench/rival-bare.ts', file, String(port)])
  await new Promise((resolve) => child.stdout!.once('data', resolve))
  const rivalUrl = `http://127.0.0.1:${port}/${new URL(url).pathname.slice(1)}${new URL(url).search}`
  const same = Buffer.from(await (await fetch(rivalUrl)).arrayBuffer())
  if (!same.equals(body)) throw new Error('the rival sends other bytes')
  return { url: rivalUrl, bytes: body.length, end: () => ended(child, 'SIGTERM') }
}
