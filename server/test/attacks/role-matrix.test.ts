import sql from 'sql-template-tag'
import { beforeAll, expect, test } from 'vitest'
import { features } from '../../src/app.ts'
import { feature, route, type Route } from '#platform/feature.ts'
import { createMetrics } from '#platform/metrics.ts'
import { openConsoleDoor } from '#platform/http/console-door.ts'
import { useDozo, type Ask } from '../harness.ts'
import { tus, uploadsOf } from '../uploads.ts'
import { furnish, knock, pathOf, someId, tokenOf, types, type Things } from './world.ts'

const dozo = useDozo()
const routes = features.flatMap((one) => one.routes)
const permissions = features.flatMap((one) => Object.keys(one.permissions))
const line = (one: Route) => `${one.method} ${one.path}`

const viewing = [
  'console.enter',
  'sites.read',
  'content-types.read',
  'entries.read',
  'apis.read',
  'files.read',
]
const editing = [
  'entries.create',
  'entries.update',
  'entries.publish',
  'entries.delete',
  'files.write',
  'files.delete',
]
const moving = ['imports.read', 'imports.write', 'exports.read', 'jobs.read']

let left: Things
let right: Things
const people: Record<string, Ask> = {}

beforeAll(async () => {
  for (const key of ['left', 'right']) await dozo.makeSite(key)
  left = await furnish(dozo, 'left')
  right = await furnish(dozo, 'right')
  for (const role of ['viewer', 'editor', 'owner']) people[role] = await dozo.member(role, [role], 'left')
  people['outsider'] = await dozo.member('outsider', ['owner'], 'right')
  people['homeEditor'] = await dozo.member('home-editor', ['editor'], 'main')
  people['operator'] = await dozo.member('operator', ['owner'], 'main')
})

/** What each caller meets at every route: `in`, or the status that keeps them out. */
const met = async (ask: Ask) =>
  Object.fromEntries(
    await Promise.all(
      routes.map(async (one) => [line(one), await knock(ask, one, { site: 'left' })] as const),
    ),
  )
const expected = (rule: (one: Route) => string) =>
  Object.fromEntries(routes.map((one) => [line(one), rule(one)]))
const inSite = (one: Route) => one.path.includes('/:site')

test('every route says who may use it: everyone, who is signed in, or a permission that exists', () => {
  expect(routes.length).toBeGreaterThan(60)
  expect(
    routes.filter((one) => !['anyone', 'signed-in', ...permissions].includes(one.can)).map(line),
  ).toEqual([])
  expect(routes.filter((one) => one.can === 'anyone').map((one) => one.id)).toEqual([
    'instance.info',
    'setup.show',
    'setup.complete',
    'sessions.create',
  ])
  expect(new Set(routes.map((one) => one.id)).size).toBe(routes.length)
})

test('a route that does not say who may use it keeps the console door shut', async () => {
  const log = { write: () => undefined, close: async () => undefined }
  const shape = { id: 'open.door', method: 'GET', path: '/manage/v1/open', summary: 'x' } as const
  // @ts-expect-error the permission is missing
  const without = route({ ...shape, handle: async () => ({}) })
  const unknown = route({ ...shape, can: 'opens.read', handle: async () => ({}) })
  for (const wrong of [without, unknown]) {
    const app = { ...dozo.app, features: [...features, feature({ name: 'open', routes: [wrong] })] }
    await expect(openConsoleDoor(app, log, createMetrics(), () => false)).rejects.toThrow(/open\.door/)
  }
})

test('nobody: only what is for anyone', async () => {
  expect(await met(dozo.console)).toEqual(expected((one) => (one.can === 'anyone' ? 'in' : '401')))
})

test('a member of another site, and of the home site without operating: nothing of this site is there', async () => {
  const rule = (one: Route) =>
    one.can === 'anyone' || (one.can === 'signed-in' && !inSite(one)) ? 'in' : '404'
  expect(await met(people['outsider']!)).toEqual(expected(rule))
  const home = (one: Route) => (one.can === 'instance.operate' ? '403' : rule(one))
  expect(await met(people['homeEditor']!)).toEqual(expected(home))
})

const roleRule = (held: string[]) => (one: Route) => {
  // What belongs to the whole instance is the home site's: for members of another site it is not there, whatever they hold.
  if (one.can === 'instance.operate') return '404'
  return ['anyone', 'signed-in', ...held].includes(one.can) ? 'in' : '403'
}

