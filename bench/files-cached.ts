import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ended, freePort, type Dozo } from '../server/test/crash/dozo-process.ts'
import type { Bench } from './bench.ts'
import { node, settleDatabase, startDozo } from './dozo.ts'
import { median, printTable, whole } from './measure.ts'
import { onceEach } from './once-each.ts'
import { photo, upload } from './photos.ts'
import { duel, rateOf, slowOf } from './rounds.ts'
import { seed } from './seed.ts'

/** Files as they are asked for again and again, access log on, beside node:http with the same bytes and headers; and readers of entries while others have images converted. */
export const filesCached: Bench = {
  name: 'files-cached',
  compares: 'a converted image and a file of 1 MB, cached / node:http sending the same bytes and headers',
  goal: '>= 0.8x; entries during conversions: >= 0.9 within the quiet p99',
  async run({ rounds = 5, seconds = 4, entries = 2000 }) {
    const dozo = await startDozo()
    try {
      await seed(dozo, entries)
      for (let n = 0; n < photos; n++) await upload(dozo, `photo-${n}.jpg`, await photo(n))
      await upload(dozo, 'large.bin', Buffer.alloc(1024 * 1024, 'これは1 MBのファイルです。'))
      await settleDatabase(dozo)
      const ratios: number[] = []
      const rows: string[][] = []
      for (const [what, path, connections] of [
        ['image 640 px', '/files/photo-0.jpg?w=640&format=webp', 60],
        ['file of 1 MB', '/files/large.bin', 20],
      ] as const) {
        const rival = await startNode(dozo, path)
        try {
          const url = dozo.siteUrl + path
          const { ours, theirs, ratio } = await duel(url, rival.url, { rounds, seconds, connections })
          ratios.push(ratio)
          const slow = `${slowOf(ours)} / ${slowOf(theirs)}`
          const rates = [whole(rateOf(ours)), whole(rateOf(theirs))]
          rows.push([what, `${rival.bytes}`, ...rates, slow, `${ratio.toFixed(2)}x`])
        } finally {
          await rival.end()
        }
      }
      printTable(['answer', 'bytes', 'Dozo/s', 'node:http/s', 'p97.5 ms', 'ratio'], rows)
      const kept = await besideConversions(dozo, rounds)
      const value = Math.min(...ratios)
      return { value, unit: 'x', ok: value >= 0.8 && kept >= 0.9 }
    } finally {
      await dozo.end()
    }
  },
}

async function startNode(dozo: Dozo, path: string) {
  // Asked for several times: then it is in memory.
  let response = await fetch(dozo.siteUrl + path)
  for (let n = 0; n < 3; n++) {
    await response.arrayBuffer()
    response = await fetch(dozo.siteUrl + path)
  }
  const body = Buffer.from(await response.arrayBuffer())
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`)
  // Node adds these itself, to both.
  const own = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding'])
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !own.has(name)))
  const file = join(dozo.dataDir, 'same-bytes.json')
  writeFileSync(file, JSON.stringify({ headers, body: body.toString('base64') }))
  const port = await freePort()
  const child = node(0, ['bench/rival-node.ts', file, String(port)])
  await new Promise((resolve) => child.stdout!.once('data', resolve))
  return { url: `http://127.0.0.1:${port}${path}`, bytes: body.length, end: () => ended(child, 'SIGTERM') }
}

const photos = 5
const qualities = [50, 60, 70, 75, 80, 85, 90]
const widths = [384, 640, 828, 1080, 1200, 1600, 1920]
const perSecond = 500

/** 200 images in all, so many in each round; readers of one entry at a steady pace, once without them and once beside them. */
async function besideConversions(dozo: Dozo, rounds: number): Promise<number> {
  const wishes = Array.from({ length: photos }, (_, n) => n).flatMap((n) =>
    qualities.flatMap((q) => widths.map((w) => `/files/photo-${n}.jpg?w=${w}&q=${q}&format=webp`)),
  )
  const url = `${dozo.siteUrl}/api/bench/kept/article-7`
  const each = Math.ceil(200 / rounds)
  await steady(url, 3, 0)
  const kept: number[] = []
  const rows: string[][] = []
  for (let round = 0; round < rounds; round++) {
    const quiet = await steady(url, 5, 0)
    const some = wishes.slice(round * each, (round + 1) * each)
    let over = false
    const converting = onceEach(some, { origin: dozo.siteUrl, folder: dozo.dataDir, atOnce: 8 }).finally(
      () => (over = true),
    )
    const busy = await steady(url, 4, quiet.p99)
    const covered = over ? ' (were done before the end)' : ''
    const made = await converting
    kept.push(busy.within)
    const times = [quiet, busy].map(({ p50, p99 }) => `${p50.toFixed(2)} / ${p99.toFixed(2)}`)
    rows.push([...times, busy.within.toFixed(3), `${made.toFixed(1)}/s${covered}`])
  }
  console.log()
  printTable(['p50 / p99 quiet, ms', 'beside conversions', 'within the quiet p99', 'images'], rows)
  return median(kept)
}

type Steady = { p50: number; p99: number; within: number }
async function steady(url: string, seconds: number, within: number): Promise<Steady> {
  const child = node(1, ['bench/load-steady.ts', JSON.stringify({ url, perSecond, seconds, within })])
  let text = ''
  child.stdout!.on('data', (chunk: Buffer) => (text += chunk.toString()))
  await new Promise((resolve) => child.once('close', resolve))
  const result = JSON.parse(text) as Steady & { bad: number }
  if (result.bad > 0) throw new Error(`${result.bad} answers of ${url} were errors`)
  return result
}
