import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Dozo } from '../server/test/crash/dozo-process.ts'
import type { Bench } from './bench.ts'
import { settleDatabase, startDozo } from './dozo.ts'
import { median, printTable, whole } from './measure.ts'
import { listQuery, seed } from './seed.ts'
import { terms, textOf } from './texts.ts'

const warmUpSeconds = 120
const sampleMs = 2000
const readers = 6

/** Reads kept and not, searches, writes, refusals, for ten minutes: does the server grow? */
export const memory: Bench = {
  name: 'memory',
  compares: 'resident memory of the server at the end of ten minutes of mixed load / after the first two',
  goal: '<= 1.02x',
  async run({ seconds = 600, entries = 10_000 }) {
    // A cache that is still filling up is no leak, but would look like one: this one is full before the first minute that counts.
    const dozo = await startDozo({ DOZO_CACHE_MB: '8' })
    try {
      await seed(dozo, entries)
      await dozo.call('POST', '/apis/bench/endpoints', {
        path: '/search',
        operation: 'search',
        type: 'article',
        cacheSeconds: 0,
      })
      await settleDatabase(dozo)
      const samples: { at: number; mb: number }[] = []
      const end = Date.now() + seconds * 1000
      const started = Date.now()
      const counts = { reads: 0, searches: 0, writes: 0, refused: 0 }
      const work = [
        ...Array.from({ length: readers }, (_, n) => reading(dozo, end, n, counts)),
        searching(dozo, end, counts),
        writing(dozo, end, counts),
      ]
      const sampling = (async () => {
        while (Date.now() < end) {
          samples.push({ at: (Date.now() - started) / 1000, mb: residentMb(dozo.pid()) })
          await wait(sampleMs)
        }
      })()
      await Promise.all([...work, sampling])
      const minute = (n: number) => samples.filter(({ at }) => at >= n * 60 && at < (n + 1) * 60)
      const minutes = Math.floor(seconds / 60)
      printTable(
        ['minute', 'median MB', 'most MB'],
        Array.from({ length: minutes }, (_, n) => [
          n + 1,
          median(minute(n).map(({ mb }) => mb)).toFixed(1),
          Math.max(...minute(n).map(({ mb }) => mb)).toFixed(1),
        ]),
      )
      console.log(
        `\n${whole(counts.reads)} reads, ${whole(counts.searches)} searches, ${whole(counts.writes)} writes, ${whole(counts.refused)} refused`,
      )
      const span = Math.min(60, seconds / 5)
      const early = samples.filter(
        ({ at }) =>
          at >= Math.min(warmUpSeconds, seconds / 5) && at < Math.min(warmUpSeconds, seconds / 5) + span,
      )
      const late = samples.filter(({ at }) => at >= seconds - span)
      const value = median(late.map(({ mb }) => mb)) / median(early.map(({ mb }) => mb))
      return { value, unit: 'x', ok: value <= 1.02 }
    } finally {
      await dozo.end()
    }
  },
}

type Counts = { reads: number; searches: number; writes: number; refused: number }

async function reading(dozo: Dozo, end: number, lane: number, counts: Counts): Promise<void> {
  for (let n = lane; Date.now() < end; n += readers) {
    const path =
      n % 5 === 0
        ? `/api/bench/kept/article-${((n / 5) * 37) % 10_000}`
        : n % 17 === 0
          ? '/api/bench/fresh?sort=nothing'
          : `/api/bench/${n % 3 === 0 ? 'fresh' : 'kept'}?${listQuery}&filter%5Bdate%5D%5Blte%5D=20${20 + (n % 6)}-0${1 + (n % 9)}-11`
    const answer = await fetch(dozo.siteUrl + path)
    await answer.arrayBuffer()
    if (answer.ok) counts.reads++
    else counts.refused++
  }
}

async function searching(dozo: Dozo, end: number, counts: Counts): Promise<void> {
  for (let n = 0; Date.now() < end; n++) {
    const q = encodeURIComponent(terms[n % terms.length]!)
    await (await fetch(`${dozo.siteUrl}/api/bench/search?fields=title&q=${q}`)).arrayBuffer()
    counts.searches++
  }
}

/** Entries come and go, so that the database stays as large as it was. */
async function writing(dozo: Dozo, end: number, counts: Counts): Promise<void> {
  for (let n = 0; Date.now() < end; n++) {
    const { title, body } = textOf(n)
    const values = { title: { ja: title }, slug: `mixed-${n}`, body: { ja: body } }
    const made = await dozo.call('POST', '/entries', { type: 'article', values, publish: true })
    const { id, etag } = made.body.data as { id: string; etag: number }
    const changed = await dozo.call(
      'PATCH',
      `/entries/${id}`,
      { values: { title: { ja: `${title} 二` } } },
      { ifMatch: etag },
    )
    await dozo.call('DELETE', `/entries/${id}`, undefined, {
      ifMatch: (changed.body.data as { etag: number }).etag,
    })
    counts.writes += 3
  }
}

const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
