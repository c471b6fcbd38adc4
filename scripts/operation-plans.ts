// What the reference asks of a real server: a model, endpoints, and one call of every operation and of each problem of its own.
export type Call = { method: string; path: string; body?: unknown; headers?: Record<string, string> }
type Case = Call & { before?: Call; times?: number }
type Plan = {
  api: 'default' | 'club'
  endpoint: Record<string, unknown>
  call: Call
  problems: Record<string, Case>
}
export const words = (text: string) => ({ ja: text, en: text })
const field = (type: string, key: string, more: object = {}) => ({ key, type, name: words(key), ...more })
const found = { filterable: true }
export const types = [
  {
    key: 'section',
    fields: [field('text', 'name', found), field('slug', 'slug', { ...found, unique: true })],
  },
  {
    key: 'review',
    fields: [field('text', 'title', { required: true }), field('number', 'stars', { max: 5 })],
  },
  {
    key: 'article',
    fields: [
      field('text', 'title', { ...found, localized: true, searchable: { weight: 'A' } }),
      field('slug', 'slug', { ...found, unique: true }),
      field('relation', 'section', { ...found, to: ['section'] }),
      field('date', 'date', found),
      field('number', 'pages', found),
      field('relation', 'review', { ...found, to: ['review'] }),
    ],
  },
  { key: 'message', fields: [field('text', 'name', { required: true }), field('textarea', 'text')] },
]

const articles = { type: 'article', fields: ['title', 'date', 'section.name'] }
export const reviews = { type: 'review', fields: ['title', 'stars'] }
const get = (path: string): Call => ({ method: 'GET', path })
const unknown = '019ac0de-0000-7000-8000-0000000000ff'

