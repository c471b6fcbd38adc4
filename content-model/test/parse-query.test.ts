import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseFilter, parseQueryJson } from '../src/query/parse-json.ts'
import { parseQueryString } from '../src/query/parse-string.ts'

const filterOf = (search: string) => parseQueryString(search).query.filter
const codes = (search: string) => parseQueryString(search).issues.map((one) => `${one.path} ${one.code}`)

describe('a query string', () => {
  test('is the tree that the JSON form has', () => {
    const search =
      'filter[or][0][author.name][eq]=a&filter[or][1][title][contains]=b&sort=-publishedAt,title&fields=title,author.name&page[size]=5&count=exact&locale=en&fallback=none'
    const body = {
      filter: { or: [{ 'author.name': { eq: 'a' } }, { title: { contains: 'b' } }] },
      sort: '-publishedAt,title',
      fields: ['title', 'author.name'],
      page: { size: 5 },
      count: 'exact',
      locale: 'en',
      fallback: 'none',
    }
    expect(parseQueryString(search)).toEqual(parseQueryJson(body))
    expect(parseQueryString(search)).toMatchObject({
      issues: [],
      query: {
        filter: {
          or: [
            { path: 'author.name', op: 'eq', value: 'a' },
            { path: 'title', op: 'contains', value: 'b' },
          ],
        },
        sort: ['-publishedAt', 'title'],
        fields: ['title', 'author.name'],
        size: 5,
        count: 'exact',
      },
    })
  })

  test('values are never read as syntax', () => {
    const value = '1,2)&or[0]=\'"; [x] %'
    expect(filterOf(`filter[title]=${encodeURIComponent(value)}`)).toEqual({ path: 'title', op: 'eq', value })
    expect(codes('filter[title][in]=a,b')).toEqual(['/filter/title/in list_wanted'])
  })

  test('lists are counted or left to be counted', () => {
    const wanted = { path: 'x', op: 'in', value: ['a,b', 'c'] }
    expect(filterOf('filter[x][in][]=a,b&filter[x][in][]=c')).toEqual(wanted)
    expect(filterOf('filter[x][in][0]=a,b&filter[x][in][1]=c')).toEqual(wanted)
    expect(codes('filter[x][in][5]=a')).toEqual(['/filter/x/in value_shape'])
  })

  test('conditions side by side must all hold', () => {
    expect(filterOf('filter[a][gt]=1&filter[a][lt]=5&filter[b]=2')).toEqual({
      and: [
        {
          and: [
            { path: 'a', op: 'gt', value: '1' },
            { path: 'a', op: 'lt', value: '5' },
          ],
        },
        { path: 'b', op: 'eq', value: '2' },
      ],
    })
  })

  test('what cannot be read is named', () => {
    expect(codes('filter[title]=%zz')).toEqual(['/filter[title]=%zz bad_encoding'])
    expect(codes('filter[title]=%ff')[0]).toContain('bad_encoding')
    expect(codes('filter[title=1')).toEqual(['/filter[title parameter_shape'])
    expect(codes('a=1&a=2')).toEqual(['/a parameter_twice'])
    expect(codes('filter[a]=1&filter[a][gt]=2')[0]).toContain('parameter_shape')
    expect(codes('filter[a][like]=1')).toEqual(['/filter/a/like op_unknown'])
    expect(codes('page[size]=0')).toEqual(['/page/size page_size'])
    expect(codes('page[number]=2')).toEqual(['/page/number parameter_unknown'])
    expect(codes('count=1')).toEqual(['/count not_an_option'])
    expect(codes('filter[__proto__][eq]=1')).toEqual(['/filter/__proto__ path_shape'])
  })

  test('parameters outside the grammar are handed on, whatever they are called', () => {
    expect(Object.entries(parseQueryString('type=news&__proto__=x').query.other)).toEqual([
      ['type', 'news'],
      ['__proto__', 'x'],
    ])
  })

  test('is refused when it is too long, with both lengths', () => {
    const { issues } = parseQueryString(`a=${'x'.repeat(9000)}`)
    expect(issues).toEqual([{ path: '', code: 'query_too_long', params: { length: 9002, limit: 8192 } }])
  })

  test('any text at all gives a query or issues', () => {
    const piece = fc.constantFrom(
      'filter',
      '[',
      ']',
      '=',
      '&',
      'or',
      'and',
      'not',
      '0',
      '1',
      'a',
      'in',
      'eq',
      '%',
      '%5B',
      '__proto__',
      'page',
      'sort',
      '+',
      'あ',
    )
    const search = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 60 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(search, (text) => {
        const { query, issues } = parseQueryString(text)
        expect(query).toBeDefined()
        expect(issues.length).toBeLessThanOrEqual(25)
      }),
      { numRuns: process.env['TEST_FULL'] ? 50_000 : 1000 },
    )
    expect(({} as Record<string, unknown>)['eq']).toBeUndefined()
  })
})

describe('a filter tree', () => {
  const found = (tree: unknown, variables = false) => {
    const parsed = parseFilter(tree, { variables })
    return 'issues' in parsed ? parsed.issues.map(({ code, params }) => ({ code, params })) : []
  }

  test('is refused when it is too deep, too wide or too full, with both numbers', () => {
    const nest = (depth: number): unknown => (depth === 0 ? { a: 1 } : { not: nest(depth - 1) })
    expect(found(nest(6))).toEqual([])
    expect(found(nest(7))).toEqual([{ code: 'filter_too_deep', params: { depth: 7, limit: 6 } }])
    const wide = Object.fromEntries(Array.from({ length: 41 }, (_, i) => [`f${i}`, 1]))
    expect(found(wide)).toEqual([{ code: 'too_many_conditions', params: { count: 41, limit: 40 } }])
    const empty = { and: Array.from({ length: 40 }, () => ({ or: [{}, {}, {}] })) }
    expect(found(empty)[0]).toEqual({ code: 'too_many_nodes', params: { count: 121, limit: 120 } })
  })

  test('takes variables only where they are allowed, and only the known ones', () => {
    expect(found({ author: { eq: { var: 'member.id' } } }, true)).toEqual([])
    expect(found({ author: { var: 'member.id' } }, true)).toEqual([])
    expect(found({ author: { eq: { var: 'member.id' } } })).toMatchObject([{ code: 'value_shape' }])
    expect(found({ author: { eq: { var: 'password' } } }, true)).toMatchObject([{ code: 'value_shape' }])
  })

  test('takes no values that the database could not', () => {
    for (const value of ['\0', '\ud800', 'x'.repeat(1001), { a: 1 }, [1]])
      expect(found({ a: { eq: value } })).not.toEqual([])
  })

  test('any JSON at all gives a filter or issues', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (tree) => {
        parseQueryJson(tree)
        parseQueryJson({ filter: tree, page: tree, sort: tree })
        parseFilter(tree, { variables: true })
      }),
    )
  })
})
