import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allTypes, typeOf } from '../src/fields/index.ts'
import { sortKey } from '../src/field-type.ts'
import { example, id, options } from './field-examples.ts'
import { field } from './model.ts'

describe('field types', () => {
  test('there is one example for each', () => {
    expect(
      allTypes()
        .map((type) => type.type)
        .sort(),
    ).toEqual(Object.keys(example).sort())
  })

  test.each(Object.entries(example))(
    '%s takes what it should and refuses the rest',
    (_, { of, good, bad }) => {
      const type = typeOf(of)
      const found = (value: unknown) => type.check(type.normalise(value, of), of)
      for (const value of good) expect(found(value), JSON.stringify(value)).toEqual([])
      for (const value of bad) expect(found(value), JSON.stringify(value)).not.toEqual([])
    },
  )

  test.each(Object.entries(example))(
    '%s: keeping a value twice is keeping it once, and nothing makes it throw',
    (_, { of, good }) => {
      const type = typeOf(of)
      const values = fc.oneof(
        fc.constantFrom(...good),
        fc.jsonValue(),
        fc.string({ unit: 'binary' }),
        fc.array(fc.constantFrom('a', id, {})),
      )
      fc.assert(
        fc.property(values, (value) => {
          const once = type.normalise(value, of)
          expect(type.normalise(once, of)).toEqual(once)
          if (type.check(once, of).length > 0) return
          type.indexValue(once, of)
          type.refs(once, of)
          expect(typeof type.plainText(once, of)).toBe('string')
        }),
      )
    },
  )

  test.each(['tel', 'postal_code', 'email', 'url'] as const)(
    'text as %s is tidied once for all',
    (format) => {
      const of = field('x', 'text', { format })
      const unit = fc.constantFrom(
        '0',
        '1',
        '-',
        '－',
        '(',
        ')',
        '（',
        '〒',
        ' ',
        'ー',
        '\u0301',
        'a',
        '⑴',
        '+',
      )
      fc.assert(
        fc.property(fc.string({ unit }), (text) => {
          const once = typeOf(of).normalise(text, of)
          expect(typeOf(of).normalise(once, of)).toEqual(once)
        }),
      )
    },
  )

  test('postal codes and telephone numbers come in every width', () => {
    const kept = (format: 'tel' | 'postal_code', text: string) =>
      typeOf({ type: 'text' }).normalise(text, field('x', 'text', { format }))
    for (const text of ['〒１００－０００１', '1000001', '100-0001', '100ー0001'])
      expect(kept('postal_code', text)).toBe('100-0001')
    for (const text of ['（03）1234-5678', '03(1234)5678', '03-(1234)-5678', '０３－１２３４－５６７８'])
      expect(kept('tel', text)).toBe('03-1234-5678')
  })

  test('addresses of the web have no user in front of the host', () => {
    const of = field('x', 'text', { format: 'url' })
    const codes = (text: string) =>
      typeOf(of)
        .check(text, of)
        .map((one) => one.code)
    expect(codes('https://example.jp/a@b?c=d@e')).toEqual([])
    for (const text of [
      'https://bank.jp@evil.jp',
      'javascript:alert(1)',
      'http://',
      'https://[',
      'https://a\\@b',
    ])
      expect(codes(text)).toEqual(['format_url'])
  })

  test('moments are kept in UTC', () => {
    const of = field('x', 'date_time')
    expect(typeOf(of).normalise('2024-01-01T08:59+09:00', of)).toBe('2023-12-31T23:59:00.000Z')
  })

  test('a time has one form, in which times are in order', () => {
    const of = field('x', 'time')
    const kept = ['９：０５', '9:05:00', '09:05:01', '10:00'].map((one) => typeOf(of).normalise(one, of))
    expect(kept).toEqual(['09:05', '09:05', '09:05:01', '10:00'])
    expect(kept.map((one) => typeOf(of).indexValue(one, of))).toEqual(kept.toSorted())
  })

  test('of a link what is empty is not kept, and search reads its words only', () => {
    const of = field('x', 'link')
    const kept = typeOf(of).normalise({ target: '', text: ' 案内 ', url: 'https://example.jp ' }, of)
    expect(kept).toEqual({ url: 'https://example.jp', text: '案内' })
    expect(typeOf(of).plainText(kept, of)).toBe('案内')
    expect(typeOf(of).check({ url: '/a', [`${'k'.repeat(200)}~/`]: 1 }, of)[0]!.path).toHaveLength(101)
  })

  test('a place on the equator is on it from either side, and search reads its address only', () => {
    const of = field('x', 'location')
    const kept = typeOf(of).normalise({ lat: -0, lng: 1, address: ' 赤道 ' }, of)
    expect(kept).toEqual({ lat: 0, lng: 1, address: '赤道' })
    expect(typeOf(of).plainText(kept, of)).toBe('赤道')
    expect(typeOf(of).operators).toEqual([])
  })

  test('a table says whether it has a header, and search reads its cells', () => {
    const of = field('x', 'table')
    const kept = typeOf(of).normalise({ rows: [[' 月\r\n', null]] }, of)
    expect(kept).toEqual({ header: false, rows: [['月', '']] })
    expect(typeOf(of).plainText({ header: true, rows: [['曜日'], ['月']] }, of)).toBe('曜日\n月')
    const wrong = { rows: Array.from({ length: 500 }, () => [1]) }
    expect(typeOf(of).check(wrong, of)).toHaveLength(20)
  })

  test('a colour has one form', () => {
    const of = field('x', 'color')
    for (const text of ['#FFF', '#ffff', '#FFFFFF', '#ffffffff', '＃ｆｆｆ'])
      expect(typeOf(of).normalise(text, of)).toBe('#ffffff')
    expect(typeOf(of).normalise('#0008', of)).toBe('#00000088')
  })

  test('relations and choices hold each value once', () => {
    const many = example.relation.of
    expect(typeOf(many).normalise([id, id], many)).toEqual([id])
    expect(typeOf(many).refs([id], many)).toEqual([id])
  })

  test('relations within repeating groups are relations of the entry', () => {
    const inner = field('who', 'relation', { to: ['t'] })
    const of = field('x', 'repeat', { fields: [inner, field('tag', 'multi_select', { options })] })
    expect(typeOf(of).refs([{ who: id, tag: ['a'] }, { who: id }], of)).toEqual([id])
  })

  test('an empty place within a group is nothing, not a wrong value', () => {
    const of = field('x', 'group', {
      fields: [field('mail', 'text', { format: 'email' }), field('any', 'json')],
    })
    expect(typeOf(of).normalise({ mail: ' ', any: '' }, of)).toEqual({ any: '' })
  })

  test('sort keys fold width and case and are 200 characters long at most', () => {
    expect(sortKey('ＡＢＣ ｶﾞ')).toBe('abc ガ')
    expect([...sortKey('𠮷'.repeat(300))]).toHaveLength(200)
  })

  test('search reads the words of Markdown, not its signs or addresses', () => {
    const of = field('x', 'markdown')
    expect(typeOf(of).plainText('## [副作用](https://x.jp) と ![図](a.png)\n- `useEffect`', of)).toBe(
      '副作用 と 図\nuseEffect',
    )
  })

  test('search reads the words of HTML, not its tags or scripts', () => {
    const of = field('x', 'html')
    const text =
      '<h1 title="a">題</h1><SCRIPT>let a = "<p>x"</script >本文 &amp; <b>太字</b><style>p{}</style>'
    expect(typeOf(of).plainText(text, of)).toBe('題 本文 & 太字')
    expect(growth((size) => typeOf(of).plainText('<'.repeat(10 * size), of))).toBeLessThan(linear)
    expect(growth((size) => typeOf(of).plainText('<script '.repeat(size), of))).toBeLessThan(linear)
  })

  test('many brackets are read in linear time', () => {
    const of = field('x', 'markdown')
    expect(growth((size) => typeOf(of).plainText('['.repeat(10 * size), of))).toBeLessThan(linear)
    expect(growth((size) => typeOf(of).plainText('[]('.repeat(3 * size), of))).toBeLessThan(linear)
  })

  test('patterns are found in linear time', () => {
    const of = field('x', 'text', { pattern: '^(a+)+$' })
    const check = (size: number) => typeOf(of).check(`${'a'.repeat(size)}!`, of)
    expect(check(1500).map((one) => one.code)).toEqual(['pattern_mismatch'])
    // A pattern that tries every way would not be back from the first of these.
    expect(growth((size) => check(size / 10))).toBeLessThan(linear)
  })
})

/** How many times more processor time thirty times the text takes: the shortest of some tries of each, more while chance may have slowed them. */
function growth(work: (size: number) => unknown): number {
  const time = (size: number) => {
    const before = process.cpuUsage()
    work(size)
    const { user, system } = process.cpuUsage(before)
    return user + system
  }
  let [short, long, ratio] = [Infinity, Infinity, Infinity]
  for (let tries = 0; tries < 2 || (ratio >= linear && tries < 6); tries++) {
    short = Math.min(short, time(1000))
    long = Math.min(long, time(30_000))
    // Below a tenth of a millisecond the clock says more of itself than of the work.
    ratio = long / Math.max(short, 100)
  }
  return ratio
}
/** Below this it is no square, which would be 900. What is linear takes up to twice thirty: a longer text also has more to collect. */
const linear = 300
