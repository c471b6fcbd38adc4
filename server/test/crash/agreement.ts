// Whether everything that belongs to the entries says the same as the entries do: read from the tables in one snapshot, as nobody's client.
import type pg from 'pg'
import { wrongRows } from './derived-rows.ts'

/** Statements that find what disagrees; each gives `what`. They hold at every moment, also while an import is half way. */
const always: Record<string, string> = {
  'versions are 1 to the newest, which is the working copy; the live copy is one of them': `
    select e.id as what
    from entries e
      left join entry_versions n on n.site_id = e.site_id and n.entry_id = e.id and n.version = e.version
      left join entry_versions l on l.site_id = e.site_id and l.entry_id = e.id and l.version = e.live_version
    where n."values" is distinct from e.work or n.key is distinct from e.key or l."values" is distinct from e.live
      or e.version <> (select count(*) from entry_versions v where v.site_id = e.site_id and v.entry_id = e.id)
  `,
  'each version and each publication has one event': `
    with said as (
      select site_id, subject_id::uuid as id, type from events where type in ('entry.created', 'entry.updated', 'entry.published')
      union all
      select e.site_id, i::uuid, e.type from events e, jsonb_array_elements_text(e.data -> 'ids') as i where e.type = 'entries.imported'
    ), told as (
      select site_id, id, count(*) filter (where type in ('entry.created', 'entry.updated')) as saves,
        count(*) filter (where type = 'entries.imported') as imports, count(*) filter (where type = 'entry.published') as publishes
      from said
      group by site_id, id
    ), held as (
      select e.site_id, e.id, e.etag, count(*) filter (where v.kind = 'save') as saves,
        count(*) filter (where v.kind = 'import') as imports
      from entries e left join entry_versions v on v.site_id = e.site_id and v.entry_id = e.id
      group by e.site_id, e.id
    )
    select id as what
    from told full join held using (site_id, id)
    where told.saves is distinct from held.saves or told.imports is distinct from held.imports
      or held.etag is distinct from told.saves + told.publishes + 2 * told.imports
  `,
  'each event has one audit record': `
    select coalesce(e.type, a.type) || ' ' || coalesce(e.subject_id, a.subject_id) as what
    from (select site_id, type, subject_id, count(*) as times from events group by 1, 2, 3) e
      full join (
        select site_id, action as type, subject_id, count(*) as times from audit_records group by 1, 2, 3
      ) a using (site_id, type, subject_id)
    where e.times is distinct from a.times
  `,
  'each audit record is in the chain or waits for the sealer': `
    select r.id as what
    from audit_records r
      left join audit_chain c on c.site_id = r.site_id and c.record_id = r.id
      left join audit_queue q on q.site_id = r.site_id and q.record_id = r.id
    where (c.record_id is null) = (q.record_id is null)
  `,
  'an import has counted exactly the lines it has written, in whole blocks': `
    select i.id as what
    from imports i
    where i.done <> i.created + i.updated + i.skipped + i.failed
      or i.created + i.updated <> (select count(*) from entry_versions v where v.site_id = i.site_id and v.note = 'import ' || i.id)
      or (i.done <> i.total and i.done % 500 <> 0)
  `,
  'PostgreSQL writes safely': `
    select name as what from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting <> 'on'
  `,
}

/** What holds once nothing is left to do. */
const settled: Record<string, string> = {
  'every import has come to its end': `
    select id || ' ' || status || ' ' || done || '/' || total || ' ' || coalesce(error, '') as what
    from imports
    where status <> 'done' or done is distinct from total or failed > 0
  `,
  'no job has been given up': `
    select task_identifier || ': ' || last_error as what from graphile_worker.jobs where attempts >= max_attempts
  `,
}

/** Sentences that are not true and for which rows. `atRest`: subscribers have caught up and jobs have ended, so search rows count, too. */
export async function disagreements(client: pg.Client, atRest: boolean): Promise<string[]> {
  await client.query('begin isolation level repeatable read read only')
  try {
    const found: string[] = []
    for (const [sentence, text] of Object.entries(atRest ? { ...always, ...settled } : always)) {
      const { rows } = await client.query<{ what: string }>(text)
      if (rows.length > 0)
        found.push(
          `not so: ${sentence} (${rows.length}, such as ${rows
            .slice(0, 3)
            .map((row) => row.what)
            .join(', ')})`,
        )
    }
    return [...found, ...(await wrongRows(client, atRest))]
  } finally {
    await client.query('rollback')
  }
}