/** In the order in which they are asked. `{…}` in a path, body or header is what was made before. */
export const plans: Record<string, Plan> = {
  'entries.list': {
    api: 'default',
    endpoint: { ...articles, path: '/articles', filters: ['section.slug', 'date'], sorts: ['date'] },
    call: get('/articles?filter[section.slug]=guide&sort=-date&page[size]=1&count=exact'),
    problems: { bad_query: get('/articles?sort=price') },
  },
  'entries.get': {
    api: 'default',
    endpoint: { ...articles, path: '/articles/{key}' },
    call: get('/articles/storehouse'),
    problems: {
      bad_query: get('/articles/storehouse?fields=pages'),
      not_found: get('/articles/nothing'),
      moved: get('/articles/old-plaster'),
    },
  },
  'entries.neighbours': {
    api: 'default',
    endpoint: { type: 'article', fields: ['title'], sorts: ['date'], path: '/articles/{key}/neighbours' },
    call: get('/articles/plaster/neighbours?sort=date'),
    problems: {
      bad_query: get('/articles/plaster/neighbours?count=exact'),
      not_found: get('/articles/nothing/neighbours'),
    },
  },
  'entries.aggregate': {
    api: 'default',
    endpoint: { type: 'article', fields: ['section', 'date', 'pages'], path: '/articles/count' },
    call: get('/articles/count?group=date:month&sum=pages&sort=date:month'),
    problems: { bad_query: get('/articles/count?group=date') },
  },
  'entries.preview': {
    api: 'default',
    endpoint: { ...articles, path: '/preview' },
    call: get('/preview?token={preview}'),
    problems: { bad_query: get('/preview'), not_found: get('/preview?token=dozo_preview_x') },
  },
  search: {
    api: 'default',
    endpoint: { ...articles, fields: ['title', 'date', 'section'], path: '/articles/search' },
    call: get('/articles/search?q=土蔵&facets=date:year'),
    problems: { bad_query: get('/articles/search') },
  },
  'search.all': {
    api: 'default',
    endpoint: { types: ['article', 'section'], path: '/search' },
    call: get('/search?q=漆喰'),
    problems: { bad_query: get('/search?q=漆喰&facets=date') },
  },
  'entries.create': {
    api: 'default',
    endpoint: {
      type: 'message',
      fields: ['name', 'text'],
      path: '/contact',
      rateLimit: { calls: 5, seconds: 60 },
    },
    call: { method: 'POST', path: '/contact', body: { name: '山田', text: '見学できますか。' } },
    problems: {
      invalid: { method: 'POST', path: '/contact', body: { text: '見学できますか。' } },
      idempotency_key_reused: {
        before: {
          method: 'POST',
          path: '/contact',
          body: { name: '鈴木' },
          headers: { 'idempotency-key': 'k1' },
        },
        method: 'POST',
        path: '/contact',
        body: { name: '佐藤' },
        headers: { 'idempotency-key': 'k1' },
      },
      too_many_requests: { method: 'POST', path: '/contact', body: { name: '田中' }, times: 6 },
    },
  },
  'sessions.login': {
    api: 'club',
    endpoint: { path: '/login' },
    call: { method: 'POST', path: '/login', body: { email: 'hanako@example.jp', password: '{password}' } },
    problems: {
      login_failed: { method: 'POST', path: '/login', body: { email: 'hanako@example.jp', password: 'x' } },
      invalid: { method: 'POST', path: '/login', body: { email: 'hanako@example.jp' } },
      too_many_requests: {
        method: 'POST',
        path: '/login',
        body: { email: 'jiro@example.jp', password: 'x' },
        times: 7,
      },
    },
  },
  'sessions.me': {
    api: 'club',
    endpoint: { path: '/me' },
    call: { ...get('/me'), headers: { authorization: 'Bearer {token}' } },
    problems: { sign_in_required: get('/me') },
  },
  'entries.update': {
    api: 'club',
    endpoint: { ...reviews, path: '/reviews/{id}', publish: true, own: true },
    call: {
      method: 'PATCH',
      path: '/reviews/{mine}',
      body: { stars: 4 },
      headers: { authorization: 'Bearer {token}' },
    },
    problems: {
      invalid: {
        method: 'PATCH',
        path: '/reviews/{mine}',
        body: { stars: 9 },
        headers: { authorization: 'Bearer {token}' },
      },
      not_found: {
        method: 'PATCH',
        path: '/reviews/{theirs}',
        body: { stars: 1 },
        headers: { authorization: 'Bearer {token}' },
      },
      version_moved: {
        method: 'PATCH',
        path: '/reviews/{mine}',
        body: { stars: 5 },
        headers: { authorization: 'Bearer {token}', 'if-match': '"1"' },
      },
    },
  },
  'entries.delete': {
    api: 'club',
    endpoint: { type: 'review', path: '/reviews/{id}', own: true },
    call: { method: 'DELETE', path: '/reviews/{other}', headers: { authorization: 'Bearer {token}' } },
    problems: {
      not_found: {
        method: 'DELETE',
        path: `/reviews/${unknown}`,
        headers: { authorization: 'Bearer {token}' },
      },
      entry_in_use: {
        method: 'DELETE',
        path: '/reviews/{mine}',
        headers: { authorization: 'Bearer {token}' },
      },
      version_moved: {
        method: 'DELETE',
        path: '/reviews/{mine}',
        headers: { authorization: 'Bearer {token}', 'if-match': '"99"' },
      },
    },
  },
  'sessions.refresh': {
    api: 'club',
    endpoint: { path: '/refresh' },
    call: { method: 'POST', path: '/refresh', headers: { authorization: 'Bearer {token}' } },
    problems: {
      session_just_refreshed: {
        method: 'POST',
        path: '/refresh',
        headers: { authorization: 'Bearer {spent}' },
      },
      sign_in_required: { method: 'POST', path: '/refresh' },
    },
  },
  'sessions.logout': {
    api: 'club',
    endpoint: { path: '/logout' },
    call: { method: 'POST', path: '/logout', headers: { authorization: 'Bearer {token}' } },
    problems: { sign_in_required: { method: 'POST', path: '/logout' } },
  },
}

export const batchCall: Call = {
  method: 'POST',
  path: '/batch',
  body: { calls: [{ path: '/articles/storehouse?fields=title' }, { path: '/articles/nothing' }] },
}
