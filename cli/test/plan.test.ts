import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BlockKindDefinition, ContentTypeDefinition } from '@dozo/client'
import { endpointName, tidyEndpoint, type ApiFile, type Model, type Remote } from '../src/model/model.ts'
import { inOrder } from '../src/model/order.ts'
import { planOf, type Action } from '../src/model/plan.ts'

const name = { ja: '名前', en: 'Name' }
const text = { key: 'title', type: 'text', name } as const

const field = fc.record(
  {
    key: fc.constantFrom('title', 'body', 'link', 'other'),
    to: fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 }),
  },
  { requiredKeys: ['key'] },
)
const type = (key: string) =>
  fc
    .uniqueArray(field, { selector: (one) => one.key, minLength: 1, maxLength: 3 })
    .map((fields): ContentTypeDefinition => ({
      key,
      name,
      kind: 'plain',
      fields: fields.map(({ key: own, to }) =>
        to ? { key: own, type: 'relation', name, to } : { key: own, type: 'text', name },
      ),
    }))
/** Of some shared blocks each may use those before it. */
const kindKeys = ['quote', 'figure', 'hero']
const kind = (key: string): fc.Arbitrary<BlockKindDefinition> =>
  fc.subarray(kindKeys.slice(0, kindKeys.indexOf(key))).map((uses) => ({
    key,
    name,
    fields: [text, ...(uses.length > 0 ? [blocksOf(uses)] : [])],
  }))
const blocksOf = (uses: string[]) =>
  ({ key: 'parts', type: 'blocks', name, kinds: uses.map((use) => ({ use })) }) as const
const usesOf = ({ fields }: BlockKindDefinition) =>
  fields.flatMap(({ kinds = [] }) => kinds.map(({ use }) => use!))
const some = <T>(keys: readonly string[], make: (key: string) => fc.Arbitrary<T>) =>
  fc.subarray([...keys]).chain((chosen) => fc.tuple(...chosen.map(make)))
const endpoint = fc
  .record({ path: fc.constantFrom('/a', '/b', '/c'), cacheSeconds: fc.constantFrom(0, 60) })
  .map((one) => tidyEndpoint({ ...one, operation: 'entries.list', type: 'a' }))
const api = (key: string): fc.Arbitrary<ApiFile> =>
  fc
    .record({
      security: fc.constantFrom('open' as const, 'token' as const),
      endpoints: fc.uniqueArray(endpoint, { selector: ({ path }) => path }),
    })
    .map((rest) => ({ key, name: key, origins: [], ...rest }))
const group = (key: string) =>
  fc.subarray(['entries.read', 'entries.create']).map((list) => ({
    key,
    name,
    grants: list.map((permission) => ({ permission })),
  }))
const site = { name: 'Site', locales: ['ja'], defaultLocale: 'ja', timeZone: 'Asia/Tokyo' }
const model = fc.record({
  site: fc.constantFrom(site, { ...site, name: 'Other' }),
  kinds: some(kindKeys, kind).map((list) =>
    list.map((one) => {
      const there = usesOf(one).filter((use) => list.some(({ key }) => key === use))
      return { ...one, fields: [text, ...(there.length > 0 ? [blocksOf(there)] : [])] }
    }),
  ),
  types: some(['a', 'b', 'c', 'd'], type),
  groups: some(['press', 'shop'], group),
  apis: some(['default', 'mobile'], api),
}) as fc.Arbitrary<Model & { site: typeof site }>

const remoteOf = (of: Model & { site: typeof site }): Remote => ({ ...of, versions: {}, endpoints: {} })

/** What a server that does as it is told has afterwards. */
function after(
  before: Model & { site: typeof site },
  actions: readonly Action[],
): Model & { site: typeof site } {
  const now = structuredClone(before)
  const swap = <T extends { key: string }>(list: T[], key: string, one: T | undefined): void => {
    const at = list.findIndex((old) => old.key === key)
    list.splice(at < 0 ? list.length : at, at < 0 ? 0 : 1, ...(one ? [one] : []))
  }
  for (const action of actions) {
    const gone = action.act === 'remove'
    if (action.what === 'site') now.site = action.body as typeof site
    else if (action.what === 'kind') swap(now.kinds, action.key, gone ? undefined : action.body)
    else if (action.what === 'type') swap(now.types, action.key, gone ? undefined : action.body)
    else if (action.what === 'group') swap(now.groups, action.key, gone ? undefined : action.body)
    else if (action.what === 'api') {
      const known = now.apis.find(({ key }) => key === action.key)
      swap(now.apis, action.key, gone ? undefined : { ...action.body, endpoints: known?.endpoints ?? [] })
    } else {
      const list = now.apis.find(({ key }) => key === action.api)!.endpoints
      const at = list.findIndex((one) => endpointName(action.api, one) === action.key)
      if (gone) list.splice(at, 1)
      else if (at < 0) list.push(action.body)
      else list[at] = action.body
    }
  }
  return now
}

const sorted = ({ kinds, types, groups, apis, ...rest }: Model) => {
  const by = <T extends { key: string }>(list: T[]) => list.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  return {
    ...rest,
    kinds: by(kinds),
    types: by(types),
    groups: by(groups),
    apis: by(apis).map((one) => ({
      ...one,
      endpoints: one.endpoints.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    })),
  }
}

