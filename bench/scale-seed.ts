// Ten thousand entries through the import, then a hundred times as many by copying their rows inside PostgreSQL, and fifty other sites in
// the same tables.
import type pg from 'pg'
import type { Dozo } from '../server/test/crash/dozo-process.ts'
import { importLines, lines } from './seed.ts'

const words = (ja: string) => ({ ja, en: ja })
const named = (key: string, type: string, more: object = {}) => ({
  key,
  type,
  name: words(key),
  filterable: true,
  ...more,
})
const slug = { ...named('slug', 'slug'), unique: false }
export const tags = Array.from({ length: 20 }, (_, n) => `tag${n}`)

const types = [
  {
    key: 'shelf',
    name: words('shelf'),
    kind: 'plain',
    keyField: 'slug',
    titleField: 'name',
    fields: [slug, named('name', 'text')],
  },
  {
    key: 'item',
    name: words('item'),
    kind: 'plain',
    keyField: 'slug',
    titleField: 'name',
    fields: [
      slug,
      named('name', 'text'),
      named('price', 'number'),
      named('day', 'date'),
      named('tags', 'multi_select', { options: tags.map((value) => ({ value, name: words(value) })) }),
      named('shelf', 'relation', { to: ['shelf'] }),
    ],
  },
  {
    key: 'page',
    name: words('page'),
    kind: 'tree',
    keyField: 'slug',
    titleField: 'name',
    fields: [slug, named('name', 'text')],
  },
]
const reverse = {
  key: 'items',
  type: 'reverse',
  name: words('items'),
  of: { type: 'item', field: 'shelf' },
  max: 20,
  filterable: true,
}

/** 100 shelves, 9,000 items of 90 a shelf, 900 pages of 30 below each of 30. */
export async function seedSmall(dozo: Dozo): Promise<void> {
  for (const type of types) await dozo.call('POST', '/content-types', type)
  const shelf = (await dozo.call('GET', '/content-types/shelf')).body.data as { etag: number }
  await dozo.call(
    'PUT',
    '/content-types/shelf',
    { ...types[0], fields: [...types[0]!.fields, reverse] },
    { ifMatch: shelf.etag },
  )
  const text = (n: number, line: (i: number) => object) => lines(n, (i) => JSON.stringify(line(i)))
  await importLines(
    dozo,
    'shelf',
    text(100, (n) => ({ slug: `shelf-${n}`, name: `棚 ${n}` })),
  )
  await importLines(
    dozo,
    'item',
    text(9000, (n) => ({
      slug: `item-${n}`,
      name: `品 ${(n * 7919) % 9000}`,
      price: (n * 104_729) % 9000,
      day: new Date(Date.UTC(2000, 0, 1 + ((n * 31) % 9000))).toISOString().slice(0, 10),
      tags: [tags[n % 20], tags[(n * 7 + 3) % 20]].filter((tag, i, all) => all.indexOf(tag) === i),
      shelf: `shelf-${n % 100}`,
    })),
  )
  await importLines(
    dozo,
    'page',
    text(930, (n) => ({
      slug: `page-${n}`,
      name: `頁 ${n}`,
      position: n % 30,
      ...(n < 30 ? {} : { parent: `page-${(n - 30) % 30}` }),
    })),
  )
  await dozo.call('POST', '/apis', { key: 'bench', name: 'bench', security: 'open' }, { any: true })
  const endpoint = (body: object) => dozo.call('POST', '/apis/bench/endpoints', { cacheSeconds: 0, ...body })
  for (const type of ['item', 'shelf', 'page']) {
    await endpoint({ path: `/${type}`, operation: 'entries.list', type })
    await endpoint({ path: `/${type}/{id}`, operation: 'entries.get', type })
  }
}

const copies = 99
const others = 50

/** Ids of copies are made of the ids they are copies of: what points to one points to its copy. */
const idOf = (column: string) => `md5(${column}::text || c.n)::uuid`

