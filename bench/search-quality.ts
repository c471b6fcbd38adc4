import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { caughtUp } from '../server/test/crash/dozo-database.ts'
import type { Dozo } from '../server/test/crash/dozo-process.ts'
import { searchQuery } from '../server/src/lib/search-query.ts'
import type { Bench } from './bench.ts'
import { startDozo } from './dozo.ts'
import { printTable } from './measure.ts'
import { importLines } from './seed.ts'

type Judged = { query: string; kind: string; judgements: Record<string, number> }
const read = (...path: string[]) => readFileSync(join(import.meta.dirname, ...path), 'utf8')
const { queries } = JSON.parse(read('data', 'judged-queries.json')) as { queries: Judged[] }
const documents = read('..', 'e2e', 'data', 'react-docs-ja.ndjson')

const words = (ja: string) => ({ ja, en: ja })
const searched = (key: string, type: string, weight: string) => ({
  key,
  type,
  name: words(key),
  searchable: { weight },
})
const docType = {
  key: 'doc',
  name: words('doc'),
  kind: 'plain',
  titleField: 'title',
  keyField: 'slug',
  fields: [
    { key: 'slug', type: 'text', name: words('slug') },
    searched('title', 'text', 'A'),
    searched('description', 'textarea', 'B'),
    searched('author', 'text', 'B'),
    searched('body', 'markdown', 'D'),
  ],
}

/** How good the order of hits is, against judgements, with nothing but the product's own search as its readers call it. */
export const searchQuality: Bench = {
  name: 'search-quality',
  compares: `nDCG@10 of ${queries.length} judged queries over 215 Japanese documents / the same index ranked by ts_rank alone`,
  goal: '> 1x in the mean',
  async run() {
    const dozo = await startDozo()
    try {
      await seed(dozo)
      const client = await dozo.connect('postgres')
      await plainIndex(client)
      const kinds = new Map<string, { ours: number[]; theirs: number[] }>()
      for (const judged of queries) {
        const ours = gain(await searched10(dozo, judged.query), judged)
        const theirs = gain(await ranked10(client, judged.query), judged)
        for (const kind of [judged.kind, 'all']) {
          const one = kinds.get(kind) ?? { ours: [], theirs: [] }
          one.ours.push(ours)
          one.theirs.push(theirs)
          kinds.set(kind, one)
        }
      }
      await client.end()
      const rows = [...kinds].map(([kind, { ours, theirs }]) => [
        kind,
        String(ours.length),
        mean(ours).toFixed(3),
        mean(theirs).toFixed(3),
      ])
      printTable(['queries', 'count', 'search', 'ts_rank alone'], rows)
      const all = kinds.get('all')!
      const value = mean(all.ours) / mean(all.theirs)
      console.log(`\nnDCG@10 ${mean(all.ours).toFixed(3)} against ${mean(all.theirs).toFixed(3)}`)
      return { value, unit: 'x', ok: value > 1 }
    } finally {
      await dozo.end()
    }
  },
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

async function seed(dozo: Dozo): Promise<void> {
  await dozo.call('POST', '/content-types', docType)
  await importLines(dozo, 'doc', documents)
  await caughtUp(dozo, 600_000)
  await dozo.call('POST', '/apis', { key: 'bench', name: 'bench', security: 'open' }, { any: true })
  await dozo.call('POST', '/apis/bench/endpoints', {
    path: '/search',
    operation: 'search',
    type: 'doc',
    cacheSeconds: 0,
  })
}

/** The best ten as a reader of the site gets them. */
async function searched10(dozo: Dozo, query: string): Promise<string[]> {
  const asked = new URLSearchParams({ q: query, fields: 'slug', 'page[size]': '10' })
  const answer = await fetch(`${dozo.siteUrl}/api/bench/search?${asked}`)
  if (!answer.ok) throw new Error(`${query}: ${answer.status} ${await answer.text()}`)
  const { data } = (await answer.json()) as { data: { slug: string }[] }
  return data.map(({ slug }) => slug)
}

/** The same tokens in one document each, with the same weights. */
async function plainIndex(client: pg.Client): Promise<void> {
  await client.query(`
    create aggregate bench_concat (tsvector) (sfunc = tsvector_concat, stype = tsvector, initcond = '');
    create table bench_docs as
    select e.key as slug, bench_concat(s.document order by s.field, s.part) as document
    from search_rows s
      join entries e on e.site_id = s.site_id and e.id = s.entry_id
      join content_types t on t.site_id = e.site_id and t.id = e.type_id and t.key = 'doc'
    where s.stage = 'live'
    group by e.key;
  `)
}

async function ranked10(client: pg.Client, query: string): Promise<string[]> {
  const asked = searchQuery(query)
  if (!asked) return []
  const text = [...asked.words, ...asked.excluded.map((word) => `!${word}`)].join(' & ')
  const { rows } = await client.query<{ slug: string }>({
    text: `select slug from bench_docs where document @@ $1::tsquery order by ts_rank(document, $1::tsquery) desc, slug limit 10`,
    values: [text],
  })
  return rows.map(({ slug }) => slug)
}

/** Normalised discounted cumulative gain of the first ten: 1 is the best order there is. */
function gain(found: readonly string[], { judgements }: Judged): number {
  const discounted = (grades: readonly number[]) =>
    grades.slice(0, 10).reduce((sum, grade, i) => sum + (2 ** grade - 1) / Math.log2(i + 2), 0)
  const ideal = discounted(Object.values(judgements).toSorted((a, b) => b - a))
  return ideal === 0 ? 0 : discounted(found.map((slug) => judgements[slug] ?? 0)) / ideal
}
