// Two sites that hold the same kinds of things, and people with every amount of rights.
import { Readable } from 'node:stream'
import type { Route } from '#platform/feature.ts'
import * as apis from '#features/apis/service.ts'
import * as endpoints from '#features/apis/endpoints.ts'
import * as staticTokens from '#features/apis/tokens.ts'
import * as bulkActions from '#features/bulk-actions/service.ts'
import * as contentTypes from '#features/content-types/service.ts'
import * as entries from '#features/entries/service.ts'
import * as schedules from '#features/entries/schedules.ts'
import * as files from '#features/files/service.ts'
import * as groups from '#features/groups/service.ts'
import * as webhooks from '#features/webhooks/service.ts'
import { asker, type Ask, type Dozo } from '../harness.ts'

export const someId = '0197f3a0-0000-7000-8000-000000000001'

export type Things = {
  site: string
  type: string
  group: string
  api: string
  entry: string
  shelf: string
  endpoint: string
  staticToken: string
  webhook: string
  schedule: string
  trashed: string
  bulkAction: string
  file: string
}

const text = (key: string, more: object = {}) => ({ key, type: 'text', name: { ja: key, en: key }, ...more })

/** A type with a public, a shared-secret and a never-delivered field, and a tree type that it points to. */
export const types = (suffix: string) =>
  [
    {
      key: `shelf_${suffix}`,
      name: { ja: '棚', en: 'Shelf' },
      kind: 'tree',
      titleField: 'name',
      fields: [
        text('name', { filterable: true, searchable: { weight: 'A' } }),
        text('owner_note', { filterable: true, neverDelivered: true }),
      ],
    },
    {
      key: `book_${suffix}`,
      name: { ja: '本', en: 'Book' },
      kind: 'plain',
      titleField: 'title',
      keyField: 'slug',
      fields: [
        text('title', { required: true, localized: true, filterable: true, searchable: { weight: 'A' } }),
        { key: 'slug', type: 'slug', name: { ja: 's', en: 's' }, unique: true, filterable: true },
        text('secret', { filterable: true, searchable: { weight: 'B' }, neverDelivered: true }),
        text('memo', { filterable: true, searchable: { weight: 'B' } }),
        { key: 'price', type: 'number', name: { ja: '値段', en: 'Price' }, filterable: true },
        { key: 'date', type: 'date', name: { ja: '日付', en: 'Date' }, filterable: true },
        { key: 'at', type: 'date_time', name: { ja: '日時', en: 'At' }, filterable: true },
        { key: 'opens', type: 'time', name: { ja: '開店', en: 'Opens' }, filterable: true },
        { key: 'paint', type: 'color', name: { ja: '色', en: 'Paint' }, filterable: true },
        { key: 'copies', type: 'counter', name: { ja: '部数', en: 'Copies' }, filterable: true },
        { key: 'sold', type: 'boolean', name: { ja: '売切', en: 'Sold' }, filterable: true },
        {
          key: 'shelf',
          type: 'relation',
          name: { ja: '棚', en: 'Shelf' },
          to: [`shelf_${suffix}`],
          filterable: true,
        },
      ],
    },
  ] as unknown as Parameters<typeof contentTypes.create>[1][]

/** Things of every kind in a site, made by the system. Keys end with the site's key, so that no two sites share one. */
export async function furnish(dozo: Dozo, site: string): Promise<Things> {
  const ctx = await dozo.system(site)
  for (const definition of types(site)) await contentTypes.create(ctx, definition)
  const shelf = await entries.create(ctx, {
    type: `shelf_${site}`,
    values: { name: `棚 ${site}`, owner_note: 'zashiki' },
    publish: true,
  })
  const entry = await entries.create(ctx, {
    type: `book_${site}`,
    values: {
      title: { ja: '表題' },
      slug: `one-${site}`,
      secret: 'himitsu',
      memo: 'oboegaki',
      shelf: shelf.id,
    },
    publish: true,
  })
  await groups.create(ctx, {
    key: `group-${site}`,
    name: { ja: 'g', en: 'g' },
    grants: [{ permission: 'console.enter' }],
  })
  const api = `api-${site}`
  await apis.create(ctx, { key: api, name: api, security: 'open' })
  const suggested = await endpoints.suggest(ctx, api, `book_${site}`)
  const endpoint = suggested.find((one) => one.operation === 'search')
  const token = await staticTokens.create(ctx, api, { name: 't', expiresAt: inDays(dozo, 30) })
  const webhook = await webhooks.create(ctx, {
    name: 'w',
    url: 'https://hooks.example/x',
    events: ['entry.published'],
    active: false,
  })
  const schedule = await schedules.create(ctx, entry.id, { action: 'publish', at: inDays(dozo, 30) })
  const trashed = await entries.create(ctx, { type: `book_${site}`, values: { slug: `gone-${site}` } })
  await entries.remove(ctx, trashed.id, { ifMatch: '*' })
  const bulkAction = await bulkActions.create(ctx, {
    type: `book_${site}`,
    ids: [entry.id],
    action: { kind: 'unpublish' },
    start: false,
  })
  const bytes = { stream: Readable.from([Buffer.from('text')]), signal: new AbortController().signal }
  const file = await files.upload(ctx, { name: `file-${site}.txt`, private: true }, bytes)
  return {
    site,
    type: `book_${site}`,
    group: `group-${site}`,
    api,
    entry: entry.id,
    shelf: shelf.id,
    endpoint: endpoint!.id,
    staticToken: token.id,
    webhook: webhook.id,
    schedule: schedule.id,
    trashed: trashed.id,
    bulkAction: bulkAction.id,
    file: file.id,
  }
}

export const inDays = (dozo: Dozo, days: number): string =>
  new Date(dozo.time.now.getTime() + days * 86_400_000).toISOString()

/** A way of asking with a token that has these scopes. */
export async function tokenOf(dozo: Dozo, owner: Ask, site: string, ...scopes: string[]): Promise<Ask> {
  const made = await owner(`/manage/v1/sites/${site}/api-tokens`, {
    method: 'POST',
    body: {
      name: scopes.join(' '),
      scopes: scopes.map((permission) => ({ permission })),
      expiresAt: inDays(dozo, 30),
    },
  })
  if (made.status !== 201) throw new Error(made.text)
  return asker(dozo.consoleDoor, { authorization: `Bearer ${made.body.data.token}` })
}

/** The path of a route with its places filled. */
export const pathOf = (route: Route, places: Record<string, string>): string =>
  route.path.replace(/:(\w+)/g, (_all, name: string) => {
    const given = places[name]
    if (given !== undefined) return given
    return name === 'id'
      ? route.idForm === 'number'
        ? '999999'
        : someId
      : name === 'version'
        ? '1'
        : 'nothing'
  })

/**
 * Asks for a route in a way that is refused right behind the gate, so that nothing happens: missing parameters and a broken If-Match are
 * looked at after the permission, before everything else. Passing the gate is a 400.
 */
export async function knock(ask: Ask, route: Route, places: Record<string, string>): Promise<string> {
  const answer = await ask(pathOf(route, places), { method: route.method, headers: { 'if-match': 'broken' } })
  return answer.status === 400 && /^bad_(if_match|query)$/.test(answer.body.code)
    ? 'in'
    : String(answer.status)
}
