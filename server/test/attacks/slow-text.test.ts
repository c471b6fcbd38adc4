import { beforeAll, expect, test } from 'vitest'
import { useDozo, type Answer, type Ask } from '../harness.ts'
import { furnish, type Things } from './world.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/left'
const host = { host: 'left.localhost' }
let own: Things
let owner: Ask

beforeAll(async () => {
  await dozo.makeSite('left')
  own = await furnish(dozo, 'left')
  owner = await dozo.member('owner', ['owner'], 'left')
  await dozo.settled()
})

const get = (path: string): Promise<Answer> => dozo.site(`/api/api-left/${path}`, { headers: host })

/** The shortest of a few tries: what the machine does besides makes times longer, never shorter. */
async function timeOf(work: () => Promise<unknown>): Promise<number> {
  let best = Infinity
  for (let i = 0; i < 3; i++) {
    const start = performance.now()
    await work()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

test('patterns of fields take linear time, whatever they are', async () => {
  const name = { ja: 'p', en: 'p' }
  const patterns = ['^(a+)+$', '^(a|aa)+$', '(.*a){12}$', '^([a-z]+)*[0-9]$', '(x+x+)+y']
  for (const [i, pattern] of patterns.entries()) {
    const key = `pattern_${i}`
    const definition = { key, name, kind: 'plain', fields: [{ key: 'value', type: 'text', name, pattern }] }
    const made = await owner(`${at}/content-types`, { method: 'POST', body: definition })
    expect(made.status, made.text).toBe(201)
    const check = (n: number) =>
      owner(`${at}/entries?validate=only`, {
        method: 'POST',
        body: { type: key, values: { value: `${'a'.repeat(n)}!` } },
      })
    expect((await check(190)).status).toBeLessThan(500)
    const short = await timeOf(() => check(190))
    const long = await timeOf(() => check(1900))
    expect(long, pattern).toBeLessThan(30 * short + 100)
  }
  const back = {
    key: 'backward',
    name,
    kind: 'plain',
    fields: [{ key: 'v', type: 'text', name, pattern: '(a)\\1' }],
  }
  expect((await owner(`${at}/content-types`, { method: 'POST', body: back })).status).toBe(422)
}, 120_000)

test('long text takes linear time on its way through the schemas, the host and the grammar', async () => {
  const long = (n: number) => [
    () =>
      owner(`${at}/members`, {
        method: 'POST',
        body: { name: 'x', email: `${'a.'.repeat(n)}@`, groups: [] },
      }),
    () =>
      owner(`${at}/members`, {
        method: 'POST',
        body: { name: 'x', email: `a@${'a-'.repeat(n)}!`, groups: [] },
      }),
    () =>
      owner(at, {
        method: 'PATCH',
        ifMatch: '*',
        body: { hosts: [`${'a-'.repeat(n)}!`, `${'a.'.repeat(n)}!`] },
      }),
    () => owner(`${at}/apis`, { method: 'POST', body: { key: 'a-'.repeat(n), name: 'x', security: 'open' } }),
    () =>
      owner(`${at}/members`, { method: 'POST', body: { name: 'x', email: 'x', groups: Array(n).fill('x') } }),
    () =>
      owner(`${at}/entries/query`, {
        method: 'POST',
        body: { type: own.type, filter: { title: { in: Array(n).fill('x') } } },
      }),
    () => owner(`${at}/entries/query`, { method: 'POST', body: { type: own.type, sort: 'a.'.repeat(n) } }),
    () => dozo.console('/livez', { headers: { host: `${'a.'.repeat(n)}!` } }),
    () => dozo.console('/manage/v1/instance', { headers: { 'accept-language': 'ja;q=0.'.repeat(n) } }),
    () => get(`book-left?${'filter['.repeat(n)}`),
    () => dozo.site('/api/api-left/book-left', { headers: { ...host, 'if-none-match': '"a", '.repeat(n) } }),
  ]
  for (const [i, short] of long(4000).entries()) {
    const times = [await timeOf(short), await timeOf(long(40_000)[i]!)]
    expect(times[1], `${i}: ${times}`).toBeLessThan(40 * times[0]! + 150)
  }
}, 120_000)
