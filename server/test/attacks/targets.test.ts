import { connect } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { features } from '../../src/app.ts'
import type { Route } from '#platform/feature.ts'
import { useDozo, type Answer, type Ask } from '../harness.ts'
import { furnish, pathOf, type Things } from './world.ts'

const dozo = useDozo()
const routes = features.flatMap((one) => one.routes)
let owner: Ask
let target: { id: string }
let own: Things
let places: Record<string, string>
let ports: { console: number; site: number }

beforeAll(async () => {
  await dozo.makeSite('left')
  own = await furnish(dozo, 'left')
  owner = await dozo.member('owner', ['owner'], 'left')
  target = await dozo.member('target', [], 'left')
  places = { site: 'left', group: own.group, type: own.type, api: own.api, id: own.entry, version: '1' }
  const port = async (door: typeof dozo.consoleDoor) =>
    Number(new URL(await door.listen({ port: 0, host: '127.0.0.1' })).port)
  ports = { console: await port(dozo.consoleDoor), site: await port(dozo.siteDoor) }
})

const at = '/manage/v1/sites/left'
const placesOf = (one: Route) => {
  const ids: Record<string, string> = { endpoints: own.endpoint, members: target.id, files: own.file }
  return { ...places, id: ids[one.id.split('.')[0]!] ?? own.entry }
}

const rawNasty = [
  '%00',
  '%ff',
  '%c0%ae%c0%ae',
  '%ed%a0%80',
  '%',
  '%zz',
  '%u0041',
  '..%2f..%2f',
  '%2e%2e',
  '%0d%0aset-cookie:x=1',
  'x'.repeat(300),
  '%F0%9F%98%80',
  '%27%3B--',
  '*',
  '%5c',
]

test.each(rawNasty)(
  '%s in every place of every path and parameter is found nowhere, never an error of ours',
  async (text) => {
    const failed: string[] = []
    const look = (where: string, answer: Answer) => {
      if (answer.status >= 500 || answer.headers['set-cookie'])
        failed.push(`${where}: ${answer.status} ${answer.text}`)
    }
    for (const one of routes.filter((r) => r.path.includes(':site'))) {
      for (const [, place] of one.path.matchAll(/:(\w+)/g)) {
        const path = pathOf(one, { ...placesOf(one), [place!]: text })
        look(`${one.id} ${place}`, await owner(path, { method: one.method, ifMatch: '*' }))
      }
      const properties = (one.query ?? one.grammar) as { properties?: object } | undefined
      for (const parameter of Object.keys(properties?.properties ?? {}))
        look(
          `${one.id} ?${parameter}`,
          await owner(`${pathOf(one, placesOf(one))}?${parameter}=${text}`, { method: one.method }),
        )
    }
    for (const path of [
      `/api/${text}`,
      `/api/${own.api}/${text}`,
      `/api/${own.api}/book-left/${text}`,
      `/api/${own.api}/book-left?locale=${text}`,
      `/api/_reference/${text}`,
    ])
      look(path, await dozo.site(path, { headers: { host: 'left.localhost' } }))
    expect(failed).toEqual([])
  },
)

test('headers that pretend another method are words like any other', async () => {
  for (const header of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
    const answer = await owner(`${at}/entries/${own.entry}`, {
      headers: { [header]: 'DELETE', 'if-match': '*' },
    })
    expect(answer.status).toBe(200)
    const posted = await owner(`${at}/entries/${own.entry}?_method=DELETE`, {
      method: 'POST',
      headers: { [header]: 'DELETE' },
    })
    expect(posted.status).toBe(405)
  }
  for (const header of ['x-original-url', 'x-rewrite-url', 'x-forwarded-prefix', 'x-middleware-subrequest']) {
    expect(
      (await dozo.console('/manage/v1/instance', { headers: { [header]: `${at}/members` } })).status,
    ).toBe(200)
    expect(
      (await dozo.console(`${at}/members`, { headers: { [header]: '/manage/v1/instance' } })).status,
    ).toBe(401)
  }
  expect((await owner(`${at}/entries/${own.entry}`)).status).toBe(200)
})

test('a method that a path does not have is 405 with those it has', async () => {
  const paths = new Map<string, Set<string>>()
  for (const one of routes) paths.set(one.path, (paths.get(one.path) ?? new Set()).add(one.method))
  for (const [path, methods] of paths) {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      if (methods.has(method)) continue
      const target = pathOf({ path } as Route, { ...places, site: 'left' })
      const answer = await owner(target, { method })
      // A fixed word may stand where another path has a place: /entries/query is also /entries/:id.
      if (answer.status !== 405) {
        expect(
          ['/query', '/suggest', '/suggestions', '/bulk', '/current', '/imports/preview'].some((word) =>
            path.endsWith(word),
          ),
          `${method} ${path}: ${answer.status}`,
        ).toBe(true)
        continue
      }
      const allowed = String(answer.headers['allow']).split(', ')
      expect(
        [...methods].every((one) => allowed.includes(one)),
        `${path}: ${allowed}`,
      ).toBe(true)
    }
  }
  const read = await dozo.site(`/api/${own.api}/book-left`, {
    method: 'DELETE',
    headers: { host: 'left.localhost' },
  })
  expect([read.status, read.headers['allow']]).toEqual([405, 'GET'])
})