/** Everything a hundredfold. Indexes are made anew behind it, which takes a tenth of the time. */
export async function growHundredfold(client: pg.Client, siteId: string): Promise<void> {
  const { rows: shelf } = await client.query<{ column: string }>(
    `select columns ->> 'shelf' as column from content_types where key = 'item'`,
  )
  const restore = await withoutIndexes(client)
  await client.query('set synchronous_commit = off')
  await client.query(
    `
      insert into entries
      select r.*
      from entries e
        cross join generate_series(1, ${copies}) as c (n)
        cross join lateral (
          select e.work || case when e.work ? 'shelf' then jsonb_build_object('shelf', ${idOf("(e.work ->> 'shelf')")}) else '{}' end as "values"
        ) v
        cross join lateral jsonb_populate_record(e, jsonb_build_object(
        'id', ${idOf('e.id')}, 'number', e.number + c.n * 100000, 'key', e.key || '-' || c.n, 'live_key', e.live_key || '-' || c.n,
        'parent_id', ${idOf('e.parent_id')}, 'live_parent_id', ${idOf('e.live_parent_id')},
        'work', v.values, 'live', v.values, 'published_at', e.published_at + c.n * interval '7 minutes'
      )) r
      where e.site_id = $1
    `,
    [siteId],
  )
  const column = shelf[0]!.column
  await client.query(
    `
      insert into entry_index
      select r.*
      from entry_index i
        join content_types t on t.site_id = i.site_id and t.id = i.type_id
        cross join generate_series(1, ${copies}) as c (n)
        cross join lateral jsonb_populate_record(i, jsonb_build_object(
        'entry_id', ${idOf('i.entry_id')}, 'number', i.number + c.n * 100000, 'key', i.key || '-' || c.n,
        'parent_id', ${idOf('i.parent_id')}, '${column}', case when t.key = 'item' then ${idOf(`i.${column}`)}::text else i.${column} end,
        'published_at', i.published_at + c.n * interval '7 minutes', 'n1', i.n1 + c.n / 100.0
      )) r
      where i.site_id = $1
    `,
    [siteId],
  )
  await client.query(
    `
      insert into entry_refs
      select r.site_id, r.type_id, r.stage, r.locale, ${idOf('r.entry_id')}, r.field, r.position, r.relation,
        case when r.relation then ${idOf('r.value')}::text else r.value end
      from entry_refs r
        cross join generate_series(1, ${copies}) as c (n)
      where r.site_id = $1
    `,
    [siteId],
  )
  await otherSites(client, siteId)
  await restore()
  await client.query('vacuum analyze')
}

/** Fifty sites with the same types and a fifth of the small site's entries each. */
async function otherSites(client: pg.Client, siteId: string): Promise<void> {
  await client.query(
    `
      insert into sites (id, key, name, locales, default_locale, time_zone, created_at, updated_at)
      select md5('site' || n)::uuid, 'other-' || n, 'Other ' || n, s.locales, s.default_locale, s.time_zone, s.created_at, s.updated_at
      from sites s cross join generate_series(1, ${others}) n
      where s.id = $1
    `,
    [siteId],
  )
  const site = `md5('site' || c.n)::uuid`
  const of = `cross join generate_series(1, ${others}) as c (n)`
  await client.query(
    `
      insert into content_types
      select ${site}, t.id, t.key, t.definition, t.columns, t.etag, t.created_at, t.updated_at from content_types t ${of} where t.site_id = $1
    `,
    [siteId],
  )
  const few = `number <= 2000`
  await client.query(
    `insert into entries select r.* from entries e ${of} cross join lateral jsonb_populate_record(e, jsonb_build_object('site_id', ${site})) r where e.site_id = $1 and e.${few} and e.parent_id is null`,
    [siteId],
  )
  await client.query(
    `insert into entry_index select r.* from entry_index i ${of} cross join lateral jsonb_populate_record(i, jsonb_build_object('site_id', ${site})) r where i.site_id = $1 and i.${few} and i.parent_id is null`,
    [siteId],
  )
  await client.query(
    `
      insert into entry_refs
      select ${site}, r.type_id, r.stage, r.locale, r.entry_id, r.field, r.position, r.relation, r.value
      from entry_refs r join entries e on e.site_id = r.site_id and e.id = r.entry_id and e.${few} ${of}
      where r.site_id = $1
    `,
    [siteId],
  )
}

/** Drops what is made of other columns; gives a way to make it again. */
async function withoutIndexes(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string; definition: string }>(`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
    where t.relname in ('entries', 'entry_index', 'entry_refs')
      and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
  `)
  for (const { name } of rows) await client.query(`drop index ${name}`)
  await client.query('set session_replication_role = replica')
  return async () => {
    await client.query('set session_replication_role = origin')
    await client.query(`set maintenance_work_mem = '512MB'`)
    for (const { definition } of rows) await client.query(definition)
  }
}