test('viewer, editor and owner: what their group says, no more and no less', async () => {
  expect(await met(people['viewer']!)).toEqual(expected(roleRule(viewing)))
  expect(await met(people['editor']!)).toEqual(expected(roleRule([...viewing, ...editing, ...moving])))
  expect(await met(people['owner']!)).toEqual(expected(roleRule(permissions)))
})

test('an operator enters every site', async () => {
  expect(await met(people['operator']!)).toEqual(expected(() => 'in'))
})

test.each(permissions)(
  'a token with the one scope %s opens the routes of that permission only',
  async (scope) => {
    const ask = await tokenOf(dozo, people['owner']!, 'left', scope)
    expect(await met(ask)).toEqual(expected(roleRule([scope])))
    const elsewhere = await Promise.all(
      routes.filter(inSite).map((one) => knock(ask, one, { site: 'right' })),
    )
    expect(new Set(elsewhere)).toEqual(new Set(['404']))
  },
)

/** Everything a site's rows say, without what reading itself writes. */
async function contentOf(key: string): Promise<Record<string, string>> {
  const { site } = await dozo.system(key)
  return dozo.app.db.asOwner('test', async (tx) => {
    const tables = await tx.many<{ name: string }>(sql`
      select c.relname as name from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'site_id'
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        -- That a site was asked in vain is noted there, some seconds later.
        and c.relname <> 'refusals'
    `)
    const found: Record<string, string> = {}
    for (const { name } of tables) {
      const text = `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from "${name}" t where site_id = '${site.id}'`
      found[name] = (await tx.one<{ sum: string }>(sql([text] as unknown as TemplateStringsArray))).sum
    }
    expect(Object.keys(found).length).toBeGreaterThan(15)
    return found
  })
}

const bodies = (own: Things, other: Things): Record<string, unknown> => ({
  'groups.update': { name: { ja: 'x', en: 'x' }, grants: [] },
  'members.update': { name: 'taken over' },
  'content-types.plan': { ...types(own.site)[1], key: other.type },
  'content-types.update': { ...types(own.site)[1], key: other.type },
  'entries.update': { values: { memo: 'x' } },
  'entries.here': { writing: true },
  'entries.publish': {},
  'entries.restore': { version: 1 },
  'entries.count-up': {},
  'bulk-actions.create': { type: own.type, action: { kind: 'publish' } },
  'saved-views.update': { name: 'x' },
  'entries.move': { place: 'last' },
  'entries.preview': {},
  'entries.copy': {},
  'entries.merge': { into: left.entry },
  'trash.recover': {},
  'entries.schedule': { action: 'publish', at: '2027-01-01T00:00:00Z' },
  'schedules.update': { at: '2027-01-02T00:00:00Z' },
  'apis.update': { name: 'x' },
  'apis.copy': { key: 'copied' },
  'apis.restore': { version: 1 },
  'endpoints.create': { path: '/x', operation: 'entries.list', type: own.type },
  'endpoints.suggest': { type: own.type },
  'endpoints.update': { path: '/x', operation: 'entries.list', type: own.type },
  'static-tokens.create': { name: 'x', expiresAt: '2027-01-01T00:00:00Z' },
  'files.update': { name: 'x.txt' },
  'files.image-address': { w: 65 },
  'files.copy': { name: 'copy.txt' },
  'files.unpack': { folder: '' },
  'files.create-link': { expiresAt: '2026-12-01T00:00:00Z' },
  'uploads.sign-parts': { parts: [1] },
  'uploads.finish': { name: 'x.txt' },
  'webhooks.update': { name: 'x', url: 'https://hooks.example/x', events: ['*'] },
})
const queries: Record<string, string> = { 'entries.compare': '?from=1&to=1' }

