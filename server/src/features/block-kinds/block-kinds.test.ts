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
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/main/block-kinds'
let owner: Ask
let content: Content

const kind = (key: string, fields: object[]) => ({ key, name: words(key), fields })
const use = (key: string) => ({ use: key })
const quote = kind('quote', [field('text', 'text'), field('text', 'who')])
const page = (key: string, kinds: object[]) =>
  definition(key, [field('text', 'title'), field('blocks', 'body', { kinds, searchable: { weight: 'B' } })])
const make = (body: object) => owner(at, { method: 'POST', body })
const put = (body: { key: string }, query = '', ifMatch: number | '*' = '*') =>
  owner(`${at}/${body.key}${query}`, { method: 'PUT', ifMatch, body })
const planOf = async (body: { key: string }) =>
  succeeded(await owner(`${at}/${body.key}/plan`, { method: 'POST', body }))
const remove = (key: string) => owner(`${at}/${key}`, { method: 'DELETE', ifMatch: '*' })
const tryDefine = (body: object) => owner(`${content.at}/content-types`, { method: 'POST', body })
const typeOf = async (key: string) => succeeded(await owner(`${content.at}/content-types/${key}`))
const block = (values: object, of = 'quote', id = 'a') => ({ id, kind: of, values })

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  succeeded(await make(quote))
  await content.define(page('news', [use('quote'), kind('own', [field('text', 'text')])]))
  await content.define(page('story', [use('quote')]))
})

test('a definition that uses a shared block is given back as it was written, with what it uses beside it', async () => {
  const news = await typeOf('news')
  expect(news.fields).toEqual(page('news', [use('quote'), kind('own', [field('text', 'text')])]).fields)
  expect(news.usedKinds).toEqual([quote])
  const { id: _id, entries: _entries, overflow: _overflow, usedKinds: _used, etag, ...written } = news
  const at = `${content.at}/content-types/news`
  expect(succeeded(await owner(`${at}/plan`, { method: 'POST', body: written }))).toEqual([])
  const again = succeeded(await owner(at, { method: 'PUT', ifMatch: etag, body: written }))
  expect(again.fields).toEqual(news.fields)
  expect(succeeded(await owner(at.replace('content-types/news', 'block-kinds/quote')))).toEqual({
    ...quote,
    types: ['news', 'story'],
    kinds: [],
    etag: 1,
  })
})

test('blocks of a shared kind are checked, found and delivered as those of a kind of the field’s own', async () => {
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = { path: '/news', operation: 'entries.list', type: 'news', cacheSeconds: 60 }
  succeeded(await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint }))
  const wrong = await content.tryCreate('news', { body: [block({ text: 1 })] })
  expect(wrongs(wrong)).toEqual([['/values/body/0/values/text', 'wrong_type']])
  const made = await content.create('news', { body: [block({ text: '風呂敷' })] }, { publish: true })
  await dozo.settled()
  const found = succeeded(await owner(`${content.at}/search?q=${encodeURIComponent('風呂敷')}`))
  expect(found.map((hit: { entry: { id: string } }) => hit.entry.id)).toEqual([made.id])
  const read = async () => (await dozo.site('/api/out/news?locale=ja')).body.data[0].body
  expect(await read()).toEqual([block({ text: '風呂敷' })])
  const document = await dozo.site('/api/out/openapi.json')
  expect(document.text).toContain('"quote"')
  await content.remove(made.id)
})

test('a change is planned over every type that uses the block, refused while it would lose values, and made in all of them at once', async () => {
  const [one, other] = [
    await content.create('news', { body: [block({ text: '言葉', who: '人' })] }, { publish: true }),
    await content.create('story', { body: [block({ text: 'b', who: 'c' })] }),
  ]
  const shorter = kind('quote', [field('text', 'text')])
  const etags = async () => [(await typeOf('news')).etag, (await typeOf('story')).etag]
  const before = await etags()
  const steps = await planOf(shorter)
  expect(steps.map((step: any) => [step.type, step.path, step.code, step.destructive])).toEqual([
    ['news', 'body.quote.who', 'field_removed', true],
    ['story', 'body.quote.who', 'field_removed', true],
  ])
  const refused = await put(shorter)
  expect([refused.status, refused.body.code]).toEqual([409, 'change_destructive'])
  expect(refused.body.steps).toEqual(steps)
  expect((await content.get(one.id)).values.body[0].values).toEqual({ text: '言葉', who: '人' })
  expect(await etags()).toEqual(before)

  succeeded(await put(shorter, '?destructive=true'))
  await dozo.settled()
  expect((await content.get(one.id)).values.body).toEqual([block({ text: '言葉' })])
  expect((await content.get(other.id)).values.body).toEqual([block({ text: 'b' })])
  expect(await etags()).toEqual(before.map((etag) => etag + 1))
  const read = (await dozo.site('/api/out/news?locale=ja')).body.data[0].body
  expect(read).toEqual([block({ text: '言葉' })])
  succeeded(await put(quote))
  expect(wrongs(await content.patch(one.id, { body: [block({ who: '人' })] }))).toEqual([])
})

