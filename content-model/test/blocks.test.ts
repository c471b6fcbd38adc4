import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blockChanges } from '../src/block-changes.ts'
import { planChange } from '../src/change.ts'
import { checkDefinition } from '../src/check-definition.ts'
import type { Field } from '../src/definition.ts'
import type { Block } from '../src/fields/blocks.ts'
import { typeOf } from '../src/fields/index.ts'
import { deliverySchema } from '../src/json-schema.ts'
import { checkValues, missingValues } from '../src/values.ts'
import { id, kinds } from './field-examples.ts'
import { definition, field } from './model.ts'

const of = field('x', 'blocks', { kinds })
const kept = (value: unknown) => typeOf(of).normalise(value, of) as Block[]
const page = definition('page', [of])

describe('blocks', () => {
  test('one without an id is given one, the same for the same list, and keeps it when it changes', () => {
    const sent = [{ kind: 'hero', values: { title: 'a' } }, { kind: 'hero' }, { kind: 'hero' }]
    const first = kept(sent)
    expect(new Set(first.map((block) => block.id)).size).toBe(3)
    expect(kept(sent)).toEqual(first)
    const changed = first.map((block) => ({ ...block, values: { title: 'b' } }))
    expect(kept(changed).map((block) => block.id)).toEqual(first.map((block) => block.id))
    // A new block that says what an old one once said is another block.
    expect(kept([...changed, sent[0]]).map((block) => block.id)).toHaveLength(4)
    expect(typeOf(of).check(kept([...changed, sent[0]]), of)).toEqual([])
  })

  test('what stands within is checked at its place, and what is missing is told', () => {
    const value = [{ kind: 'columns', values: { left: [{ id: 'a', kind: 'hero', values: { who: 'x' } }] } }]
    const { issues, values } = checkValues(page, { x: value }, { locales: ['ja'] })
    expect(issues).toMatchObject([{ path: '/values/x/0/values/left/0/values/who', code: 'not_an_id' }])
    expect(missingValues(page, values, [])).toEqual([
      { path: '/values/x/0/values/left/0/values/title', code: 'required' },
    ])
  })

  test('relations and words within belong to the entry', () => {
    const value = kept([
      { kind: 'columns', values: { left: [{ kind: 'hero', values: { who: id, title: '題' } }] } },
      { kind: 'hero', values: { who: id, title: '名' } },
    ])
    expect(typeOf(of).refs(value, of)).toEqual([id])
    expect(typeOf(of).plainText(value, of).split('\n').filter(Boolean)).toEqual(['題', '名'])
  })

  test('a definition says what is wrong within a kind', () => {
    const codes = (more: Partial<Field>) =>
      checkDefinition(definition('page', [field('x', 'blocks', more)])).map(
        (one) => `${one.path} ${one.code}`,
      )
    const of = (fields: Field[], key = 'a') => ({ key, name: { ja: 'あ', en: 'A' }, fields })
    expect(codes({ kinds })).toEqual([])
    expect(codes({})).toEqual(['/fields/0/kinds required'])
    expect(codes({ kinds: [of([field('n', 'number')]), of([field('n', 'number')])] })).toEqual([
      '/fields/0/kinds/1/key key_twice',
    ])
    expect(codes({ kinds: [of([field('n', 'select')])] })).toEqual([
      '/fields/0/kinds/0/fields/0/options required',
    ])
    expect(codes({ kinds: [of([field('n', 'number', { filterable: true })])] })).toEqual([
      '/fields/0/kinds/0/fields/0/filterable top_level_only',
    ])
    expect(codes({ kinds: [of([field('constructor', 'number')])] })).toEqual([
      '/fields/0/kinds/0/fields/0/key key_reserved',
    ])
    expect(codes({ fields: [field('n', 'number')] }).join()).toContain('option_not_for_type')
    let deep = field('x', 'blocks', { kinds: [of([field('n', 'number')])] })
    for (let i = 0; i < 5; i++) deep = field('x', 'blocks', { kinds: [of([deep])] })
    expect(checkDefinition(definition('page', [deep])).map((one) => one.code)).toContain('nested_too_deep')
  })

  test('readers tell blocks apart by their kind', () => {
    const { properties } = deliverySchema(page) as {
      properties: Record<string, { items: { anyOf: object[] } }>
    }
    expect(properties['x']!.items.anyOf).toMatchObject([
      { required: ['id', 'kind', 'values'], properties: { kind: { const: 'hero' } } },
      { properties: { kind: { const: 'columns' }, values: { properties: { wide: { type: 'boolean' } } } } },
    ])
  })

  test('a kind that goes takes its blocks along; one that comes, or a field within, is told by its place', () => {
    const [hero, columns] = kinds
    const steps = (after: Field) =>
      planChange(page, definition('page', [after])).map((one) => `${one.path} ${one.code} ${one.destructive}`)
    expect(steps(of)).toEqual([])
    expect(steps(field('x', 'blocks', { kinds: [hero!] }))).toEqual(['x block_kind_removed true'])
    expect(steps(field('x', 'blocks', { kinds: [...kinds, { ...columns!, key: 'more' }] }))).toEqual([
      'x block_kind_added false',
    ])
    const fewer = [{ ...hero!, fields: hero!.fields.slice(1) }, columns!]
    expect(steps(field('x', 'blocks', { kinds: fewer }))).toEqual(['x.hero.title field_removed true'])
    const renamed = [{ ...hero!, name: { ja: 'ヒーロー', en: 'Hero' } }, columns!]
    expect(steps(field('x', 'blocks', { kinds: renamed }))).toEqual(['x words_changed false'])
  })
})

describe('what became of blocks', () => {
  const block = (id: string, title = id): Block => ({ id, kind: 'hero', values: { title } })
  const told = (before: Block[], after: Block[]) =>
    blockChanges(before, after).map(({ id, change, from, to }) => `${id} ${change} ${from} ${to}`)

  test('is found by their ids', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => block(id))
    expect(told([a!, b!, c!], [a!, b!, c!])).toEqual([])
    expect(told([a!, b!, c!], [b!, c!, a!])).toEqual(['a moved 0 2'])
    expect(told([a!, b!], [d!, block('b', 'other')])).toEqual([
      'a removed 0 null',
      'd added null 0',
      'b changed 1 1',
    ])
    expect(told([a!, b!, c!], [block('c', 'other'), a!, b!])).toEqual(['c moved 2 0', 'c changed 2 0'])
    expect(blockChanges(undefined, null)).toEqual([])
  })

  test('leads from one list to the other, whatever they are', () => {
    const lists = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 6 })
    fc.assert(
      fc.property(lists, lists, (one, other) => {
        const changes = blockChanges(
          one.map((id) => block(id)),
          other.map((id) => block(id)),
        )
        const leaves = new Set(changes.filter(({ change }) => change !== 'added').map(({ id }) => id))
        const comes = new Set(changes.filter(({ change }) => change !== 'removed').map(({ id }) => id))
        expect(one.filter((id) => !leaves.has(id))).toEqual(other.filter((id) => !comes.has(id)))
      }),
    )
  })
})
