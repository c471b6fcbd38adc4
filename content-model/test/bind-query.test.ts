import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Filter } from '../src/query/ast.ts'
import { ops } from '../src/query/ast.ts'
import { bindQuery, type BindOptions } from '../src/query/bind.ts'
import { bindFilter } from '../src/query/bind-filter.ts'
import { parseFilter } from '../src/query/parse-json.ts'
import { parseQueryString } from '../src/query/parse-string.ts'
import type { Leaf } from '../src/query/model.ts'
import { articles, asked, model } from './model.ts'

const bind = (search: string, more: Partial<BindOptions> = {}) =>
  bindQuery(parseQueryString(search).query, asked(more))
const codes = (search: string, more: Partial<BindOptions> = {}) =>
  bind(search, more).issues.map((one) => `${one.path} ${one.code}`)
const bound = (search: string, more: Partial<BindOptions> = {}) => {
  const { query, issues } = bind(search, more)
  expect(issues).toEqual([])
  return query!
}
const leaf = (search: string) => bound(search).filter as Leaf
const id = '0198f000-0000-7000-8000-000000000001'

describe('a bound query', () => {
  test('has every path looked up, over relations too', () => {
    const { hops, targets, op, value } = leaf('filter[author.home.name][startsWith]=東')
    expect(hops.map((hop) => `${hop.from.definition.key}.${hop.field.key}`)).toEqual([
      'article.author',
      'author.home',
    ])
    expect(targets).toMatchObject([{ kind: 'column', field: { key: 'name' }, column: 't1', value: 'text' }])
    expect([op, value]).toEqual(['startsWith', '東'])
  })

  test('begins a day where the site is, a day of the calendar as it is kept', () => {
    const value = (search: string, timeZone: string) => (bound(search, { timeZone }).filter as Leaf).value
    expect(value('filter[at][gte]=2024-05-01', 'Asia/Tokyo')).toBe('2024-04-30T15:00:00.000Z')
    expect(value('filter[createdAt][lt]=2024-05-01', 'Asia/Tokyo')).toBe('2024-04-30T15:00:00.000Z')
    expect(value('filter[day]=2024-05-01', 'Asia/Tokyo')).toBe('2024-05-01T00:00:00.000Z')
    // Clocks go forward at two in that night, and at midnight in this one.
    expect(value('filter[at][gte]=2024-03-10', 'America/New_York')).toBe('2024-03-10T05:00:00.000Z')
    expect(value('filter[at][gte]=2024-09-08', 'America/Santiago')).toBe('2024-09-08T04:00:00.000Z')
    expect(value('filter[at][in][]=2024-05-01', 'Asia/Tokyo')).toEqual(['2024-04-30T15:00:00.000Z'])
    expect(codes('filter[at][gte]=0001-01-01', { timeZone: 'Asia/Tokyo' })).toEqual([
      '/filter/at/gte value_wrong',
    ])
  })

  test('has one target for each type that a relation leads to', () => {
    const { targets } = leaf('filter[about.name]=x')
    expect(targets.map((target) => target.kind === 'column' && target.type.definition.key)).toEqual([
      'author',
      'place',
    ])
  })

  test('reads the text of a query string as the type of its field', () => {
    const values: [string, unknown][] = [
      ['filter[price][gt]=1.5', 1.5],
      ['filter[hot]=true', 1],
      ['filter[day]=2024-02-29', '2024-02-29T00:00:00.000Z'],
      ['filter[at][lt]=2024-02-29T09:00:00%2B09:00', '2024-02-29T00:00:00.000Z'],
      ['filter[title]=%E3%81%8B%E3%82%99', 'が'],
      ['filter[price][exists]=false', false],
      ['filter[slug]=ｒeact/useState', 'react/useState'],
      [`filter[author]=${id}`, id],
      ['filter[tags][in][]=red', ['red']],
    ]
    for (const [search, value] of values) expect(leaf(search).value, search).toEqual(value)
  })

  test('refuses what cannot be read so, before the database has to', () => {
    const wrong = [
      'filter[price]=1e9',
      'filter[price]=x',
      'filter[hot]=1',
      'filter[day]=2023-02-29',
      'filter[at]=2024-02-30T00:00:00Z',
      'filter[author]=x',
      'filter[id]=------------------------------------',
    ]
    for (const search of wrong) expect(codes(search).join(), search).toContain('value_wrong')
  })

  test('what is no time, colour or slug is refused with how one is written, but a slug may be begun', () => {
    const expected = (search: string) => {
      return bind(search).issues.map((one) => `${one.code} ${one.params?.['expected']}`)
    }
    expect(expected('filter[opens][gt]=abc')).toEqual(['value_wrong 09:30'])
    expect(expected('filter[opens][in][0]=09:30&filter[opens][in][1]=25:00')).toEqual(['value_wrong 09:30'])
    expect(expected('filter[paint]=red')).toEqual(['value_wrong #3366cc'])
    expect(expected('filter[slug][gt]=あ')).toEqual(['value_wrong hello-world'])
    expect(expected('filter[slug][startsWith]=blog/&filter[opens][lt]=９：３０')).toEqual([])
  })

  test('names an unknown field, operator, parameter, language and order', () => {
    expect(codes('filter[nope]=1')).toEqual(['/filter/nope path_unknown'])
    expect(codes('filter[title.x]=1')).toEqual(['/filter/title.x path_unknown'])
    expect(codes('filter[hot][gt]=true')).toEqual(['/filter/hot/gt op_not_for_field'])
    expect(codes('foo=1')).toEqual(['/foo parameter_unknown'])
    expect(codes('__proto__=1')).toEqual(['/__proto__ parameter_unknown'])
    expect(codes('locale=fr')).toEqual(['/locale locale_unknown'])
    expect(codes('sort=nope')).toEqual(['/sort/nope path_unknown'])
    expect(codes('sort=tags')).toEqual(['/sort/tags not_sortable'])
    expect(codes('sort=author.name')).toEqual(['/sort/author.name sort_over_relation'])
    expect(codes('fields=title,nope')).toEqual(['/fields/nope path_unknown'])
    expect(codes('fields=*')).toEqual(['/fields/* path_unknown'])
  })

  test('says of a field that is there but cannot be filtered by, that it must be made so', () => {
    expect(codes('filter[body]=x')).toEqual(['/filter/body not_filterable'])
    expect(codes('sort=body')).toEqual(['/sort/body not_filterable'])
  })

  test('fields that are never delivered do not exist for delivery, wherever they are named', () => {
    for (const search of [
      'filter[secret]=x',
      'sort=secret',
      'fields=secret',
      'filter[author.mail]=x',
      'fields=author.mail',
    ])
      expect(codes(search).join(), search).toMatch(/path_unknown$/)
    expect(bound('filter[secret]=x', { audience: 'management' }).filter).toMatchObject({ value: 'x' })
    expect([...bound('').selection.fields.keys()]).not.toContain('secret')
  })

  test('nobody filters, sorts or reads by what they may not read', () => {
    const readable: BindOptions['readable'] = (type, key) =>
      !(type.definition.key === 'author' && key === 'name') && key !== 'price'
    for (const search of [
      'filter[price]=1',
      'sort=price',
      'fields=price',
      'filter[author.name]=x',
      'fields=author.name',
    ])
      expect(codes(search, { readable }).join(), search).toMatch(/path_unknown$/)
    expect([...bound('', { readable }).selection.fields.keys()]).not.toContain('price')
  })

  test('an endpoint allows what it lists and nothing else', () => {
    const allow = { fields: ['title', 'author'], filters: ['slug'], sorts: ['day'] }
    expect(codes('filter[title]=x', { allow })).toEqual(['/filter/title filter_not_allowed'])
    expect(codes('sort=-price', { allow })).toEqual(['/sort/price sort_not_allowed'])
    expect(codes('fields=price', { allow })).toEqual(['/fields/price field_not_allowed'])
    expect(codes('filter[slug]=x&sort=-day&fields=title,id,type,locale', { allow })).toEqual([])
    expect([...bound('', { allow }).selection.fields.keys()]).toEqual(['title', 'author'])
  })

  test("an endpoint's own filter is bound besides the caller's, and costs the caller nothing", () => {
    const fixed: Filter = { path: 'secret', op: 'contains', value: 'x' }
    expect(bound('filter[hot]=true', { fixed, allow: { filters: ['hot'] } })).toMatchObject({
      filter: { and: [{ op: 'contains' }, { op: 'eq', value: 1 }] },
      cost: 1,
    })
  })

  test('selects nested fields as a tree', () => {
    const { selection } = bound('fields=title,author.name,author.home.name,about.size')
    expect([...selection.fields.keys()]).toEqual(['title', 'author', 'about'])
    const author = selection.fields.get('author')!
    expect([...author.fields.keys()]).toEqual(['name', 'home'])
    expect([...author.fields.get('home')!.fields.keys()]).toEqual(['name'])
  })

  test('over a limit, both numbers are in the issue', () => {
    const params = (search: string, more: Partial<BindOptions> = {}) =>
      bind(search, more).issues.map((one) => one.params)
    expect(params('filter[author.home.author.home.name]=x')).toEqual([{ hops: 4, limit: 3 }])
    expect(params('page[size]=101')).toEqual([{ size: 101, limit: 100 }])
    expect(params('page[size]=11', { maxSize: 10 })).toEqual([{ size: 11, limit: 10 }])
    expect(params('sort=title,slug,day,price')).toEqual([{ count: 4, limit: 3 }])
    const dear = Array.from({ length: 8 }, (_, i) => `filter[and][${i}][title][contains]=x`).join('&')
    expect(params(dear)).toEqual([{ cost: 208, limit: 200 }])
  })

  test('a path that is a number in one type and a text in the other is refused, not sent to the database', () => {
    expect(codes('filter[about.size]=5')).toEqual(['/filter/about.size targets_differ'])
    expect(codes('filter[about.size][exists]=true')).toEqual([])
  })

  test('without a column left, a value is compared as it is kept', () => {
    const type = { ...articles, columns: {} }
    const value = (search: string) => (bound(search, { type }).filter as Leaf).value
    expect(value('filter[day]=2024-02-29')).toBe('2024-02-29')
    expect(value('filter[hot]=false')).toBe('false')
    expect(value('filter[price]=2.50')).toBe('2.5')
    expect(codes('filter[price][gt]=2', { type })).toEqual(['/filter/price/gt op_not_for_field'])
    expect(codes('sort=price', { type })).toEqual(['/sort/price not_sortable'])
  })
})