test('a change that loses nothing is made at once, and old versions are told', async () => {
  const { etag } = succeeded(await owner(`${at}/quote`))
  const longer = kind('quote', [...quote.fields, field('text', 'year')])
  expect((await put(longer, '', etag - 1)).status).toBe(412)
  expect((await owner(`${at}/quote`, { method: 'PUT', body: longer })).status).toBe(428)
  expect(succeeded(await put(longer, '', etag)).etag).toBe(etag + 1)
  expect((await typeOf('story')).usedKinds).toEqual([longer])
  expect(wrongs(await content.tryCreate('story', { body: [block({ year: '2026' })] }))).toEqual([])
  expect((await put({ ...quote, key: 'quote' })).status).toBe(409)
  expect((await put(quote, '?destructive=true')).status).toBe(200)
})

test('an unknown shared block is refused at its place, in a type and in another shared block', async () => {
  expect(wrongs(await tryDefine(page('lost', [use('quote'), use('nothing')])))).toEqual([
    ['/fields/1/kinds/1/use', 'block_kind_unknown'],
  ])
  const deep = kind('deep', [field('blocks', 'parts', { kinds: [use('nothing')] })])
  expect(wrongs(await make(deep))).toEqual([['/fields/0/kinds/0/use', 'block_kind_unknown']])
  expect(wrongs(await tryDefine(page('twice', [kind('quote', [field('text', 'a')]), use('quote')])))).toEqual(
    [['/fields/1/kinds/1/use', 'key_twice']],
  )
  expect(wrongs(await tryDefine(page('both', [{ ...quote, use: 'quote' }])))).toMatchObject([
    ['/fields/1/kinds/0', expect.any(String)],
  ])
})

test('a shared block within another is changed with it, and neither may come to hold itself', async () => {
  const holder = (kinds: object[]) => kind('holder', [field('blocks', 'parts', { kinds })])
  succeeded(await make(holder([use('quote')])))
  await content.define(page('deep', [use('holder')]))
  expect((await typeOf('deep')).usedKinds.map((one: { key: string }) => one.key)).toEqual(['holder', 'quote'])
  const inner = block({ parts: [block({ text: 'x', nothing: 1 })] }, 'holder')
  expect(wrongs(await content.tryCreate('deep', { body: [inner] }))).toEqual([
    ['/values/body/0/values/parts/0/values/nothing', 'unknown_field'],
  ])
  const round = kind('quote', [field('blocks', 'parts', { kinds: [use('holder')] })])
  const refused = await put(round, '?destructive=true')
  expect(wrongs(refused)).toEqual([['/fields', 'block_kind_cycle']])
  expect(refused.text).toContain('quote → holder → quote')
  expect(wrongs(await make(kind('self', [field('blocks', 'b', { kinds: [use('self')] })])))).toEqual([
    ['/fields', 'block_kind_cycle'],
  ])
})

test('a block that is used cannot be deleted, and who uses it is named', async () => {
  const used = await remove('quote')
  expect([used.status, used.body.code]).toEqual([409, 'block_kind_in_use'])
  expect(used.body.types).toEqual(['news', 'story', 'deep'])
  expect(used.text).toContain('news, story, deep')
  succeeded(await make(kind('inner', [field('text', 'a')])))
  succeeded(await make(kind('outer', [field('blocks', 'b', { kinds: [use('inner')] })])))
  expect((await remove('inner')).body.code).toBe('block_kind_in_kinds')
  expect((await remove('outer')).status).toBeLessThan(300)
  expect((await remove('inner')).status).toBeLessThan(300)
  expect((await owner(`${at}/inner`)).status).toBe(404)
})

test('a change that a type could not hold is refused and names the type', async () => {
  const away = kind('quote', [field('relation', 'to', { to: ['nowhere'] })])
  const refused = await put(away, '?destructive=true')
  expect([refused.status, refused.body.code]).toEqual([409, 'block_kind_breaks'])
  expect(refused.text).toContain('news, story, deep')
})

test('a type that is made while its shared block goes has it, or is refused: never one without the other', async () => {
  for (let i = 0; i < 8; i++) {
    succeeded(await make(kind('brief', [field('text', 'a')])))
    const [made, gone] = await Promise.all([tryDefine(page(`brief${i}`, [use('brief')])), remove('brief')])
    expect([made.status < 300, gone.status < 300].filter(Boolean)).toHaveLength(1)
    if (made.status < 300)
      await owner(`${content.at}/content-types/brief${i}`, { method: 'DELETE', ifMatch: '*' })
    if (gone.status >= 300) expect((await remove('brief')).status).toBeLessThan(300)
  }
})

