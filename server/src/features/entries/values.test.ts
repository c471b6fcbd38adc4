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

const dozo = useDozo()
let owner: Ask
let content: Content
let other: string

const options = ['red', 'blue'].map((value) => ({ value, name: words(value) }))
const inner = [field('text', 'label', { required: true }), field('number', 'count')]

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(definition('tag', [field('text', 'name')]))
  await content.define(
    definition('all', [
      field('text', 'text'),
      field('text', 'email', { format: 'email' }),
      field('text', 'tel', { format: 'tel' }),
      field('text', 'url', { format: 'url' }),
      field('text', 'postal', { format: 'postal_code' }),
      field('text', 'code', { pattern: '^[A-Z]{3}$', minLength: 3, maxLength: 3 }),
      field('textarea', 'area', { maxLength: 20 }),
      field('markdown', 'markdown'),
      field('rich_text', 'rich'),
      field('html', 'html'),
      field('number', 'amount', { integer: true, min: 0, max: 10 }),
      field('counter', 'counter'),
      field('boolean', 'boolean'),
      field('date', 'date'),
      field('date_time', 'moment'),
      field('time', 'time', { filterable: true }),
      field('select', 'select', { options }),
      field('multi_select', 'multi', { options, max: 2 }),
      field('slug', 'slug'),
      field('link', 'link'),
      field('color', 'color', { filterable: true }),
      field('location', 'location'),
      field('table', 'table', { max: 3 }),
      field('json', 'json'),
      field('relation', 'one', { to: ['tag'] }),
      field('relation', 'many', { to: ['tag'], many: true, max: 2 }),
      field('group', 'group', { fields: inner }),
      field('repeat', 'repeat', { fields: inner, max: 2 }),
      field('blocks', 'blocks', { kinds: [{ key: 'note', name: words('note'), fields: inner }], max: 2 }),
    ]),
  )
  other = (await content.create('tag', { name: '札' })).id
})

test('a value of every type comes back as it is kept, and is delivered so', async () => {
  const sent = {
    text: ' 表題 ',
    email: 'a@example.jp',
    tel: '０３（1234）5678',
    url: 'https://example.jp/a?b=c',
    postal: '〒100 0001',
    code: 'ABC',
    area: 'a\r\nb',
    markdown: '# 見出し',
    rich: paragraph('本文'),
    html: '<p>段落</p>',
    amount: 7,
    counter: 3,
    boolean: false,
    date: '2026-02-28',
    moment: '2026-11-24T09:00:00+09:00',
    time: '９:05:00',
    select: 'red',
    multi: ['blue', 'red', 'blue'],
    slug: 'a-b/c',
    color: '#36C',
    link: { target: '_blank', url: 'https://example.jp/a ', text: '案内' },
    location: { lng: 139.767125, lat: 35.681236, address: '東京駅' },
    table: {
      header: true,
      rows: [
        ['曜日', '時間'],
        ['月', '9:00'],
      ],
    },
    json: { deep: [1, null, 'x'] },
    one: other,
    many: [other],
    group: { label: 'g', count: 1 },
    repeat: [{ label: 'r' }, { label: 's', count: 0 }],
  }
  const kept = {
    ...sent,
    text: '表題',
    tel: '03-1234-5678',
    postal: '100-0001',
    area: 'a\nb',
    moment: '2026-11-24T00:00:00.000Z',
    time: '09:05',
    color: '#3366cc',
    link: { url: 'https://example.jp/a', text: '案内', target: '_blank' },
    multi: ['blue', 'red'],
  }
  const made = await content.create('all', sent, { publish: true })
  expect(made.values).toEqual(kept)
  expect((await content.get(made.id)).live).toEqual(kept)
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = { path: '/all', operation: 'entries.list', type: 'all' }
  await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
  await content.publish(other)
  const [delivered] = (await dozo.site('/api/out/all')).body.data
  const { rich, ...flat } = kept
  expect(delivered).toMatchObject(flat)
  expect(delivered.rich).toEqual({ json: rich, html: '<p>本文</p>', markdown: '本文' })
})

