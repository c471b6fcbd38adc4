// What somebody would write by hand for this one list: Fastify, pg, one prepared statement with the joins, as dozo_app behind the wall
// between sites (which is set once per connection, as a program with one site can). It knows the columns and needs no model, no query
// grammar, no rights and no boundary of windows.
import Fastify from 'fastify'
import pg from 'pg'

const [port = ''] = process.argv.slice(2)
const { SITE_ID: siteId = '' } = process.env
const pool = new pg.Pool({
  max: 16,
  onConnect: (client) =>
    client.query(
      `set role dozo_app; set dozo.site = '${siteId.replaceAll("'", '')}'; set timezone = 'UTC'`,
    ) as unknown as void,
})
const { rows: types } = await pool.query<{ id: string; key: string; columns: Record<string, string> }>(
  'select id, key, columns from content_types',
)
const article = types.find((type) => type.key === 'article')!
const date = article.columns['date']!

// The page first, and its relations as plain ids, then the joins: any other order makes PostgreSQL read ten thousand rows to show twenty
// (a cast inside a join condition is not leakproof, so the wall would switch the index off).
const text = `
  with page as materialized (
    select e.id, e.live->'title'->>'ja' as title, e.live->>'slug' as slug, e.live->>'date' as date,
      e.live->'body'->>'ja' as body, (e.live->>'category')::uuid as category_id, (e.live->>'author')::uuid as author_id, i.at
    from (
        select entry_id, ${date} as at
        from entry_index
        where site_id = $1 and type_id = $2 and stage = 'live' and locale = 'ja'
          and (live_from is null or live_from <= $3) and (live_until is null or live_until > $3)
          and ${date} is not null and ${date} <= $4
        order by ${date} desc, entry_id desc
        limit $5
      ) i
      join entries e on e.site_id = $1 and e.id = i.entry_id
  )
  select p.*, c.id as c_id, c.live->>'name' as c_name, c.live->>'slug' as c_slug,
    a.id as a_id, a.live->>'name' as a_name, a.live->>'slug' as a_slug
  from page p
    left join entries c on c.site_id = $1 and c.id = p.category_id and c.live is not null
    left join entries a on a.site_id = $1 and a.id = p.author_id and a.live is not null
  order by p.at desc, p.id desc
`

type Row = Record<
  'id' | 'title' | 'slug' | 'date' | 'body' | 'c_id' | 'c_name' | 'c_slug' | 'a_id' | 'a_name' | 'a_slug',
  string
> & { at: Date }

const fastify = Fastify({ logger: false })
fastify.get<{ Querystring: { until?: string; size?: string } }>('/articles', async (request, reply) => {
  const { until = '9999-12-31', size = '20' } = request.query
  const count = Number(size)
  const values = [siteId, article.id, new Date(), until, count + 1]
  const { rows } = await pool.query<Row>({ name: 'list', text, values })
  const shown = rows.slice(0, count)
  const last = shown.at(-1)
  const more = rows.length > count && last !== undefined
  const data = shown.map((row) => ({
    id: row.id,
    type: 'article',
    title: row.title,
    slug: row.slug,
    date: row.date,
    body: row.body,
    category: { id: row.c_id, type: 'category', name: row.c_name, slug: row.c_slug },
    author: { id: row.a_id, type: 'author', name: row.a_name, slug: row.a_slug },
  }))
  const next = more
    ? Buffer.from(JSON.stringify(['-date', last.id, last.at.toISOString()])).toString('base64url')
    : null
  return reply
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify({ data, meta: { page: { size: count, next } } }))
})
await fastify.listen({ host: '127.0.0.1', port: Number(port) })
console.log('ready')