describe('variables of a condition', () => {
  const found = (tree: unknown) => {
    const parsed = parseFilter(tree, { variables: true })
    if ('issues' in parsed) return parsed.issues.map((one) => one.code)
    const binding = { model, audience: 'management' as const, issues: [], cost: 0 }
    bindFilter(parsed.filter, articles, binding)
    return (binding.issues as { code: string }[]).map((one) => one.code)
  }

  test('stand only where what is filled in will fit', () => {
    expect(found({ createdBy: { eq: { var: 'member.id' } } })).toEqual([])
    expect(found({ title: { in: { var: 'member.groups' } } })).toEqual([])
    expect(found({ at: { lte: { var: 'now' } } })).toEqual([])
    expect(found({ price: { lt: { var: 'member.groups' } } })).toEqual(['value_wrong'])
    expect(found({ createdBy: { in: { var: 'member.id' } } })).toEqual(['value_wrong'])
    expect(found({ title: { eq: { var: 'now' } } })).toEqual(['value_wrong'])
    expect(found({ at: { exists: { var: 'now' } } })).toEqual(['value_wrong'])
  })
})

const paths = [
  ...articles.definition.fields.map((one) => one.key),
  'id',
  'number',
  'parent',
  'createdAt',
  'author.name',
  'about.size',
  'about.name',
  'author.home.author.mail',
  'nope',
  '__proto__',
  'toString',
  'a.b',
]
const scalar = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(null, id, '2024-02-29', 'true', '1'),
)
const operand = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.constantFrom({ var: 'now' as const }, { var: 'member.groups' as const }),
)
const condition = fc.record({ path: fc.constantFrom(...paths), op: fc.constantFrom(...ops), value: operand })
const { tree } = fc.letrec<{ tree: Filter }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    condition as fc.Arbitrary<Filter>,
    fc.array(tie('tree'), { maxLength: 3 }).map((and) => ({ and })),
    fc.array(tie('tree'), { maxLength: 3 }).map((or) => ({ or })),
    tie('tree').map((not) => ({ not })),
  ),
}))

test('any tree at all gives a bound query or issues, never an exception', () => {
  const names = fc.array(fc.oneof(fc.constantFrom(...paths, '-title', '*', ''), fc.string()), {
    maxLength: 4,
  })
  const query = fc.record(
    { filter: tree, sort: names, fields: names, size: fc.integer(), after: fc.string(), locale: fc.string() },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(query, fc.constantFrom('delivery' as const, 'management' as const), (parsed, audience) => {
      const { query: found, issues } = bindQuery({ ...parsed, other: {} }, asked({ audience }))
      expect(found === undefined).toBe(issues.length > 0)
      expect(issues.length).toBeLessThanOrEqual(20)
    }),
    { numRuns: process.env['TEST_FULL'] ? 50_000 : 2000 },
  )
})
