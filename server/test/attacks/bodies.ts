import { password, type Dozo } from '../harness.ts'
import { inDays, types, type Things } from './world.ts'

const name = { ja: '名', en: 'name' }

/** For every route that takes JSON, something that it takes. */
export const validBodies = (dozo: Dozo, own: Things): Record<string, Record<string, unknown>> => ({
  'setup.complete': { token: 'x'.repeat(43), name: 'x', email: 'x@example.com', password },
  'sites.create': {
    key: 'made',
    name: 'x',
    locales: ['ja'],
    defaultLocale: 'ja',
    timeZone: 'Asia/Tokyo',
    hosts: ['made.example'],
  },
  'sites.update': {
    name: 'x',
    locales: ['ja', 'en'],
    defaultLocale: 'ja',
    timeZone: 'Asia/Tokyo',
    hosts: ['a.example'],
  },
  'groups.create': {
    key: 'made',
    name,
    grants: [{ permission: 'entries.read', types: [own.type], fields: ['memo'], condition: { memo: 'x' } }],
  },
  'groups.update': {
    name,
    grants: [{ permission: 'entries.read', types: [own.type], fields: ['memo'], condition: { memo: 'x' } }],
  },
  'members.create': { name: 'x', email: 'made@example.com', password, groups: ['viewer'] },
  'members.update': {
    name: 'x',
    email: 'changed@example.com',
    password,
    groups: ['viewer'],
    status: 'active',
  },
  'sessions.create': { site: 'left', email: 'nobody@example.com', password: 'some password' },
  'api-tokens.create': {
    name: 'x',
    scopes: [{ permission: 'entries.read', types: [own.type] }],
    expiresAt: inDays(dozo, 3),
  },
  'content-types.create': { ...types('left')[1], key: 'made' },
  'content-types.plan': { ...types('left')[1] },
  'content-types.update': { ...types('left')[1] },
  'entries.query': {
    type: own.type,
    locale: 'ja',
    sort: '-title',
    fields: 'title',
    filter: { title: { eq: 'x' } },
    page: { size: 3, after: 'x' },
  },
  'entries.create': {
    type: own.type,
    key: null,
    values: {
      title: { ja: '題' },
      memo: 'x',
      date: '2026-01-01',
      at: '2026-01-01T00:00:00Z',
      slug: 'made',
      shelf: own.shelf,
    },
  },
  'entries.update': { values: { title: { ja: '題' }, memo: 'x', date: '2026-01-01' }, note: 'x' },
  'entries.publish': {
    locales: ['ja'],
    from: '2026-01-01T00:00:00Z',
    until: '2030-01-01T00:00:00Z',
  },
  'entries.restore': { version: 1 },
  'apis.create': { key: 'made', name: 'x', security: 'open', origins: ['https://a.example'] },
  'apis.update': { name: 'x', security: 'open', origins: ['https://a.example'] },
  'endpoints.create': {
    path: '/made',
    operation: 'entries.list',
    type: own.type,
    fields: ['title'],
    filters: ['title'],
    sorts: ['title'],
    filter: { memo: 'x' },
    sort: '-title',
    locale: 'ja',
    who: { groups: ['viewer'] },
  },
  'endpoints.suggest': { type: 'shelf_left' },
  'endpoints.update': {
    path: '/changed',
    operation: 'entries.list',
    type: own.type,
    fields: ['title'],
    filter: { memo: 'x' },
    who: { groups: ['viewer'] },
  },
  'static-tokens.create': { name: 'x', expiresAt: inDays(dozo, 3) },
})
