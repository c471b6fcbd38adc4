import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, succeeded, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let email: string
const full = process.env['TEST_FULL'] !== undefined
const minute = 60_000

beforeAll(async () => {
  const owner = await dozo.member('owner', ['owner'])
  email = owner.email
  const content = contentOf(owner)
  await content.define(definition('page', [field('number', 'price')]))
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = { path: '/pages/{id}', operation: 'entries.get', type: 'page', cacheSeconds: 60 }
  succeeded(await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint }))
})

/** Moments as the clocks of a place show them before and after what they do there, each with both offsets of that day. */
const edges = [
  { zone: 'Asia/Tokyo', edge: '2027-01-01T00:00:00+09:00', offsets: ['+09:00', 'Z'] },
  { zone: 'Asia/Tokyo', edge: '2027-05-01T00:00:00+09:00', offsets: ['+09:00', 'Z'] },
  { zone: 'Asia/Tokyo', edge: '2027-03-01T00:00:00+09:00', offsets: ['+09:00', 'Z'] },
  { zone: 'Asia/Tokyo', edge: '2028-02-29T00:00:00+09:00', offsets: ['+09:00', 'Z'] },
  { zone: 'Asia/Tokyo', edge: '2028-03-01T00:00:00+09:00', offsets: ['+09:00', 'Z'] },
  { zone: 'Europe/Berlin', edge: '2027-03-28T02:00:00+01:00', offsets: ['+01:00', '+02:00'] },
  { zone: 'Europe/Berlin', edge: '2027-10-31T03:00:00+02:00', offsets: ['+01:00', '+02:00'] },
  { zone: 'Europe/Berlin', edge: '2028-02-29T23:59:59+01:00', offsets: ['+01:00', 'Z'] },
]

/** From the edge, in ms: close by, the hour that comes twice or never, and the day before and after. */
const distance = fc.oneof(
  fc.constantFrom(-1000, -1, 0, 1, 1000, -60 * minute, -30 * minute, 30 * minute, 60 * minute),
  fc.integer({ min: -1440, max: 1440 }).map((minutes) => minutes * minute),
)
const planned = fc.uniqueArray(
  fc.record({
    distance,
    action: fc.constantFrom('publish' as const, 'unpublish' as const),
    offset: fc.nat(1),
  }),
  { selector: (one) => one.distance, minLength: 2, maxLength: 6 },
)
const looks = fc.array(fc.record({ distance, times: fc.constantFrom(1, 2, 3) }), { maxLength: 5 })

const offsetMs = (offset: string) => (offset === 'Z' ? 0 : Number(offset.slice(1, 3)) * 60 * minute)
const written = (at: number, offset: string) =>
  `${new Date(at + offsetMs(offset)).toISOString().slice(0, -1)}${offset}`

/** The job, as often as said and at the same time. */
async function runJob(times: number): Promise<void> {
  const ctx = await dozo.system()
  for (let n = 0; n < times; n++)
    await ctx.tx((tx) => dozo.app.jobs.add(tx, 'entries.run-schedules', {}, { key: `of the test ${n}` }))
  await dozo.settled()
}

type Plan = { at: number; action: 'publish' | 'unpublish'; version: number }
/** What readers have after each plan until a moment, and how each one ended. */
function meant(plans: readonly Plan[], until: number) {
  let price: number | null = null
  const ends: string[] = []
  for (const { at, action, version } of plans.toSorted((a, b) => a.at - b.at)) {
    if (at > until) ends.push('waiting')
    else if (action === 'publish') ends.push('done')
    else ends.push(price === null ? 'failed' : 'done')
    if (at <= until) price = action === 'publish' ? version : null
  }
  return { price, ends }
}

async function signedIn(): Promise<{ owner: Ask; content: Content }> {
  const owner = await dozo.signIn(email)
  return { owner, content: contentOf(owner) }
}
/** All that the audit log says of an action on an entry. */
async function recordsOf(owner: Ask, action: string, id: string): Promise<object[]> {
  const found: object[] = []
  for (let after = ''; ;) {
    const path = `/manage/v1/sites/main/audit?action=${action}&size=200${after}`
    const page: { id: string; subject: { id: string } }[] = succeeded(await owner(path))
    found.push(...page.filter(({ subject }) => subject.id === id))
    if (page.length < 200) return found
    after = `&after=${page.at(-1)!.id}`
  }
}
const priceSeen = async (id: string) => {
  const { status, body } = await dozo.site(`/api/out/pages/${id}`)
  return status === 200 ? body.data.price : null
}

test(
  'around midnights, month ends, the last of February and changes of summer time, what is planned happens once, in order, at its moment',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...edges),
        planned,
        looks,
        async ({ zone, edge, offsets }, chosen, seen) => {
          const middle = Date.parse(edge)
          const start = middle - 2 * 1440 * minute
          dozo.time.now = new Date(start)
          const { owner, content } = await signedIn()
          succeeded(await owner(content.at, { method: 'PATCH', ifMatch: '*', body: { timeZone: zone } }))
          const { id } = await content.create('page', { price: 1 })
          const plans: Plan[] = []
          for (const [n, { distance: far, action, offset }] of chosen.entries()) {
            const at = middle + far
            if (n > 0) succeeded(await content.patch(id, { price: n + 1 }))
            const version = action === 'publish' ? { version: n + 1 } : {}
            const made = await content.schedule(id, { action, at: written(at, offsets[offset]!), ...version })
            expect(Date.parse(succeeded(made).at)).toBe(at)
            plans.push({ at, action, version: n + 1 })
          }
          const stops = [...seen, { distance: 1441 * minute, times: 2 }].map((one) => ({
            ...one,
            at: middle + one.distance,
          }))
          for (const { at, times } of stops.toSorted((a, b) => a.at - b.at)) {
            dozo.time.now = new Date(at)
            await runJob(times)
            expect(await priceSeen(id)).toBe(meant(plans, at).price)
          }
          dozo.time.now = new Date(start)
          const ended = await Promise.all(
            ['done', 'failed'].map(async (status) =>
              succeeded(await owner(`${content.at}/schedules?status=${status}&entry=${id}`)),
            ),
          )
          const rows = ended.flat().toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
          expect(rows.map((row) => row.status)).toEqual(meant(plans, Infinity).ends)
          const looked = stops.map(({ at }) => at).toSorted((a, b) => a - b)
          for (const row of rows)
            expect(Date.parse(row.endedAt)).toBe(looked.find((at) => at >= Date.parse(row.at)))
          for (const action of ['published', 'unpublished']) {
            const told = await recordsOf(owner, `entry.${action}`, id)
            const done = rows.filter((row) => row.status === 'done' && `${row.action}ed` === action)
            expect(told).toHaveLength(done.length)
          }
        },
      ),
      { numRuns: full ? 100 : 10, ...(full ? {} : { seed: 20261125 }) },
    )
  },
  full ? 600_000 : 60_000,
)
