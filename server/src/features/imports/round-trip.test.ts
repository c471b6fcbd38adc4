import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, paragraph, words, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { ended, imported, sendFile } from '../../../test/imported.ts'

const dozo = useDozo()
let owner: Ask & { id: string }
let content: Content
const makers: string[] = []
const runs = process.env['TEST_FULL'] ? 40 : 8
const forms = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ndjson: 'application/x-ndjson',
}

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(definition('maker', [field('text', 'name')]))
  for (const key of ['acme', 'umi']) makers.push((await content.create('maker', { name: key }, { key })).id)
  makers.push((await content.create('maker', { name: 'no key' })).id)
  const options = ['new', 'sale', 'a b'].map((value) => ({ value, name: words(`${value}!`) }))
  const inner = [field('text', 'a'), field('number', 'n'), field('relation', 'by', { to: ['maker'] })]
  const kinds = [{ key: 'hero', name: words('hero'), fields: inner }]
  await content.define(
    definition(
      'thing',
      [
        field('slug', 'code'),
        field('text', 'title', { localized: true }),
        field('textarea', 'notes', { localized: true }),
        field('link', 'more', { localized: true }),
        field('rich_text', 'body', { localized: true }),
        ...['text', 'markdown', 'html', 'number', 'counter', 'boolean', 'date', 'date_time', 'time'].map(
          (type) => field(type, `a_${type}`),
        ),
        ...['color', 'location', 'table', 'json'].map((type) => field(type, `a_${type}`)),
        field('select', 'state', { options }),
        field('multi_select', 'marks', { options }),
        field('relation', 'maker', { to: ['maker'] }),
        field('relation', 'makers', { to: ['maker'], many: true }),
        field('member', 'person'),
        field('group', 'size', { fields: inner }),
        field('repeat', 'parts', { fields: inner }),
        field('blocks', 'sections', { kinds }),
        field('computed', 'label', { template: '「{code}」' }),
      ],
      { keyField: 'code' },
    ),
  )
})

const traps = [
  '=1+1',
  "'=x",
  '+1',
  '-',
  '@a',
  '"',
  ',',
  '; a',
  'a; b',
  '[1]',
  '{}',
  'true',
  '01',
  '1e3',
  'はい',
]
const odd = [
  '2026/1/5',
  '_x000D_',
  '_x0041_',
  '__proto__',
  'constructor',
  ' a ',
  '\t',
  '',
  '&amp;<b>',
  '👨‍👩‍👧',
  'ｱ',
  '#REF!',
  'null',
  '\u00a0',
]
const line = fc.oneof(fc.constantFrom(...traps, ...odd), fc.string({ maxLength: 12 }))
const lines = fc.array(line, { maxLength: 3 }).map((all) => all.join('\n'))
const per = <T>(one: fc.Arbitrary<T>) => fc.record({ ja: one, en: one }, { requiredKeys: [] })
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
)
const code = fc.constantFrom('new', 'sale', 'a b')
const moment = fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
const link = fc.record(
  { url: fc.constantFrom('https://a.example/?a=1;b=2', '/about'), text: line, target: fc.constant('_blank') },
  { requiredKeys: ['url'] },
)
/** Numbers stand for makers, which there are only when the test runs. */
const maker = fc.nat(2)
const makerAt = (at: number | undefined) => (at === undefined ? undefined : makers[at])
const inner = fc.record({ a: line, n: number, by: maker }, { requiredKeys: [] })
const things = fc.uniqueArray(
  fc.record(
    {
      code: fc.stringMatching(/^[a-z0-9]{1,8}$/),
      title: per(line),
      notes: per(lines),
      more: per(link),
      body: per(line.map((text) => paragraph(text || 'x'))),
      a_text: line,
      a_markdown: lines,
      a_html: lines,
      a_number: number,
      a_counter: fc.integer({ min: -1000, max: 1000 }),
      a_boolean: fc.boolean(),
      a_date: moment.map((day) => day.toISOString().slice(0, 10)),
      a_date_time: moment.map((at) => at.toISOString()),
      a_time: moment.map((at) => at.toISOString().slice(11, 19)),
      a_color: fc.constantFrom('#3366cc', '#fff', '#00000080'),
      a_location: fc.record({
        lat: fc.integer({ min: -90, max: 90 }),
        lng: fc.double({ min: -180, max: 180, noNaN: true }),
        address: line,
      }),
      a_table: fc.record({
        header: fc.boolean(),
        rows: fc.array(fc.tuple(line, lines), { minLength: 1, maxLength: 3 }),
      }),
      a_json: fc
        .jsonValue({ maxDepth: 3 })
        .filter((value) => value !== null && !/__proto__|constructor|prototype/.test(JSON.stringify(value))),
      state: code,
      marks: fc.uniqueArray(code),
      maker,
      makers: fc.uniqueArray(maker),
      person: fc.constant(true),
      size: inner,
      parts: fc.array(inner, { maxLength: 2 }),
      sections: fc.array(inner, { maxLength: 2 }),
    },
    { requiredKeys: ['code'] },
  ),
  { selector: (one) => one.code, minLength: 3, maxLength: 8 },
)
type Thing = typeof things extends fc.Arbitrary<(infer T)[]> ? T : never

const resolved = (one: { by?: number | undefined }) => ({ ...one, by: makerAt(one.by) })
const valuesOf = (thing: Thing) => ({
  ...thing,
  maker: makerAt(thing.maker),
  makers: thing.makers?.map(makerAt),
  person: thing.person && owner.id,
  size: thing.size && resolved(thing.size),
  parts: thing.parts?.map(resolved),
  sections: thing.sections?.map((one) => ({ kind: 'hero', values: resolved(one) })),
})

const all = async () => {
  const rows = await content.list('type=thing&page[size]=100')
  return Object.fromEntries(rows.map((row) => [row.key, row.values]))
}
const clear = async () => {
  for (const { id } of await content.list('type=thing&page[size]=100')) await content.remove(id)
}

test.each(Object.entries(forms))(
  'whatever entries hold, as %s they change nothing when imported again, and come back as they were when all are gone',
  async (format, contentType) => {
    await fc.assert(
      fc.asyncProperty(things, async (chosen) => {
        await clear()
        const made = await imported(
          owner,
          'thing',
          chosen.map((one) => ({ values: valuesOf(one) })),
        )
        expect([made.created, made.refused]).toEqual([chosen.length, []])
        const before = await all()
        const file = await owner(`${content.at}/exports/entries?type=thing&format=${format}`)
        const send = async () => ended(owner, await sendFile(owner, 'thing', file.raw, contentType))
        expect(await send()).toMatchObject({ skipped: chosen.length, created: 0, updated: 0, refused: [] })
        await clear()
        expect(await send()).toMatchObject({ created: chosen.length, refused: [] })
        expect(await all()).toEqual(before)
      }),
      { numRuns: runs, ...(process.env['TEST_FULL'] ? {} : { seed: 20261125 }) },
    )
  },
  60_000 * (process.env['TEST_FULL'] ? 10 : 1),
)
