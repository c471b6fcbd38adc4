// Writers at full speed, each on entries of its own, and what each of them was told: an answer of 2xx is a promise.
import type pg from 'pg'
import type { Call, Dozo } from './dozo-process.ts'
import { noteValues } from './note-type.ts'

export type Ledger = {
  saves: { id: string; version: number; title: string }[]
  publishes: { id: string; version: number }[]
  imports: string[]
}
export const newLedger = (): Ledger => ({ saves: [], publishes: [], imports: [] })
export const acknowledged = (ledger: Ledger): number =>
  ledger.saves.length + ledger.publishes.length + ledger.imports.length

/** `over`: the kill has come, from here on requests may fail. `refusals`: answers other than 2xx and 503 and no answer at all. */
export type Round = { name: string; over: boolean; refusals: string[] }

type Own = { id: string; slug: string; etag: number; version: number }

/** Writes until the round is over or a request fails; whatever was under way then may have happened or not. */
export async function writer(
  dozo: Dozo,
  ledger: Ledger,
  round: Round,
  name: string,
  random: () => number,
): Promise<void> {
  const own: Own[] = []
  for (let n = 0; !round.over; n++) {
    const one = random() < 0.35 ? undefined : own[Math.floor(random() * own.length)]
    const title = `${round.name} ${name} ${n}`
    const slug = one?.slug ?? title.replaceAll(' ', '-')
    const values = noteValues(slug, title, random, own.find((other) => other !== one)?.id)
    const publish = one && random() < 0.5
    const answer = await tried(round, () => {
      if (!one) return dozo.call('POST', '/entries', { type: 'note', values }, { any: true })
      const options = { any: true, ifMatch: one.etag }
      return publish
        ? dozo.call('POST', `/entries/${one.id}/publish`, {}, options)
        : dozo.call('PATCH', `/entries/${one.id}`, { values }, options)
    })
    if (!answer) return
    const { id, etag, version } = answer.body.data as Own
    if (publish) ledger.publishes.push({ id, version })
    else ledger.saves.push({ id, version, title })
    if (one) Object.assign(one, { etag, version })
    else own.push({ id, slug, etag, version })
  }
}

/** Hands in an import; every second round the lines are for entries that exist. */
export async function importer(
  dozo: Dozo,
  ledger: Ledger,
  round: Round,
  { number, lines, random }: { number: number; lines: number; random: () => number },
): Promise<void> {
  const prefix = `import-${number - (number % 2)}`
  const line = (i: number) => {
    // Of an earlier block: what a line points to must be there.
    const about = i >= 1000 && i % 10 === 0 ? `${prefix}-${Math.floor(random() * 500)}` : undefined
    return JSON.stringify({ values: noteValues(`${prefix}-${i}`, `${round.name} ${i}`, random, about) })
  }
  const text = Array.from({ length: lines }, (_, i) => `${line(i)}\n`).join('')
  const answer = await tried(round, () =>
    dozo.call('POST', '/imports?type=note&publish=true', text, { any: true, type: 'application/x-ndjson' }),
  )
  if (answer) ledger.imports.push(answer.body.data.id as string)
}

async function tried(round: Round, ask: () => Promise<Call>): Promise<Call | undefined> {
  try {
    const answer = await ask()
    if (answer.status < 300) return answer
    if (!round.over || answer.status !== 503)
      round.refusals.push(`${answer.status} ${JSON.stringify(answer.body)}`)
  } catch (error) {
    if (!round.over) round.refusals.push(String((error as Error).cause ?? error))
  }
  return undefined
}

/** What was promised and is not there, in words. */
export async function lost(client: pg.Client, ledger: Ledger): Promise<string[]> {
  const { saves, publishes, imports } = ledger
  const { rows } = await client.query<{ what: string }>(
    `
    select 'version ' || s.version || ' of ' || s.id as what
    from unnest($1::uuid[], $2::integer[], $3::text[]) as s (id, version, title)
      left join entry_versions v on v.entry_id = s.id and v.version = s.version
    where v."values" -> 'title' ->> 'ja' is distinct from s.title
    union all
    select 'version ' || p.version || ' of ' || p.id || ' is not published'
    from unnest($4::uuid[], $5::integer[]) as p (id, version)
      left join entries e on e.id = p.id
    where e.live_version is null or e.live_version < p.version
    union all
    select 'import ' || i.id
    from unnest($6::uuid[]) as i (id)
      left join imports k on k.id = i.id
    where k.id is null
    `,
    [
      saves.map((one) => one.id),
      saves.map((one) => one.version),
      saves.map((one) => one.title),
      publishes.map((one) => one.id),
      publishes.map((one) => one.version),
      imports,
    ],
  )
  return rows.map((row) => row.what)
}
