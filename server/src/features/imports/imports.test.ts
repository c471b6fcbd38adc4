import { beforeAll, expect, test } from 'vitest'
import {
  contentOf,
  definition,
  field,
  paragraph,
  words,
  wrongs,
  type Content,
} from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { imported, sendImport } from '../../../test/imported.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(
    definition('section', [field('text', 'name'), field('slug', 'slug')], {
      titleField: 'name',
      keyField: 'slug',
    }),
  )
  await content.define(
    definition(
      'article',
      [
        field('slug', 'slug', { unique: true }),
        field('text', 'title', { localized: true, required: true }),
        field('number', 'price', { min: 0 }),
        field('rich_text', 'body', { localized: true }),
        field('relation', 'section', { to: ['section'] }),
        field('multi_select', 'marks', {
          options: ['a', 'b'].map((value) => ({ value, name: words(value) })),
        }),
      ],
      { keyField: 'slug' },
    ),
  )
})

const bySlug = async (slug: string) => (await content.list(`type=article&filter[key][eq]=${slug}`))[0]
const total = async () =>
  (await owner(`${content.at}/entries?type=article&count=exact&page[size]=1`)).body.meta.count

test('lines become entries: by their own names, or through a mapping with languages', async () => {
  const plain = await imported(owner, 'article', [
    { slug: 'a1', title: '一', price: 1, body: paragraph('本文'), marks: ['a'] },
    { slug: 'a2', title: { ja: '二', en: 'two' } },
  ])
  expect(plain).toMatchObject({ status: 'done', total: 2, done: 2, created: 2, failed: 0, refused: [] })
  expect((await bySlug('a1')).values).toEqual({
    slug: 'a1',
    title: { ja: '一' },
    price: 1,
    body: { ja: paragraph('本文') },
    marks: ['a'],
  })
  const mapping = { slug: 'code', 'title.ja': '題', 'title.en': 'headline', price: 'yen' }
  const mapped = await imported(
    owner,
    'article',
    [{ code: 'a3', 題: '三', headline: 'three', yen: 3, extra: 1 }],
    {
      mapping,
      key: 'code',
    },
  )
  expect(mapped).toMatchObject({ created: 1, failed: 0 })
  expect((await bySlug('a3')).values).toEqual({ slug: 'a3', title: { ja: '三', en: 'three' }, price: 3 })
  await imported(owner, 'article', [{ slug: 'a1', title: 'one' }], { locale: 'en' })
  expect((await bySlug('a1')).values.title).toEqual({ ja: '一', en: 'one' })
})

test('options that name what is not there are refused before anything is read', async () => {
  const send = async (options: object, type = 'article') => {
    const answer = await sendImport(owner, type, [{ slug: 'x' }], options as Record<string, unknown>)
    return [answer.status, ...wrongs(answer)]
  }
  expect(await send({ mapping: { nothing: 'x' } })).toEqual([422, ['/mapping/nothing', 'unknown_field']])
  expect(await send({ mapping: { 'title.fr': 'x' } })).toEqual([422, ['/mapping/title.fr', 'locale_unknown']])
  expect(await send({ mapping: { 'price.ja': 'x' } })).toEqual([422, ['/mapping/price.ja', 'locale_unknown']])
  expect(await send({ mapping: '{' })).toEqual([422, ['/mapping', 'json_broken']])
  expect(await send({ locale: 'fr' })).toEqual([422, ['/locale', 'locale_unknown']])
  expect(await send({ mode: 'replace' })).toEqual([400, ['/mode', 'not_allowed_value']])
  expect(await send({}, 'nothing')).toEqual([404])
  for (const empty of ['', '\n \n\r\n'])
    expect((await sendImport(owner, 'article', empty)).body.code).toBe('import_empty')
  const json = { method: 'POST', body: { slug: 'x' } }
  expect((await owner(`${content.at}/imports?type=article`, json)).status).toBe(415)
})

test('a dry run tells everything and writes nothing', async () => {
  const before = await total()
  const lines = [
    { slug: 'dry', title: '試' },
    { slug: 'a1', price: 99 },
    { slug: 'bad', price: -1 },
    { slug: 'rel', title: '関', section: 'not-there' },
  ]
  const run = await imported(owner, 'article', lines, { dryRun: true, createMissing: true, publish: true })
  expect(run).toMatchObject({ status: 'done', dryRun: true, done: 4, created: 2, updated: 1, failed: 1 })
  expect(run.refused).toEqual([[3, ['/values/price', 'too_small']]])
  expect([await total(), await content.list('type=section')]).toEqual([before, []])
  expect((await bySlug('a1')).values.price).toBe(1)
})