test.each([
  [{ text: 'a\nb' }, '/values/text', 'control_characters'],
  [{ text: 7 }, '/values/text', 'wrong_type'],
  [{ email: 'nobody' }, '/values/email', 'format_email'],
  [{ tel: 'abc' }, '/values/tel', 'format_tel'],
  [{ url: 'javascript:alert(1)' }, '/values/url', 'format_url'],
  [{ postal: '1-2' }, '/values/postal', 'format_postal_code'],
  [{ code: 'abc' }, '/values/code', 'pattern_mismatch'],
  [{ code: 'ABCD' }, '/values/code', 'too_long'],
  [{ code: 'AB' }, '/values/code', 'too_short'],
  [{ area: 'x'.repeat(21) }, '/values/area', 'too_long'],
  [{ rich: { type: 'doc', content: [{ type: 'script' }] } }, '/values/rich/content/0/type', 'rich_text_node'],
  [{ html: { __html: 'x' } }, '/values/html', 'wrong_type'],
  [{ html: '<p>\u0000' }, '/values/html', 'control_characters'],
  [{ amount: 1.5 }, '/values/amount', 'not_integer'],
  [{ amount: -1 }, '/values/amount', 'too_small'],
  [{ amount: 11 }, '/values/amount', 'too_large'],
  [{ amount: '7' }, '/values/amount', 'wrong_type'],
  [{ counter: 1.5 }, '/values/counter', 'not_integer'],
  [{ counter: { $inc: 1 } }, '/values/counter', 'not_integer'],
  [{ boolean: 'true' }, '/values/boolean', 'wrong_type'],
  [{ date: '2026-02-29' }, '/values/date', 'format_date'],
  [{ moment: '2026-11-24T09:00:00' }, '/values/moment', 'format_date_time'],
  [{ time: '25:00' }, '/values/time', 'format_time'],
  [{ select: 'green' }, '/values/select', 'not_an_option'],
  [{ multi: ['red', 'green'] }, '/values/multi/1', 'not_an_option'],
  [{ slug: 'a b' }, '/values/slug', 'format_slug'],
  [{ color: '#12' }, '/values/color', 'format_color'],
  [{ color: 'red\u0000' }, '/values/color', 'format_color'],
  [{ color: ['#fff'] }, '/values/color', 'format_color'],
  [{ time: { hours: 9 } }, '/values/time', 'format_time'],
  [{ link: 'https://example.jp' }, '/values/link', 'wrong_type'],
  [{ link: { text: 'x' } }, '/values/link/url', 'required'],
  [{ link: { url: 'javascript:alert(1)' } }, '/values/link/url', 'unsafe_link'],
  [{ link: { url: { href: '/a' } } }, '/values/link/url', 'unsafe_link'],
  [{ link: { url: '/a', text: 'x\u0000' } }, '/values/link/text', 'control_characters'],
  [{ link: { url: '/a', target: 'x' } }, '/values/link/target', 'not_an_option'],
  [{ link: { url: '/a', rel: 'x' } }, '/values/link/rel', 'unknown_field'],
  [{ location: '35,139' }, '/values/location', 'wrong_type'],
  [{ location: { lat: 91, lng: 0 } }, '/values/location/lat', 'too_large'],
  [{ location: { lat: 0, lng: -181 } }, '/values/location/lng', 'too_small'],
  [{ location: { lat: '0', lng: {} } }, '/values/location/lng', 'wrong_type'],
  [{ location: { lng: 0 } }, '/values/location/lat', 'required'],
  [{ location: { lat: 0, lng: 0, address: '\u0007' } }, '/values/location/address', 'control_characters'],
  [{ location: { lat: 0, lng: 0, map: 1 } }, '/values/location/map', 'unknown_field'],
  [{ table: [['a']] }, '/values/table', 'wrong_type'],
  [{ table: { rows: [] } }, '/values/table/rows', 'too_few_items'],
  [{ table: { rows: [['a'], ['a', 'b']] } }, '/values/table/rows/1', 'table_ragged'],
  [{ table: { rows: [['a', { b: 1 }]] } }, '/values/table/rows/0/1', 'wrong_type'],
  [{ table: { rows: [['\u0007']] } }, '/values/table/rows/0/0', 'control_characters'],
  [{ table: { rows: [['a'], ['a'], ['a'], ['a']] } }, '/values/table/rows', 'too_many_items'],
  [{ table: { header: 1, rows: [['a']] } }, '/values/table/header', 'wrong_type'],
  [{ table: { rows: [['a']], style: 'x' } }, '/values/table/style', 'unknown_field'],
  [{ one: 'x' }, '/values/one', 'not_an_id'],
  [{ one: '0197f3a0-0000-7000-8000-000000000001' }, '/values/one', 'entry_missing'],
  [{ many: ['0197f3a0-0000-7000-8000-000000000001'] }, '/values/many/0', 'entry_missing'],
  [{ group: { label: 'a', other: 1 } }, '/values/group/other', 'unknown_field'],
  [{ group: { label: 'a', count: 'x' } }, '/values/group/count', 'wrong_type'],
  [{ repeat: [{ label: 'a' }, { label: 5 }] }, '/values/repeat/1/label', 'wrong_type'],
  [{ repeat: [{}, {}, {}] }, '/values/repeat', 'too_many_items'],
  [{ blocks: { kind: 'note' } }, '/values/blocks', 'wrong_type'],
  [{ blocks: ['note'] }, '/values/blocks/0', 'wrong_type'],
  [{ blocks: [{ kind: 'x' }] }, '/values/blocks/0/kind', 'not_an_option'],
  [{ blocks: [{ kind: { eq: 'note' } }] }, '/values/blocks/0/kind', 'not_an_option'],
  [{ blocks: [{ kind: 'note', values: { count: 'x' } }] }, '/values/blocks/0/values/count', 'wrong_type'],
  [{ blocks: [{ kind: 'note', values: { x: 1 } }] }, '/values/blocks/0/values/x', 'unknown_field'],
  [{ blocks: [{ kind: 'note', values: ['x'] }] }, '/values/blocks/0/values', 'wrong_type'],
  [{ blocks: [{ kind: 'note', label: 'x' }] }, '/values/blocks/0/label', 'unknown_field'],
  [{ blocks: [{ id: '../x', kind: 'note' }] }, '/values/blocks/0/id', 'block_id'],
  [{ blocks: [{ kind: 'note' }, { kind: 'note' }, { kind: 'note' }] }, '/values/blocks', 'too_many_items'],
  [{ nothing: 1 }, '/values/nothing', 'unknown_field'],
])('a wrong value is named: %j', async (values, path, code) => {
  const answer = await content.tryCreate('all', values)
  expect([answer.status, answer.body.code]).toEqual([422, 'invalid'])
  expect(wrongs(answer)).toContainEqual([path, code])
  const ja = await owner(`${content.at}/entries`, {
    method: 'POST',
    body: { type: 'all', values },
    headers: { 'accept-language': 'ja' },
  })
  expect(ja.body.errors[0].message).toMatch(/[ぁ-ん:]/)
})

