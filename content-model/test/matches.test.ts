import { describe, expect, test } from 'vitest'
import { bindFilter, type Binding } from '../src/query/bind-filter.ts'
import { matches, type Seen, type Variables } from '../src/query/matches.ts'
import { parseFilter } from '../src/query/parse-json.ts'
import { articles, model } from './model.ts'

const me = '0198f000-0000-7000-8000-00000000000a'
const other = '0198f000-0000-7000-8000-00000000000b'
const variables: Variables = { 'member.id': me, 'member.groups': ['editor'], now: '2024-06-01T00:00:00.000Z' }
const entry: Record<string, unknown> = {
  title: `${'あ'.repeat(250)}ＥＮＤ`,
  slug: 'a-b',
  price: 10,
  hot: true,
  day: '2024-05-31',
  opens: '09:05',
  paint: '#ffffff',
  tags: ['red'],
  about: [other],
}
const seen: Seen = {
  attribute: (name) => ({ id: other, createdBy: me, number: 7, status: 'live' })[name] ?? null,
  value: (field) => entry[field],
}

const holds = (tree: unknown) => {
  const parsed = parseFilter(tree, { variables: true })
  if ('issues' in parsed) throw new Error(JSON.stringify(parsed.issues))
  const binding: Binding = { model, audience: 'management', issues: [], cost: 0 }
  const bound = bindFilter(parsed.filter, articles, binding)
  expect(binding.issues).toEqual([])
  return matches(bound, seen, variables)
}

describe('a condition, looked at in memory', () => {
  test.each([
    [{}, true],
    [{ slug: 'a-b' }, true],
    [{ slug: { ne: 'a-b' } }, false],
    [{ slug: { in: ['x', 'a-b'] } }, true],
    [{ slug: { nin: ['x'] } }, true],
    [{ slug: { startsWith: 'a-' } }, true],
    [{ price: { gte: 10, lt: 11 } }, true],
    [{ price: { gt: 10 } }, false],
    [{ hot: true }, true],
    [{ day: { lt: { var: 'now' } } }, true],
    [{ opens: '９:05:00' }, true],
    [{ opens: { gt: '8:59', lte: '9:05' } }, true],
    [{ opens: { lt: '09:05' } }, false],
    [{ paint: { in: ['#000', '#FFF'] } }, true],
    [{ paint: { ne: '#FFF' } }, false],
    [{ tags: 'red' }, true],
    [{ tags: { ne: 'red' } }, false],
    [{ tags: { exists: true } }, true],
    [{ about: { in: [other] } }, true],
    [{ number: 7 }, true],
    [{ createdBy: { var: 'member.id' } }, true],
    [{ not: { hot: true } }, false],
    [{ or: [{ slug: 'x' }, { price: 10 }] }, true],
    [{ and: [{ slug: 'x' }, { price: 10 }] }, false],
  ])('%j: %s', (tree, wanted) => {
    expect(holds(tree)).toBe(wanted)
  })

  test('nothing is never equal, always unequal, and in no order', () => {
    expect(holds({ colour: 'red' })).toBe(false)
    expect(holds({ colour: { ne: 'red' } })).toBe(true)
    expect(holds({ at: { lt: '2030-01-01' } })).toBe(false)
    expect(holds({ at: { exists: false } })).toBe(true)
  })

  test('contains asks the whole text, in any width and case; equality asks the very text', () => {
    expect(holds({ title: { contains: 'あend' } })).toBe(true)
    expect(holds({ title: `${'あ'.repeat(250)}END` })).toBe(false)
    expect(holds({ title: entry['title'] })).toBe(true)
  })

  test('texts are ordered by code points, as the index is', () => {
    entry['title'] = '\uf8ff'
    expect(holds({ title: { lt: '𠮷' } })).toBe(true)
    expect(holds({ title: { gt: '\uf8fe' } })).toBe(true)
    expect(holds({ title: { gt: '\uf8ff' } })).toBe(false)
    expect(holds({ title: { lt: '\uf8ffa' } })).toBe(true)
  })

  test('a way over a relation cannot be looked at here', () => {
    expect(() => holds({ 'author.name': 'x' })).toThrow()
  })
})