test('asked about a thing of the other site, every route answers 404 and nothing changes there', async () => {
  const ctx = await dozo.system('right')
  const target = await dozo.member('target', ['viewer'], 'right')
  const [sessionRow] = await ctx.read<{ id: string }>(
    sql`select id from sessions where site_id = ${ctx.site.id} and member_id = ${target.id} limit 1`,
  )
  await tokenOf(dozo, people['outsider']!, 'right', 'entries.read')
  const tokens = await people['outsider']!('/manage/v1/sites/right/api-tokens')
  const view = await people['outsider']!('/manage/v1/sites/right/saved-views', {
    method: 'POST',
    body: { type: right.type, name: 'view', shared: true },
  })
  const imported = await people['outsider']!(`/manage/v1/sites/right/imports?type=${right.type}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: '{"slug":"imported","title":{"ja":"x"}}\n',
  })
  expect(imported.status).toBe(202)
  const upload = await uploadsOf(people['outsider']!, 'right').begun(4, { filename: 'begun.txt' })
  await dozo.settled()
  const ids: Record<string, string> = {
    members: target.id,
    sessions: sessionRow!.id,
    'api-tokens': tokens.body.data[0].id,
    entries: right.entry,
    imports: imported.body.data.id,
    endpoints: right.endpoint,
    'static-tokens': right.staticToken,
    webhooks: right.webhook,
    schedules: right.schedule,
    trash: right.trashed,
    'saved-views': view.body.data.id,
    'bulk-actions': right.bulkAction,
    files: right.file,
    uploads: upload,
    jobs: (await dozo.app.jobs.list(ctx))[0]!.id,
  }
  const before = await contentOf('right')
  const owner = people['owner']!
  const asked: string[] = []
  const wrong: string[] = []
  for (const one of routes.filter(inSite)) {
    const room = one.id.split('.')[0]!
    const places = {
      group: right.group,
      type: right.type,
      id: ids[room] ?? '1',
      version: '1',
      field: 'copies',
    }
    const sent = {
      method: one.method,
      ifMatch: '*',
      ...(one.body ? { body: bodies(left, right)[one.id] ?? {} } : {}),
      headers: { ...tus, 'upload-offset': '0', ...(one.accepts ? { 'content-type': one.accepts } : {}) },
      ...(one.accepts ? { body: 'text' } : {}),
    } as const
    const ways = [`right ${right.api}`]
    // A thing of the other site under one's own site, too: by its own key or id, and an endpoint under one's own API.
    if (/:(id|group|type|api)\b/.test(one.path)) ways.push(`left ${right.api}`)
    if (/:api\/.*:id/.test(one.path)) ways.push(`left ${left.api}`)
    for (const way of ways) {
      const [site = '', api = ''] = way.split(' ')
      if (one.body && ways.length > 1) expect(bodies(left, right), one.id).toHaveProperty([one.id])
      const answer = await owner(pathOf(one, { ...places, site, api }) + (queries[one.id] ?? ''), sent)
      asked.push(one.id)
      if (answer.status !== 404 || answer.body.code !== 'not_found')
        wrong.push(`${line(one)} (${way}): ${answer.status} ${answer.text.slice(0, 300)}`)
    }
  }
  expect(wrong).toEqual([])
  expect(asked.length).toBeGreaterThan(90)
  expect(await contentOf('right')).toEqual(before)
})

test('nothing of the other site can be pointed to from one’s own', async () => {
  const owner = people['owner']!
  const before = await contentOf('right')
  const create = (body: object) => owner('/manage/v1/sites/left/entries', { method: 'POST', body })
  const related = await create({ type: left.type, values: { title: { ja: 'x' }, shelf: right.entry } })
  expect(related.status).toBe(422)
  const shelved = await create({ type: left.type, values: { title: { ja: 'x' }, shelf: right.shelf } })
  expect(shelved.status).toBe(422)
  expect((await create({ type: 'shelf_left', values: { name: 'x' }, parent: right.shelf })).status).toBe(422)
  expect((await create({ type: right.type, values: { title: { ja: 'x' } } })).status).toBe(422)
  const joined = await owner('/manage/v1/sites/left/members', {
    method: 'POST',
    body: { name: 'x', email: 'x@left.example', groups: [right.group] },
  })
  expect(joined.status).toBe(422)
  const list = await owner(`/manage/v1/sites/left/entries?type=${left.type}&filter[shelf][eq]=${right.entry}`)
  expect(list.body.data).toEqual([])
  expect(await contentOf('right')).toEqual(before)
})

test('a site that does not exist and one that is not one’s own answer the same', async () => {
  const bodyOf = async (site: string) => {
    const { status, body } = await people['owner']!(`/manage/v1/sites/${site}/entries/${someId}`)
    return { status, ...body, requestId: '' }
  }
  expect(await bodyOf('right')).toEqual(await bodyOf('nowhere'))
})
