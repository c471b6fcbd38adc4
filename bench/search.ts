import type pg from 'pg'
import { caughtUp } from '../server/test/crash/dozo-database.ts'
import type { Dozo } from '../server/test/crash/dozo-process.ts'
import { match, type Hit } from '../server/src/features/search/sql.ts'
import { searchQuery } from '../server/src/lib/search-query.ts'
import { searchForm } from '../server/src/lib/search-tokens.ts'
import type { Ctx } from '../server/src/platform/ctx.ts'
import type { Bench } from './bench.ts'
import { settleDatabase, startDozo } from './dozo.ts'
import { geometricMean, median, printTable, timed, whole } from './measure.ts'
import { articleLine, importLines, lines, seedModel } from './seed.ts'
import { terms } from './texts.ts'

const best = 20
const goal = 20

/** The product's own statement and the plain way, by turns on one connection of the app role behind the wall between sites. */
export const search: Bench = {
  name: 'search',
  compares: `best ${best} of 100,000 Japanese entries for twelve terms / ILIKE '%term%' over the same texts, as dozo_app`,
  goal: `>= ${goal}x in the geometric mean, same hits`,
  async run({ rounds = 5, entries = 100_000 }) {
    const dozo = await startDozo()
    try {
      await seedTexts(dozo, entries)
      const client = await dozo.connect('dozo_app')
      const asked = await askersOf(client)
      const rows: string[][] = []
      const ratios: number[] = []
      for (const term of terms) {
        const hits = await sameHits(asked, term)
        const { ours, theirs } = await turns(rounds, asked, term)
        ratios.push(theirs / ours)
        rows.push([term, whole(hits), ours.toFixed(2), theirs.toFixed(1), `${(theirs / ours).toFixed(1)}x`])
      }
      await client.end()
      printTable(['term', 'hits', 'search ms', 'ILIKE ms', 'ratio'], rows)
      console.log(
        `\nBoth find the same entries for every term: terms and texts are in the form that search compares (NFKC,`,
      )
      console.log(`lower case), so that ILIKE, which knows case but not width, has to find no less.`)
      const value = geometricMean(ratios)
      return { value, unit: 'x', ok: value >= goal }
    } finally {
      await dozo.end()
    }
  },
}

const block = 20_000

/** Articles through the import, then their Japanese texts once more as plain columns of a table behind the same wall. */
async function seedTexts(dozo: Dozo, entries: number): Promise<void> {
  await seedModel(dozo)
  const importMs = await timed(async () => {
    for (let from = 0; from < entries; from += block) {
      const count = Math.min(block, entries - from)
      await importLines(
        dozo,
        'article',
        lines(count, (n) => articleLine(from + n)),
      )
    }
  })
  const indexMs = await timed(() => caughtUp(dozo, 3_600_000))
  console.log(
    `${whole(entries)} entries: import ${whole(importMs / 1000)} s, search ready ${whole(indexMs / 1000)} s later\n`,
  )
  const client = await dozo.connect('postgres')
  await client.query(`
    create table bench_texts (site_id uuid not null, entry_id uuid not null, title text not null, body text not null, primary key (site_id, entry_id));
    insert into bench_texts
    select e.site_id, e.id, e.live -> 'title' ->> 'ja', e.live -> 'body' ->> 'ja'
    from entries e join content_types t on t.site_id = e.site_id and t.id = e.type_id and t.key = 'article';
    alter table bench_texts enable row level security;
    create policy site_wall on bench_texts using (site_id = dozo_site());
    grant select on bench_texts to dozo_app;
  `)
  const { rows } = await client.query<{ odd: number }>(`
    select count(*)::int as odd from bench_texts
    where lower(normalize(title || body, nfkc)) <> title || body
  `)
  await client.end()
  const odd = rows[0]!.odd + terms.filter((term) => searchForm(term) !== term).length
  if (odd > 0) throw new Error(`${odd} texts or terms are not in the form that search compares`)
  await settleDatabase(dozo)
}

/** The ids found, best first; without `wanted` every one of them. */
type Ask = (term: string, wanted: number | null) => Promise<string[]>
type Askers = { search: Ask; ilike: Ask }

async function askersOf(client: pg.Client): Promise<Askers> {
  const { rows } = await client.query<{ id: string }>(`select id from content_types where key = 'article'`)
  const types = [rows[0]!.id]
  // Of a request's context the statement takes the connection and the time only.
  const ctx = {
    now: () => new Date(),
    read: async ({ text, values }: { text: string; values: unknown[] }) =>
      (await client.query<Hit>({ name: 'search', text, values })).rows,
  } as unknown as Ctx
  return {
    async search(term, wanted) {
      const query = searchQuery(term)
      if (query === undefined) throw new Error(`nothing to look for in ${term}`)
      const most = wanted === null ? null : 5000
      const asked = { types, stage: 'live', locale: 'ja', ...query, fields: null, most, wanted }
      return (await match(ctx, asked)).map((hit) => hit.entry_id)
    },
    async ilike(term, wanted) {
      const found = await client.query<{ entry_id: string }>({
        name: 'ilike',
        text: `
          select entry_id
          from bench_texts
          where site_id = dozo_site() and (title ilike $1 or body ilike $1)
          order by (title ilike $1) desc, entry_id desc
          limit $2
        `,
        values: [`%${term}%`, wanted],
      })
      return found.rows.map((row) => row.entry_id)
    },
  }
}

/** How many there are. Throws when one of the two finds an entry that the other does not. */
async function sameHits({ search: ours, ilike }: Askers, term: string): Promise<number> {
  const found = new Set(await ours(term, null))
  const wanted = new Set(await ilike(term, null))
  const missing = [...wanted].filter((id) => !found.has(id)).length
  const tooMany = [...found].filter((id) => !wanted.has(id)).length
  if (missing + tooMany > 0) throw new Error(`${term}: ${missing} hits are missing, ${tooMany} are none`)
  if (wanted.size === 0) throw new Error(`no text holds ${term}: more --entries are needed`)
  return wanted.size
}

/** Medians in milliseconds, after one unmeasured turn each. */
async function turns(rounds: number, asked: Askers, term: string) {
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round <= rounds; round++) {
    ours.push(await timed(() => asked.search(term, best)))
    theirs.push(await timed(() => asked.ilike(term, best)))
  }
  return { ours: median(ours.slice(1)), theirs: median(theirs.slice(1)) }
}
