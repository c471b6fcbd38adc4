// What somebody would write by hand to keep and publish an article: Fastify, pg, one transaction over the five tables that an entry is in.
// It knows the columns; it checks nothing, keeps no search, tells nobody and leaves no record of who did it.
import { createHash, randomUUID } from 'node:crypto'
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
const { columns } = article
const [title = '', slug = '', category = '', author = '', date = ''] = [
  'title',
  'slug',
  'category',
  'author',
  'date',
].map((key) => columns[key]!)

const entry = `
  insert into entries (
    site_id, id, number, type_id, key, position, work, live, version, live_version, live_key, live_locales, published_at, etag,
    created_at, updated_at
  )
  select $1, $2, nextval('bench_numbers'), $3, $4, 0, $5, $5, 1, 1, $4, '{ja,en}', $6, 1, $6, $6
  returning number
`
const version = `
  insert into entry_versions (site_id, entry_id, version, kind, "values", key, at) values ($1, $2, 1, 'save', $3, $4, $5)
`
const index = `
  insert into entry_index (
    site_id, type_id, stage, locale, entry_id, own, published_at, created_at, updated_at, number, key, position, status,
    ${title}, ${slug}, ${category}, ${author}, ${date}
  )
  select $1, $2, s.stage, l.locale, $3, true, $4, $4, $4, $5, $6, 0, 'live', case l.locale when 'ja' then $7 else $8 end, $6, $9, $10, $11
  from (values ('work'), ('live')) s (stage), (values ('ja'), ('en')) l (locale)
`
const refs = `
  insert into entry_refs (site_id, type_id, stage, entry_id, locale, field, position, relation, value)
  select $1, $2, s.stage, $3, '*', r.field, 0, true, r.value
  from (values ('work'), ('live')) s (stage), (values ('category', $4), ('author', $5)) r (field, value)
`
const uniques = `
  insert into entry_uniques (site_id, type_id, stage, field, locale, value_hash, entry_id)
  select $1, $2, s.stage, 'slug', '*', $3::bytea, $4 from (values ('work'), ('live')) s (stage)
`

type Body = {
  values: {
    title: { ja: string; en: string }
    slug: string
    category: string
    author: string
    date: string
    body: object
  }
}
const fastify = Fastify({ logger: false })
fastify.post<{ Body: Body }>('/articles', async (request, reply) => {
  const { values } = request.body
  const id = randomUUID()
  const now = new Date()
  const client = await pool.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<{ number: string }>({
      name: 'entry',
      text: entry,
      values: [siteId, id, article.id, values.slug, JSON.stringify(values), now],
    })
    const number = rows[0]!.number
    await client.query({
      name: 'version',
      text: version,
      values: [siteId, id, JSON.stringify(values), values.slug, now],
    })
    await client.query({
      name: 'index',
      text: index,
      values: [
        siteId,
        article.id,
        id,
        now,
        number,
        values.slug,
        values.title.ja,
        values.title.en,
        values.category,
        values.author,
        values.date,
      ],
    })
    await client.query({
      name: 'refs',
      text: refs,
      values: [siteId, article.id, id, values.category, values.author],
    })
    const hash = createHash('sha256').update(values.slug).digest()
    await client.query({ name: 'uniques', text: uniques, values: [siteId, article.id, hash, id] })
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
  return reply.status(201).send({ data: { id } })
})
await fastify.listen({ host: '127.0.0.1', port: Number(port) })
console.log('ready')