test('from any model to any model: pruned, the site is what the files say, and a second plan has nothing to do', () => {
  fc.assert(
    fc.property(model, model, (before, wanted) => {
      const { actions } = planOf(remoteOf(before), wanted, { prune: true })
      const done = after(before, actions)
      expect(sorted(done)).toEqual(sorted(wanted))
      expect(planOf(remoteOf(done), wanted, { prune: true })).toEqual({ actions: [], left: [] })
    }),
  )
})

test('without being told to, nothing that is not in the files goes, and all of it is named', () => {
  fc.assert(
    fc.property(model, model, (before, wanted) => {
      const { actions, left } = planOf(remoteOf(before), wanted)
      expect(actions.filter(({ act }) => act === 'remove')).toEqual([])
      const done = after(before, actions)
      for (const old of [...before.kinds, ...before.types, ...before.groups, ...before.apis]) {
        const there = [...done.kinds, ...done.types, ...done.groups, ...done.apis].some(
          ({ key }) => key === old.key,
        )
        expect(there).toBe(true)
      }
      const missing = before.types.filter(({ key }) => !wanted.types.some((one) => one.key === key))
      expect(left.filter(({ what }) => what === 'type')).toHaveLength(missing.length)
    }),
  )
})

test('each shared block is made and changed behind those that it uses, before the types, and removed after all of them', () => {
  fc.assert(
    fc.property(model, model, (before, wanted) => {
      const { actions } = planOf(remoteOf(before), wanted, { prune: true })
      const keys = (one: Model['kinds']) => one.map(({ key }) => key)
      let there = new Map(before.kinds.map((one) => [one.key, one]))
      const first = actions.findIndex(({ what, act }) => what === 'type' && act !== 'remove')
      for (const [i, action] of actions.entries()) {
        if (action.what !== 'kind') continue
        if (action.act === 'create' && first >= 0) expect(i).toBeLessThan(first)
        if (action.act === 'remove') {
          there.delete(action.key)
          expect(actions.slice(i).every(({ act, what }) => act === 'remove' && what === 'kind')).toBe(true)
        } else there = new Map([...there, [action.key, action.body]])
        for (const one of there.values()) for (const use of usesOf(one)) expect(there.has(use)).toBe(true)
      }
      expect([...there.keys()].toSorted()).toEqual(keys(wanted.kinds).toSorted())
    }),
  )
})

test('a type whose shared block points to a type that still comes is completed when that one is there', () => {
  const to = { key: 'to', type: 'relation', name, to: ['z'] } as const
  const quote = { key: 'quote', name, fields: [to] }
  const page = { key: 'a', name, kind: 'plain', fields: [text, blocksOf(['quote'])] } as const
  const other = { key: 'z', name, kind: 'plain', fields: [text, { ...to, key: 'back', to: ['a'] }] } as const
  const types = [page, other] as unknown as ContentTypeDefinition[]
  const [one] = inOrder(types, [], [quote as unknown as BlockKindDefinition])
  expect(one!.first.fields).toEqual([text])
  expect(one!.whole).toEqual(page)
})

test('new types are made in an order in which each one finds what it points to, whatever points at what', () => {
  fc.assert(
    fc.property(some(['a', 'b', 'c', 'd'], type), (types) => {
      const there = new Set<string>()
      for (const { first, whole } of inOrder(types)) {
        const missing = types.map(({ key }) => key).filter((key) => !there.has(key))
        for (const { to } of first.fields) for (const key of to ?? []) expect(missing).not.toContain(key)
        expect(first.fields.length).toBeGreaterThan(0)
        there.add(whole.key)
      }
      expect(there.size).toBe(types.length)
    }),
  )
})

test('types without relations to each other are made whole at once', () => {
  const plain: ContentTypeDefinition = { key: 'a', name, kind: 'plain', fields: [text] }
  expect(inOrder([plain])).toEqual([{ first: plain, then: plain, whole: plain }])
})

test('a field that reads another one, new in a new type or in one that is there, comes when that one is there', () => {
  const reverse = (key: string, of: { type: string; field: string }) =>
    ({ key, type: 'reverse', name, of }) as const
  const relation = (key: string, to: string[]) => ({ key, type: 'relation', name, to }) as const
  const a = {
    key: 'a',
    name,
    kind: 'plain',
    fields: [text, relation('b', ['b']), reverse('as', { type: 'b', field: 'a' })],
  }
  const b = {
    key: 'b',
    name,
    kind: 'plain',
    fields: [text, relation('a', ['a']), reverse('bs', { type: 'a', field: 'b' })],
  }
  const keys = ({ fields }: ContentTypeDefinition) => fields.map((one) => one.key)
  const [one, two] = inOrder([a, b] as ContentTypeDefinition[])
  expect([keys(one!.first), keys(one!.then)]).toEqual([['title'], ['title', 'b', 'as']])
  expect([keys(two!.first), keys(two!.then)]).toEqual([
    ['title', 'a'],
    ['title', 'a'],
  ])
  const old = { ...a, fields: [text] } as ContentTypeDefinition
  const [fresh] = inOrder([b] as ContentTypeDefinition[], [old])
  expect([keys(fresh!.first), keys(fresh!.then), keys(fresh!.whole)]).toEqual([
    ['title', 'a'],
    ['title', 'a'],
    ['title', 'a', 'bs'],
  ])
})