test('a shared block that is made while one that it uses goes has it, or is refused', async () => {
  for (let i = 0; i < 12; i++) {
    succeeded(await make(kind('core', [field('text', 'a')])))
    const shell = kind('shell', [field('blocks', 'b', { kinds: [use('core')] })])
    const [made, gone] = await Promise.all([make(shell), remove('core')])
    expect([made.status < 300, gone.status < 300].filter(Boolean)).toHaveLength(1)
    if (made.status < 300) expect((await remove('shell')).status).toBeLessThan(300)
    if (gone.status >= 300) expect((await remove('core')).status).toBeLessThan(300)
  }
})

test('whatever is sent, it is refused in words', async () => {
  const bad: unknown[] = [
    null,
    [],
    { ...quote, key: '__proto__' },
    { ...quote, key: 'x', fields: [] },
    { ...quote, key: 'x', fields: [null] },
    { ...quote, key: 'x', more: 1 },
    kind('x', [field('blocks', 'b', { kinds: [{ use: 7 }] })]),
    kind('x', [field('blocks', 'b', { kinds: [{ use: 'constructor' }] })]),
    kind('x', [field('blocks', 'b', { kinds: [null] })]),
    kind('x', [field('group', 'g', { fields: [field('blocks', 'b', { kinds: [{ use: {} }] })] })]),
    kind('x', [field('group', 'g', { fields: [{ kinds: { length: 1 } }, 3] })]),
    kind('x', [field('blocks', 'b', { kinds: [{ ...quote, use: 'quote' }] })]),
    kind('x', [field('text', 't', { unknown: true })]),
  ]
  for (const body of bad) {
    const answer = await owner(at, { method: 'POST', body: body as object })
    expect([answer.status >= 400 && answer.status < 500, JSON.stringify(body)]).toEqual([
      true,
      JSON.stringify(body),
    ])
  }
  let fields: object[] = [field('text', 't')]
  for (let i = 0; i < 20; i++) fields = [{ key: 'g', type: 'group', name: words('g'), fields }]
  expect((await make(kind('x', fields))).status).toBe(422)
  expect((await tryDefine(definition('x', fields))).status).toBe(422)
})

test('kinds that hold one another many times do not grow without end: the type that would is refused', async () => {
  const names = ['w0', 'w1', 'w2', 'w3']
  const many = (of: object[]) => Array.from({ length: 30 }, (_, i) => field('blocks', `b${i}`, { kinds: of }))
  succeeded(await make(kind('w0', many([kind('leaf', [field('text', 't')])]))))
  for (const [i, name] of names.entries()) {
    if (i === 0) continue
    const answer = await make(kind(name, many([use(names[i - 1]!)])))
    if (answer.status < 300) continue
    expect(wrongs(answer).map(([, code]) => code)).toContain('too_many_fields')
    break
  }
  for (const name of names.toReversed()) await remove(name)
})

test('who may not write content types may not write shared blocks, and another site sees none of them', async () => {
  const viewer = await dozo.member('viewer', ['viewer'])
  expect((await viewer(at, { method: 'POST', body: quote })).status).toBe(403)
  expect((await viewer(`${at}/quote`, { method: 'DELETE', ifMatch: '*' })).status).toBe(403)
  succeeded(
    await owner('/manage/v1/instance/sites', {
      method: 'POST',
      body: { key: 'other', name: 'o', locales: ['ja'], defaultLocale: 'ja' },
    }),
  )
  const theirs = at.replace('main', 'other')
  expect(succeeded(await owner(theirs))).toEqual([])
  expect((await owner(`${theirs}/quote`)).status).toBe(404)
  const there = contentOf(owner, 'other')
  const refused = await owner(`${there.at}/content-types`, {
    method: 'POST',
    body: page('p', [use('quote')]),
  })
  expect(wrongs(refused)).toEqual([['/fields/1/kinds/0/use', 'block_kind_unknown']])
})

test('who made, changed and deleted a shared block is in the audit log', async () => {
  const log = succeeded(await owner('/manage/v1/sites/main/audit?size=100'))
  const types = new Set(log.map((one: { action: string }) => one.action))
  for (const type of ['block_kind.created', 'block_kind.updated', 'block_kind.deleted'])
    expect(types).toContain(type)
})

test('a kind that only other kinds use is not made deeper than those can hold', async () => {
  const deep = (levels: number): object[] =>
    levels === 0 ? [field('text', 'text')] : [field('group', 'within', { fields: deep(levels - 1) })]
  let levels = 0
  while ((await make(kind(`deep${levels + 1}`, deep(levels + 1)))).status === 201) levels++
  succeeded(await make(kind('core', deep(0))))
  succeeded(await make(kind('shell', [field('blocks', 'cores', { kinds: [use('core')] })])))
  const refused = await put(kind('core', deep(levels)))
  expect([refused.status, refused.body.code]).toEqual([409, 'block_kind_breaks_kinds'])
  expect(refused.body.detail ?? refused.body.title).toContain('shell')
})