test.each([
  '',
  'x',
  '"x"',
  '-1',
  '1.5',
  '"1',
  '99999999999999999999',
  '"1", "2"',
  'W/"x"',
  '""',
  '1 2',
  'null',
  '**',
])('If-Match: %s is told apart from a version', async (junk) => {
  const answer = await owner(`${at}/entries/${own.entry}`, {
    method: 'PATCH',
    body: { values: {} },
    headers: { 'if-match': junk },
  })
  expect([400, 412, 428]).toContain(answer.status)
})

test('a parameter given twice is refused, on the console door and in the grammar', async () => {
  expect((await owner(`${at}/members?size=1&size=2`)).status).toBe(400)
  expect((await owner(`${at}/members?search=a&search=b`)).status).toBe(400)
  expect((await owner(`${at}/entries?type=${own.type}&type=shelf_left`)).status).toBe(400)
  for (const twice of [
    'sort=title&sort=-title',
    'filter[title][eq]=a&filter[title][eq]=b',
    'page[size]=1&page[size]=2',
    'locale=ja&locale=en',
    'filter[title]=a&filter[title][eq]=b',
  ]) {
    const read = await dozo.site(`/api/${own.api}/book-left?${twice}`, {
      headers: { host: 'left.localhost' },
    })
    expect(read.status, twice).toBe(400)
  }
})

/** One request as bytes; what comes back as text. */
const raw = (door: 'console' | 'site', head: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(ports[door], '127.0.0.1', () => socket.write(head))
    let answer = ''
    socket.setEncoding('latin1')
    socket.on('data', (text) => (answer += String(text)))
    socket.on('end', () => resolve(answer))
    socket.on('close', () => resolve(answer))
    socket.on('error', (error) => (answer ? resolve(answer) : reject(error)))
  })
const rawGet = (door: 'console' | 'site', target: string, more = '') =>
  raw(door, `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${more}\r\n`)
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])

test.each([
  '//',
  '///etc/passwd',
  '//evil.example/manage/v1/instance',
  '/..%2f..%2fpackage.json',
  '/%2e%2e/%2e%2e/package.json',
  '/assets/..%2f..%2f..%2fpackage.json',
  '/assets/../../package.json',
  '/assets/%00',
  '/manage/v1/../v1/sites/left/members',
  '/manage//v1/sites/left/members',
  '/manage/v1/sites/left/members/',
  '/MANAGE/v1/sites/left/members',
  '/manage/v1/sites/left%2fmembers',
  '/manage/v1/sites/left/members;x=1',
  '/manage/v1/sites/%6c%65%66%74/members',
  '/api/..%2f..%2fmanage/v1/instance',
  '/api/_reference/..%2f..%2fpackage.json',
  '/api/_reference/../../../../package.json',
  'http://localhost/manage/v1/sites/left/members',
  'http://evil.example/manage/v1/sites/left/members',
  '/%',
  '/?%',
  '?',
  '*',
])('the raw target %s opens nothing on either door', async (target) => {
  for (const door of ['console', 'site'] as const) {
    const answer = await rawGet(door, target)
    const status = statusOf(answer)
    expect(status, `${door}: ${answer.slice(0, 300)}`).toBeGreaterThanOrEqual(200)
    expect(status, `${door}: ${answer.slice(0, 300)}`).toBeLessThan(500)
    expect(answer).not.toMatch(/"workspaces"|"dependencies"|root:x:|owner@left/)
    expect(answer).not.toMatch(/^location: *(https?:)?\/\//im)
  }
})

test('heads that are too large, doubled or smuggled are refused before anything is done', async () => {
  expect(statusOf(await rawGet('console', '/manage/v1/instance', `X-Long: ${'x'.repeat(20_000)}\r\n`))).toBe(
    431,
  )
  expect(statusOf(await rawGet('site', '/api/x/y', `Cookie: ${'a=b; '.repeat(5000)}\r\n`))).toBe(431)
  expect(statusOf(await rawGet('console', `/${'x'.repeat(20_000)}`))).toBe(431)
  const post = (more: string, body: string) =>
    raw(
      'console',
      `POST /manage/v1/sessions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${more}\r\n${body}`,
    )
  expect(statusOf(await post('Content-Length: 4\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'))).toBe(400)
  expect(statusOf(await post('Content-Length: 4\r\nContent-Length: 5\r\n', 'abcde'))).toBe(400)
  expect(statusOf(await post('Transfer-Encoding: chunked, identity\r\n', '0\r\n\r\n'))).toBe(400)
  expect(statusOf(await raw('console', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'))).toBe(400)
  const twoHosts = await raw(
    'site',
    'GET /api/x HTTP/1.1\r\nHost: left.localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n',
  )
  expect(statusOf(twoHosts)).toBeGreaterThanOrEqual(400)
})