test('run twice it changes nothing twice: no version, no event', async () => {
  const lines = [{ slug: 'twice', title: '二度', price: 2 }]
  await imported(owner, 'article', lines, { publish: true })
  const once = await bySlug('twice')
  const again = await imported(owner, 'article', lines, { publish: true })
  expect(again).toMatchObject({ created: 0, updated: 0, skipped: 1 })
  expect(await bySlug('twice')).toEqual(once)
})

test('keys match what is there: create, update or both, and a key stands once in a file', async () => {
  const lines = [
    { slug: 'twice', title: 'x' },
    { slug: 'fresh', title: '新' },
    { slug: 'fresh', title: 'again' },
  ]
  expect((await imported(owner, 'article', lines, { mode: 'create', dryRun: true })).refused).toEqual([
    [1, ['/key', 'import_exists']],
    [3, ['/key', 'import_twice']],
  ])
  expect(
    (await imported(owner, 'article', [...lines, { title: 'x' }], { mode: 'update', dryRun: true })).refused,
  ).toEqual([
    [2, ['/key', 'import_unknown']],
    [3, ['/key', 'import_twice']],
    [4, ['/key', 'import_key_missing']],
  ])
})

test('every refused line has its number, place and reason in a file, in the language asked for; the others go in', async () => {
  const lines = [
    { slug: 'e1', title: '良' },
    { slug: 'e2', price: 'x', nothing: 1 },
    { slug: 'あ' },
    { slug: 'e4', marks: ['c'] },
    { slug: 'e5', section: '0197f3a0-0000-7000-8000-000000000001' },
    { slug: 'e6', section: 'nowhere' },
    { slug: 'e7', title: { fr: 'x' } },
    { slug: 'x'.repeat(201) },
    { slug: 'a\u0000b' },
    { slug: 'e10', title: '良' },
  ]
  const run = await imported(owner, 'article', lines)
  expect(run).toMatchObject({ status: 'done', done: 10, created: 2, failed: 8 })
  expect(run.refused).toEqual([
    [2, ['/values/price', 'wrong_type']],
    [3, ['/values/slug', 'format_slug']],
    [4, ['/values/marks/0', 'not_an_option']],
    [5, ['/values/section', 'entry_missing']],
    [6, ['/values/section', 'not_an_id']],
    [7, ['/values/title/fr', 'locale_unknown']],
    [8, ['/key', 'too_long']],
    [9, ['/key', 'control_characters']],
  ])
  for (const [language, word] of [
    ['ja', '形で入れて'],
    ['en', 'This must look like'],
  ] as const) {
    const answer = await owner(`${content.at}/imports/${run.id}/errors`, {
      headers: { 'accept-language': language },
    })
    expect(answer.headers['content-disposition']).toContain('attachment')
    expect(JSON.parse(answer.text.split('\n')[0]!).errors[0].message).toContain(word)
  }
})

test('a value that must be unique is refused on its line only, whether it was there before or comes in the same file', async () => {
  await content.define(definition('coded', [field('text', 'code', { unique: true })]))
  await content.create('coded', { code: 'old' }, { key: 'k0' })
  const lines = ['old', 'new', 'NEW', 'other'].map((code, i) => ({ key: `k${i + 1}`, code }))
  const run = await imported(owner, 'coded', lines)
  expect([run.created, run.refused]).toEqual([
    2,
    [
      [1, ['/values/code', 'value_taken']],
      [3, ['/values/code', 'value_taken']],
    ],
  ])
})

test('relations by key: found, made when asked to, refused on their line when they cannot be made', async () => {
  const lines = [
    { slug: 'r1', title: '一', section: 'new-one' },
    { slug: 'r2', title: '二', section: 'new-one' },
    { slug: 'r3', title: '三', section: 'まずい 鍵' },
    { slug: 'r4', title: '四', section: null },
  ]
  const run = await imported(owner, 'article', lines, { createMissing: true })
  expect([run.status, run.created, run.refused]).toEqual(['done', 3, [[3, ['/values/section', 'not_an_id']]]])
  const sections = await content.list('type=section')
  expect(sections.map(({ values }) => values)).toEqual([{ name: 'new-one', slug: 'new-one' }])
  expect((await bySlug('r2')).values.section).toBe(sections[0].id)
})

test('a single takes one line', async () => {
  await content.define(definition('about', [field('text', 'name')], { kind: 'single' }))
  const run = await imported(owner, 'about', [
    { key: 'a', name: '一' },
    { key: 'b', name: '二' },
  ])
  expect([run.created, run.refused]).toEqual([1, [[2, ['', 'single_exists']]]])
  expect((await imported(owner, 'about', [{ key: 'a', name: '直' }])).updated).toBe(1)
})
