import type { Sql } from 'sql-template-tag'
import type { ParsedQuery } from '@dozo/content-model/query/ast'
import { bindQuery } from '@dozo/content-model/query/bind'
import { encodeCursor } from '@dozo/content-model/query/cursor'
import { ordersByHand } from '@dozo/content-model/order'
import type { BoundQuery, ModelType } from '@dozo/content-model/query/model'
import { parseQueryJson } from '@dozo/content-model/query/parse-json'
import { parseQueryString } from '@dozo/content-model/query/parse-string'
import type { Ctx } from '#platform/ctx.ts'
import { forbidden, invalid, Problem } from '#platform/errors.ts'
import { Page } from '#platform/feature.ts'
import { modelOf, typeNamed } from '#features/content-types/service.ts'
import { accessTo } from './access.ts'
import type { Stage } from './filter-sql.ts'
import { countOf } from './count.ts'
import { idsSql, listSql, toWalk, type ListQuery, type ListRow } from './list-sql.ts'
import { besidesOf, rightsOn, toEntry } from './present.ts'
import * as search from './search.ts'
import * as sql from './sql.ts'

/** The console's lists: `GET …/entries?type=news&filter[…]=…`. */
export const list = (ctx: Ctx, search: string) => answer(ctx, parseQueryString(search))
/** The same as JSON, for queries too long for an address. */
export const query = (ctx: Ctx, body: unknown) => answer(ctx, parseQueryJson(body))

type Parsed = ReturnType<typeof parseQueryJson>

async function answer(ctx: Ctx, { query: parsed, issues }: Parsed): Promise<Page> {
  if (issues.length > 0) throw new Problem(400, 'bad_query', { errors: issues })
  const { type: key, stage = 'work', search: words, ...other } = parsed.other
  if (key === undefined)
    throw new Problem(400, 'bad_query', { errors: [{ path: '/type', code: 'required' }] })
  if (stage !== 'work' && stage !== 'live') {
    throw new Problem(400, 'bad_query', {
      errors: [{ path: '/stage', code: 'not_an_option', params: { allowed: 'work, live' } }],
    })
  }
  const type = await typeNamed(ctx, key)
  const model = await modelOf(ctx)
  const rights = rightsOn(ctx, type, model)
  if (!rights.read.allowed) throw forbidden('entries.read')
  const bound = bind(ctx, type, model, { ...parsed, other }, rights.read.readable)
  const among = words ? await search.idsMatching(ctx, type, words, stage, bound.locale) : undefined
  const listed: ListQuery = {
    bound,
    stage,
    siteId: ctx.site.id,
    now: ctx.now(),
    access: rights.read.filter,
    among,
  }
  const rows = await page(ctx, listed)
  const counted = await countOf(ctx, listed)
  const shown = rows.slice(0, bound.size)
  const states = await statesOf(ctx, shown)
  const besides = await besidesOf(ctx, states)
  const next = rows.length > bound.size ? cursorAfter(shown.at(-1)!, bound) : null
  return new Page(
    states.map((state) => toEntry(ctx, type, state, rights, besides)),
    { page: { size: bound.size, next }, ...counted },
  )
}

type Chosen = {
  filter?: Record<string, unknown> | undefined
  search?: string | undefined
  ids?: readonly string[] | undefined
}

/** Throws 422 for a filter or an order that the caller cannot ask for. */
export async function refuseBadQuestion(
  ctx: Ctx,
  type: ModelType,
  { filter, sort }: { filter?: Record<string, unknown> | undefined; sort?: string | undefined },
): Promise<void> {
  const model = await modelOf(ctx)
  const { read } = rightsOn(ctx, type, model)
  if (!read.allowed) throw forbidden('entries.read')
  const { query: parsed, issues } = parseQueryJson({
    ...(filter ? { filter } : {}),
    ...(sort === undefined ? {} : { sort }),
  })
  if (issues.length > 0) throw invalid(issues)
  try {
    bind(ctx, type, model, parsed, read.readable)
  } catch (error) {
    if (error instanceof Problem && error.code === 'bad_query') throw invalid(error.errors)
    throw error
  }
}

/** Ids of the working copies that a question finds, as one column `entry_id`: only what the caller may read. */
export async function selectionSql(
  ctx: Ctx,
  type: ModelType,
  { filter, search: words, ids }: Chosen,
  limit: number,
  stage: Stage = 'work',
): Promise<Sql> {
  const model = await modelOf(ctx)
  const { read } = rightsOn(ctx, type, model)
  if (!read.allowed) throw forbidden('entries.read')
  const { query: parsed, issues } = parseQueryJson(filter ? { filter } : {})
  if (issues.length > 0) throw invalid(issues)
  const bound = bind(ctx, type, model, parsed, read.readable)
  const found = words ? await search.idsMatching(ctx, type, words, stage, bound.locale) : undefined
  const among = ids && found ? ids.filter((id) => found.includes(id)) : (ids ?? found)
  const listed = { bound, siteId: ctx.site.id, now: ctx.now(), access: read.filter, among }
  return idsSql({ ...listed, stage }, limit)
}

function bind(
  ctx: Ctx,
  type: ModelType,
  model: Awaited<ReturnType<typeof modelOf>>,
  parsed: ParsedQuery,
  readable: (field: string) => boolean,
): BoundQuery {
  const bound = bindQuery(parsed, {
    model,
    type,
    audience: 'management',
    locales: ctx.site.locales,
    defaultLocale: ctx.site.defaultLocale,
    timeZone: ctx.site.timeZone,
    defaultSort: ordersByHand(type.definition) ? 'position' : '-updatedAt',
    // A field of another type may be asked about when that type may be read without conditions.
    readable: (of, field) => {
      if (of.id === type.id) return readable(field)
      const access = accessTo(ctx, 'entries.read', of, model)
      return access.allowed && access.filter === null && access.readable(field)
    },
  })
  if (!bound.query) throw new Problem(400, 'bad_query', { errors: bound.issues })
  return bound.query
}

/** The rows of one page and one more, in order. */
const page = (ctx: Pick<Ctx, 'read'>, listed: ListQuery): Promise<ListRow[]> =>
  ctx.read<ListRow>(toWalk(listed, listSql(listed)))

export const cursorAfter = (row: ListRow, bound: BoundQuery): string => {
  const values = [row.s0, row.s1, row.s2].slice(0, bound.sort.length)
  return encodeCursor(
    { values: values.map((value) => (value instanceof Date ? value.toISOString() : value)), id: row.id },
    bound.sort,
  )
}

/** Whole entries in the order of the page. */
async function statesOf(ctx: Ctx, rows: readonly ListRow[]) {
  const found = new Map(
    (
      await sql.states(
        ctx,
        rows.map((row) => row.id),
      )
    ).map((state) => [state.id, state]),
  )
  return rows.flatMap((row) => found.get(row.id) ?? [])
}