test('times are filtered and sorted as times, however they are written', async () => {
  for (const time of ['9:30', '18:00:30', '09:30:01']) await content.create('all', { time, text: 'hours' })
  const found = async (query: string) =>
    (await content.list(`type=all&filter[time][gt]=9:05:00&${query}`)).map((one) => one.values['time'])
  expect(await found('sort=time')).toEqual(['09:30', '09:30:01', '18:00:30'])
  expect(await found('filter[time][lte]=９:30:00')).toEqual(['09:30'])
})

test('a colour is found in every way it is written', async () => {
  const made = await content.create('all', { color: '#ABCDEFFF' })
  const found = await content.list(`type=all&filter[color][eq]=${encodeURIComponent('#AbCdEf')}`)
  expect(found.map((one) => one.id)).toEqual([made.id])
})

test('a relation points to entries of the types it names only', async () => {
  const stranger = await content.create('all', { text: 'x' })
  const answer = await content.tryCreate('all', { one: stranger.id })
  expect(wrongs(answer)).toEqual([['/values/one', 'entry_of_other_type']])
  expect(answer.body.errors[0].params).toEqual({ allowed: 'tag' })
})

test('what is empty is not kept: empty text, null, empty lists; a change takes a value away with null', async () => {
  const made = await content.create('all', { text: '', area: null, multi: [], amount: 0, boolean: false })
  expect(made.values).toEqual({ amount: 0, boolean: false, counter: 0 })
  const after = await content.patch(made.id, { amount: null, text: 'x' })
  expect(after.body.data.values).toEqual({ boolean: false, counter: 0, text: 'x' })
})

test('a default stands in for what was not sent, and never for what was emptied', async () => {
  await content.define(
    definition('form', [
      field('text', 'state', { default: 'new' }),
      field('text', 'title', { localized: true, default: '無題' }),
      field('boolean', 'shown', { default: true }),
    ]),
  )
  const made = await content.create('form', {})
  expect(made.values).toEqual({ state: 'new', title: { ja: '無題' }, shown: true })
  expect((await content.create('form', { shown: false, state: 'old' })).values).toMatchObject({
    shown: false,
    state: 'old',
  })
  expect((await content.patch(made.id, { state: null })).body.data.values).not.toHaveProperty('state')
})
