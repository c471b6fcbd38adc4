import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { ended, sendFile } from '../../../test/imported.ts'

const dozo = useDozo()
let owner: Ask
let content: Content
const full = process.env['TEST_FULL'] !== undefined

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(definition('page', [field('text', 'title')], { kind: 'tree' }))
})

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
const beside = fc.record({ do: fc.constantFrom('before' as const, 'after' as const), key, to: key })
const below = fc.record({ do: fc.constant('below' as const), key, to: fc.option(key) })
const place = fc.record({ do: fc.constant('place' as const), key, to: fc.constantFrom('first', 'last') })
const away = fc.record({ do: fc.constantFrom('trash' as const, 'recover' as const), key })
const path = fc.record({
  do: fc.constant('import' as const),
  paths: fc.array(fc.array(key, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
})
const steps = fc.array(fc.oneof(beside, below, place, away, path), { minLength: 8, maxLength: 14 })
type Step = typeof steps extends fc.Arbitrary<(infer T)[]> ? T : never

type Page = { id: string; key: string; parent: string | null; title: string }
async function pages(): Promise<Page[]> {
  const rows = await content.list('type=page&page[size]=100')
  return rows.map(({ id, key: own, parent, values }) => ({ id, key: own, parent, title: values.title }))
}
const trashed = async (): Promise<{ id: string; key: string }[]> => {
  const answer = await owner(`${content.at}/trash?type=page&size=100`)
  return answer.body.data
}

const move = (id: string, body: object) =>
  owner(`${content.at}/entries/${id}/move`, { method: 'POST', ifMatch: '*', body })

/** What is asked may be refused, for instance below itself; it must not be an error of ours. Answers the status. */
async function carryOut(step: Step, idOf: (key: string) => string): Promise<number> {
  if (step.do === 'import') {
    const file = ['path', ...step.paths.map((parts) => parts.join('/'))].join('\r\n')
    const run = await ended(owner, await sendFile(owner, 'page', file, 'text/csv', { createMissing: true }))
    return run.status === 'done' ? 200 : 500
  }
  const id = idOf(step.key)
  if (step.do === 'trash') return (await content.remove(id, '?force=true')).status
  if (step.do === 'recover') return (await content.recover(id)).status
  const to = 'to' in step && step.to !== null ? step.to : null
  if (step.do === 'place') return (await move(id, { place: to })).status
  if (step.do === 'below') {
    const parent = to === null ? null : idOf(to)
    return (await move(id, { place: 'last', parent })).status
  }
  return (await move(id, { [step.do]: idOf(to!) })).status
}

/** Every entry is below the top, over parents that are there. */
function expectATree(all: readonly Page[]): void {
  const parentOf = new Map(all.map((page) => [page.id, page.parent]))
  expect(parentOf.size).toBe(all.length)
  expect(new Set(all.map((page) => page.key)).size).toBe(all.length)
  for (const page of all) {
    const seen = new Set<string>()
    for (let at: string | null = page.id; at !== null; at = parentOf.get(at)!) {
      expect(seen.has(at), `${page.key} lies below itself`).toBe(false)
      expect(parentOf.has(at), `${page.key} lies below nothing`).toBe(true)
      seen.add(at)
    }
  }
}

test(
  'however a tree is moved about, thrown away, taken back and imported, it stays a tree and keeps each of its entries once',
  async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (chosen) => {
        const ids = new Map<string, string>()
        for (const one of ['a', 'b', 'c', 'd', 'e', 'f']) {
          const made = await content.create('page', { title: `of ${one}` }, { key: one })
          ids.set(one, made.id)
        }
        const titles = new Map([...ids].map(([own, id]) => [id, `of ${own}`]))
        for (const step of chosen) {
          const before = await pages()
          const status = await carryOut(step, (own) => ids.get(own)!)
          expect([200, 204, 404, 409, 422], JSON.stringify(step)).toContain(status)
          const after = await pages()
          expectATree(after)
          const found = [...after, ...(await trashed())].map(({ id }) => id)
          for (const [id, title] of titles) {
            expect(found.filter((one) => one === id)).toHaveLength(1)
            const page = after.find((one) => one.id === id)
            if (page) expect(page.title).toBe(title)
          }
          for (const page of after) if (!titles.has(page.id)) titles.set(page.id, page.title)
          if (step.do !== 'import' && status >= 400) expect(after).toEqual(before)
          if (step.do === 'before' || step.do === 'after') expectBeside(after, step, ids, status)
        }
        for (const { id } of await pages()) await content.remove(id, '?force=true')
        for (const { id } of await trashed()) await owner(`${content.at}/trash/${id}`, { method: 'DELETE' })
      }),
      { numRuns: full ? 100 : 8, ...(full ? {} : { seed: 20261125 }) },
    )
  },
  full ? 600_000 : 60_000,
)

/** What was moved beside another stands there, among the same parent's entries. */
function expectBeside(
  after: readonly Page[],
  step: { do: 'before' | 'after'; key: string; to: string },
  ids: ReadonlyMap<string, string>,
  status: number,
): void {
  if (status !== 200) return
  const [id, to] = [ids.get(step.key)!, ids.get(step.to)!]
  const parent = after.find((one) => one.id === to)!.parent
  const order = after.filter((one) => one.parent === parent).map((one) => one.id)
  expect(order[order.indexOf(to) + (step.do === 'before' ? -1 : 1)]).toBe(id)
}
