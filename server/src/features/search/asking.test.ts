import { beforeAll, expect, test } from 'vitest'
import {
  contentOf,
  definition,
  field,
  succeeded,
  words,
  wrongs,
  type Content,
} from '../../../test/content.ts'
import { searchForm } from '#lib/search-tokens.ts'
import { password, useDozo, type Ask } from '../../../test/harness.ts'
import { highlight } from './highlight.ts'

const dozo = useDozo()
let owner: Ask
let content: Content
const at = '/manage/v1/sites/main'

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  const searchable = { searchable: { weight: 'A' } }
  await content.define(definition('shelf', [field('text', 'name', searchable)], { titleField: 'name' }))
  await content.define(
    definition(
      'book',
      [
        field('text', 'name', { filterable: true }),
        field('text', 'title', { localized: true, ...searchable }),
        field('text', 'yomi', { searchable: { weight: 'B' } }),
        field('textarea', 'body', { searchable: { weight: 'C' } }),
        field('text', 'inside', { searchable: { weight: 'A' }, neverDelivered: true }),
        field('relation', 'shelf', { to: ['shelf'], filterable: true }),
        field('multi_select', 'tags', {
          filterable: true,
          options: ['x', 'y'].map((value) => ({ value, name: words(value) })),
        }),
      ],
      { titleField: 'title' },
    ),
  )
  await owner(`${at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = (body: object) =>
    owner(`${at}/apis/out/endpoints`, { method: 'POST', body: { cacheSeconds: 60, ...body } })
  succeeded(await endpoint({ path: '/search', operation: 'search', type: 'book' }))
  succeeded(await endpoint({ path: '/few', operation: 'search', type: 'book', fields: ['title'] }))
  succeeded(await endpoint({ path: '/all', operation: 'search.all', types: ['book', 'shelf'] }))
  const shelf = (await content.create('shelf', { name: '料理の棚' }, { publish: true })).id
  const books = {
    bread: {
      title: { ja: 'パンを焼く', en: 'Baking bread' },
      body: '小麦粉と水をこねて窯で焼く。',
      tags: ['x', 'y'],
    },
    soup: { title: { ja: '味噌汁' }, body: '水を鍋で沸かす。だしの引き方。', yomi: 'みそしる', tags: ['x'] },
    garden: { title: { ja: '庭づくり' }, body: '土と水の話。焼く前の煉瓦。', inside: '秘密' },
    api: { title: { ja: 'サーバー入門' }, body: 'React と useState の使い方' },
  }
  for (const [name, values] of Object.entries(books))
    await content.create('book', { name, ...values, ...(name === 'api' ? {} : { shelf }) }, { publish: true })
  await dozo.settled()
})

const ask = (q: string, more = '', path = 'search') =>
  dozo.site(`/api/out/${path}?q=${encodeURIComponent(q)}${more}`)
const found = async (q: string, more = ''): Promise<string[]> =>
  (await ask(q, more)).body.data.map((one: { name: string }) => one.name).toSorted()

test.each([
  ['パン 小麦粉', ['bread']],
  ['水 焼く', ['bread', 'garden']],
  ['水 -焼く', ['soup']],
  ['水 −焼く', ['soup']],
  ['水 -"土と水"', ['bread', 'soup']],
  ['-水', []],
  ['"水の話"', ['garden']],
  ['"水を鍋で"', ['soup']],
  ['"話の水"', []],
  ['ぱん', ['bread']],
  ['ﾊﾟﾝ', ['bread']],
  ['さーばー', ['api']],
  ['ミソシル', ['soup']],
  ['ｕｓｅＳ', ['api']],
  ['"use"', []],
  ['use', ['api']],
  ['水 " 焼く', ['bread', 'garden']],
])('%s', async (q, names) => {
  expect(await found(q)).toEqual(names)
})

test('words that mean the same find each other, at once and also where an answer was kept', async () => {
  expect(await found('ブレッド')).toEqual([])
  const path = `${at}/search-synonyms`
  const before = succeeded(await owner(path))
  expect(before).toEqual({ groups: [], etag: 0 })
  const groups = [
    ['パン', 'ブレッド', 'bread'],
    ['サーバー', 'server', '鯖'],
  ]
  const saved = await owner(path, { method: 'PUT', ifMatch: 0, body: { groups } })
  expect([saved.status, saved.body.data]).toEqual([200, { groups, etag: 1 }])
  expect(await found('ぶれっど 焼く')).toEqual(['bread'])
  expect([await found('鯖'), await found('SERVER'), await found('-鯖 入門')]).toEqual([['api'], ['api'], []])
  expect((await owner(path, { method: 'PUT', ifMatch: 0, body: { groups } })).status).toBe(412)
  const wrong = await owner(path, {
    method: 'PUT',
    ifMatch: 1,
    body: {
      groups: [
        ['a', '！'],
        ['Ａ', 'b'],
      ],
    },
  })
  expect(wrongs(wrong)).toEqual([
    ['/groups/0/1', 'synonym_empty'],
    ['/groups/1/0', 'synonym_twice'],
  ])
  const viewer = await dozo.member('viewer', ['viewer'])
  expect((await viewer(path, { method: 'PUT', ifMatch: 1, body: { groups: [] } })).status).toBe(403)
  await owner(path, { method: 'PUT', ifMatch: 1, body: { groups: [] } })
  expect(await found('ブレッド')).toEqual([])
})

test('what stands where is told as places in a text, of fields that are in the answer only', async () => {
  const marked = async (q: string, more = '', path = 'search') =>
    (await ask(q, more, path)).body.meta.hits.map(({ snippet, marks }: any) => [
      snippet,
      marks.map(([from, to]: number[]) => snippet.slice(from, to)),
    ])
  expect(await marked('小麦粉 窯')).toEqual([['パンを焼く 小麦粉と水をこねて窯で焼く。', ['小麦粉', '窯']]])
  expect(await marked('ぱん')).toEqual([[expect.stringContaining('パンを焼く'), ['パン']]])
  expect(await marked('ＵＳＥ')).toEqual([[expect.stringContaining('useState'), ['use']]])
  expect(await marked('小麦粉', '&fields=title')).toEqual([['パンを焼く', []]])
  expect(await marked('小麦粉', '', 'few')).toEqual([])
  expect((await ask('秘密')).body.data).toEqual([])
  expect((await ask('秘密', '', 'all')).body.data).toEqual([])
})

test('hits are counted by what they have in common, all of them, within the filter', async () => {
  const facets = async (q: string, more: string) => (await ask(q, more)).body.meta.facets
  expect(await facets('水', '&facets=tags,shelf&page[size]=1')).toEqual({
    tags: [
      { value: 'x', count: 2 },
      { value: 'y', count: 1 },
    ],
    shelf: [{ value: expect.any(String), count: 3 }],
  })
  expect(await facets('水', '&facets=tags&filter[name]=bread')).toEqual({
    tags: [
      { value: 'x', count: 1 },
      { value: 'y', count: 1 },
    ],
  })
  expect(await facets('どこにもない', '&facets=tags')).toEqual({ tags: [] })
  expect(wrongs(await ask('水', '&facets=inside'))).toEqual([['/facets', 'path_unknown']])
  expect(wrongs(await ask('水', '&facets=tags', 'few'))).toEqual([['/facets', 'filter_not_allowed']])
})

test('one search over several types tells of each hit what it is, its title and where the words stand', async () => {
  const { body } = await ask('料理', '', 'all')
  expect(body.data).toMatchObject([{ type: 'shelf', title: '料理の棚' }])
  const both = (await ask('棚', '', 'all')).body
  expect(both.data.map((one: any) => one.type)).toEqual(['shelf'])
  await content.create('book', { name: 'more', title: { ja: '棚を作る' } }, { publish: true })
  await dozo.settled()
  const more = (await ask('棚', '&page[size]=5', 'all')).body
  expect(more.data.map((one: any) => one.type).toSorted()).toEqual(['book', 'shelf'])
  expect(more.meta.hits[0].marks.length).toBeGreaterThan(0)
  expect(wrongs(await ask('棚', '&filter[name]=x', 'all'))).toEqual([['/filter', 'parameter_unknown']])
  const endpoint = (body: object) => owner(`${at}/apis/out/endpoints`, { method: 'POST', body })
  const wrong = async (body: object) =>
    wrongs(await endpoint({ path: '/x', operation: 'search.all', ...body }))
  expect(await wrong({})).toEqual([['/types', 'required']])
  expect(await wrong({ types: ['book', 'nothing'], fields: ['title'] })).toEqual([
    ['/types/1', 'type_unknown'],
    ['/fields', 'not_for_all'],
  ])
  expect(wrongs(await endpoint({ path: '/x', operation: 'search', type: 'book', types: ['book'] }))).toEqual([
    ['/types', 'only_for_all'],
  ])
})

test('over several types a caller who may read some fields is told of those, and of nothing else', async () => {
  const grants = [{ permission: 'console.enter' }, { permission: 'entries.read', fields: ['title', 'name'] }]
  await owner(`${at}/groups`, { method: 'POST', body: { key: 'part', name: words('part'), grants } })
  await owner(`${at}/apis`, { method: 'POST', body: { key: 'club', name: 'c', security: 'member' } })
  for (const body of [
    { path: '/login', operation: 'sessions.login' },
    { path: '/all', operation: 'search.all', types: ['book', 'shelf'], rights: 'caller' },
  ])
    succeeded(await owner(`${at}/apis/club/endpoints`, { method: 'POST', body }))
  const { email } = await dozo.member('part', ['part'])
  const login = await dozo.site('/api/club/login', { method: 'POST', body: { email, password } })
  const all = (q: string) =>
    dozo.site(`/api/club/all?q=${encodeURIComponent(q)}`, {
      headers: { authorization: `Bearer ${succeeded(login).token}` },
    })
  const hit = await all('パン')
  expect([hit.status, hit.body.data?.[0]?.title]).toEqual([200, 'パンを焼く'])
  expect(hit.text).not.toContain('小麦粉')
  expect(succeeded(await all('小麦粉'))).toEqual([])
})

test('a hit deep in a long text is shown, and a snippet costs no more than reading the text', () => {
  const long = `${'日本語の長い文章。'.repeat(90_000)}宝物`
  const fastestMs = (work: () => unknown) => {
    const tries = [1, 2, 3].map(() => {
      const started = performance.now()
      work()
      return performance.now() - started
    })
    return Math.min(...tries)
  }
  const treasure = () => highlight(long, [{ form: '宝物', start: false }])
  const { text, marks } = treasure()
  expect(text.slice(...marks[0]!)).toBe('宝物')
  expect(fastestMs(treasure)).toBeLessThan(10 * fastestMs(() => searchForm(long)))
})
