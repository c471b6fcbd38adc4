import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { askExamples, type Example } from '../../scripts/operation-examples.ts'
import { operationsPage } from '../../scripts/operations-page.ts'
import { settingWords } from '#features/apis/setting-words.ts'
import { wordsOf } from '#platform/http/problems.ts'
import type { SettingName } from '#platform/operation-words.ts'
import { features } from '../src/app.ts'
import { password, useDozo, type Ask } from './harness.ts'

const dozo = useDozo()
const operations = features.flatMap((feature) => feature.operations)
let owner: Ask
let examples: Record<string, Example>
let documents: any[]

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  examples = await askExamples({ owner, site: dozo.site, settled: dozo.settled })
  const email = 'hanako@example.jp'
  const opened = await dozo.site('/api/club/login', { method: 'POST', body: { email, password } })
  const headers = { authorization: `Bearer ${opened.body.data.token}` }
  documents = [
    (await dozo.site('/api/default/openapi.json')).body,
    (await dozo.site('/api/club/openapi.json', { headers })).body,
  ]
})

test('the page of operations is what npm run gen prints, with what the server answers', () => {
  const kept = readFileSync(join(import.meta.dirname, '../../docs/reference/operations.md'), 'utf8')
  expect(kept === operationsPage(examples), 'docs/reference/operations.md is stale: npm run gen').toBe(true)
})

test.each(operations)(
  '$name: each problem of its own is answered to the call that shows it',
  ({ name, reference }) => {
    const { problems } = examples[name]!
    const told = Object.entries(problems).map(([code, { status, body }]) => [code, body.code, status])
    expect(told).toEqual(Object.entries(reference.problems).map(([code, status]) => [code, code, status]))
  },
)

test.each(operations)(
  '$name: the reference tells the parameters that OpenAPI describes',
  ({ name, method, reference }) => {
    const { path } = examples[name]!.endpoint as { path: string }
    const { parameters, responses } = documents
      .flatMap((one) => (one.paths[path] ? [one.paths[path][method.toLowerCase()]] : []))
      .find(({ operationId }) => operationId.startsWith(`${name}:`))
    expect(Object.keys(responses)).toEqual([String(examples[name]!.answer.status), 'default'])
    const named = parameters
      .filter((one: { in: string }) => one.in === 'query')
      .map((one: { name: string }) => one.name.replace(/^filter\[.*$/, 'filter[…]'))
    expect([...new Set(named)].toSorted()).toEqual(Object.keys(reference.parameters).toSorted())
  },
)

test('both languages say something of everything', () => {
  const all = [
    ...Object.values(settingWords),
    ...operations.flatMap(({ reference: { does, callers, body, limits, parameters } }) =>
      [does, callers, body, limits, ...Object.values(parameters)].filter((words) => words !== undefined),
    ),
  ]
  expect(all.filter(({ ja, en }) => !en || !/[\u3040-\u30ff\u4e00-\u9fff]/.test(ja))).toEqual([])
  const words = wordsOf(features)
  expect(
    operations.flatMap(({ reference }) => Object.keys(reference.problems)).filter((code) => !words[code]),
  ).toEqual([])
})

const values: Record<SettingName, unknown> = {
  type: 'article',
  types: ['article'],
  fields: ['title'],
  filters: ['date'],
  sorts: ['date'],
  filter: { date: { gte: '2026-01-01' } },
  sort: 'date',
  pageSize: 5,
  maxPageSize: 50,
  locale: 'en',
  cacheSeconds: 30,
  rights: 'endpoint',
  who: {},
  publish: true,
  own: true,
  rateLimit: { calls: 5, seconds: 60 },
  deprecated: { since: '2026-11-01' },
}

test.each(operations)(
  '$name: takes each setting that the reference names',
  async ({ name, places, reference }) => {
    for (const setting of [...reference.settings, 'who', 'rateLimit', 'deprecated'] as const) {
      const { endpoint } = examples[name]!
      const path = `/try/${setting.toLowerCase()}${places.length > 0 ? '/{id}' : ''}`
      const body = { [setting]: values[setting], ...endpoint, path, operation: name }
      const answer = await owner('/manage/v1/sites/main/apis/club/endpoints', { method: 'POST', body })
      expect([setting, answer.status, answer.status === 201 ? '' : answer.text]).toEqual([setting, 201, ''])
      const at = `/manage/v1/sites/main/apis/club/endpoints/${answer.body.data.id}`
      expect((await owner(at, { method: 'DELETE', ifMatch: '*' })).status).toBe(204)
    }
  },
)
