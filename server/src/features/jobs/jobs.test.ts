import sql from 'sql-template-tag'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { feature } from '#platform/feature.ts'
import { startCron } from '#platform/jobs/cron.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

/** What the jobs of this file do; each run is noted. */
let broken = true
const runs: { name: string; payload: Record<string, unknown>; site: string | undefined }[] = []
const note =
  (name: string) =>
  async (job: { payload: Record<string, unknown>; ctx?: { site: { key: string } } | undefined }) => {
    runs.push({ name, payload: job.payload, site: job.ctx?.site.key })
    if (name === 'toys.break' && broken) throw new Error('the spring is broken')
  }
const label = (text: string) => ({ ja: `${text}（玩具）`, en: text })
const toys = feature({
  name: 'toys',
  jobs: [
    { name: 'toys.break', label: label('Break'), maxAttempts: 1, run: note('toys.break') },
    { name: 'toys.retry', label: label('Retry'), maxAttempts: 5, run: note('toys.break') },
    { name: 'toys.later', label: label('Later'), maxAttempts: 3, run: note('toys.later') },
    {
      name: 'toys.nightly',
      label: label('Nightly'),
      maxAttempts: 3,
      cron: { pattern: '30 2 * * *', timeZone: 'Asia/Tokyo' },
      run: note('toys.nightly'),
    },
  ],
})

const dozo = useDozo({ extra: [toys] })
const at = '/manage/v1/sites/main/jobs'
let owner: Ask

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
})

async function add(
  name: string,
  options: { runAt?: Date; key?: string } = {},
  site = 'main',
): Promise<string> {
  const ctx = await dozo.system(site)
  return ctx.tx((tx) => dozo.app.jobs.add(tx, name, { toy: 'kokeshi' }, options))
}
const listed = async (query = '', ask = owner): Promise<any[]> => (await ask(`${at}${query}`)).body.data
const jobOf = async (id: string) => (await listed()).find((one) => one.id === id)
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)

test('a job that fails for the last time is dead: listed with its reason, run again by hand, gone when it is done', async () => {
  broken = true
  const id = await add('toys.break')
  await expect.poll(async () => (await jobOf(id))?.state).toBe('dead')
  expect(await jobOf(id)).toMatchObject({
    name: 'toys.break',
    label: 'Break',
    attempts: 1,
    maxAttempts: 1,
    lastError: 'the spring is broken',
  })
  expect((await listed('?state=dead')).map((one) => one.id)).toContain(id)
  expect((await listed('?state=waiting')).map((one) => one.id)).not.toContain(id)
  const ja = await owner(at, { headers: { 'accept-language': 'ja' } })
  expect(ja.body.data.find((one: { id: string }) => one.id === id).label).toBe('Break（玩具）')
  broken = false
  expect((await owner(`${at}/${id}/retry`, { method: 'POST' })).status).toBe(204)
  await expect.poll(() => jobOf(id)).toBeUndefined()
  const { body } = await owner('/manage/v1/sites/main/audit?action=job.retried')
  expect(body.data[0].subject.id).toBe(id)
})

test('a job that fails is tried again by itself, and at once by hand', async () => {
  broken = true
  const id = await add('toys.retry')
  await expect.poll(async () => (await jobOf(id))?.state).toBe('retrying')
  expect(await jobOf(id)).toMatchObject({ attempts: 1, maxAttempts: 5 })
  expect(new Date((await jobOf(id)).runAt).getTime()).toBeGreaterThan(Date.now())
  broken = false
  await owner(`${at}/${id}/retry`, { method: 'POST' })
  await expect.poll(() => jobOf(id)).toBeUndefined()
})

test('a job waits for its time and can be taken out before', async () => {
  const id = await add('toys.later', { runAt: inDays(1) })
  expect(await jobOf(id)).toMatchObject({ state: 'waiting', attempts: 0 })
  expect((await owner(`${at}/${id}/cancel`, { method: 'POST' })).status).toBe(204)
  expect(await jobOf(id)).toBeUndefined()
  expect((await owner(`${at}/${id}/cancel`, { method: 'POST' })).status).toBe(404)
  expect((await owner('/manage/v1/sites/main/audit?action=job.cancelled')).body.data[0].subject.id).toBe(id)
  expect(runs.filter((run) => run.name === 'toys.later')).toEqual([])
})

test('the same key twice is one job, and a transaction that fails adds none', async () => {
  const before = (await listed()).length
  const ids = [
    await add('toys.later', { runAt: inDays(1), key: 'k' }),
    await add('toys.later', { runAt: inDays(2), key: 'k' }),
  ]
  expect((await listed()).length).toBe(before + 1)
  const ctx = await dozo.system()
  const failing = ctx.tx(async (tx) => {
    await dozo.app.jobs.add(tx, 'toys.later', {}, { runAt: inDays(1) })
    throw new Error('stop')
  })
  await expect(failing).rejects.toThrow('stop')
  expect((await listed()).length).toBe(before + 1)
  await owner(`${at}/${ids[1]}/cancel`, { method: 'POST' })
})

test('jobs of another site are neither seen nor touched; seeing and touching are permissions', async () => {
  await dozo.makeSite('right')
  const id = await add('toys.later', { runAt: inDays(1) })
  const stranger = await dozo.member('owner', ['owner'], 'right')
  const there = '/manage/v1/sites/right/jobs'
  expect((await stranger(there)).body.data).toEqual([])
  for (const site of [at, there])
    for (const verb of ['retry', 'cancel'])
      expect((await stranger(`${site}/${id}/${verb}`, { method: 'POST' })).status).toBe(404)
  const editor = await dozo.member('editor', ['editor'])
  expect((await listed('', editor)).map((one) => one.id)).toContain(id)
  for (const verb of ['retry', 'cancel'])
    expect((await editor(`${at}/${id}/${verb}`, { method: 'POST' })).status).toBe(403)
  expect((await (await dozo.member('viewer', ['viewer']))(at)).status).toBe(403)
  const bad = await owner(`${at}?state=broken`)
  expect([bad.status, bad.body.errors[0].path]).toEqual([400, '/state'])
  for (const wrong of ['0x1', '-1', '1.5', '9'.repeat(16), 'a'])
    expect((await owner(`${at}/${wrong}/retry`, { method: 'POST' })).status, wrong).toBe(404)
  await owner(`${at}/${id}/cancel`, { method: 'POST' })
})

const nightly = () => runs.filter((run) => run.name === 'toys.nightly').length
const dueRows = () =>
  dozo.app.db.asOwner('test', (tx) =>
    tx.many<{ due: Date }>(sql`select due from cron_runs where name = 'toys.nightly' order by due`),
  )

test('a cron job is added once when it is due in its own time zone, however many processes keep time', async () => {
  // 02:30 in Tokyo is 17:30 UTC; this is a moment before.
  dozo.time.now = new Date('2026-11-24T17:29:59.900Z')
  const clocks = [startCron(dozo.app), startCron(dozo.app)]
  onTestFinished(async () => void (await Promise.all(clocks.map((clock) => clock.stop()))))
  // What fell due the night before while nothing ran comes late, once.
  await expect.poll(nightly).toBe(1)
  dozo.time.advance(200)
  await expect.poll(nightly).toBe(2)
  expect((await dueRows()).map(({ due }) => due.toISOString())).toEqual([
    '2026-11-23T17:30:00.000Z',
    '2026-11-24T17:30:00.000Z',
  ])
  expect(runs.find((run) => run.name === 'toys.nightly')).toMatchObject({ payload: {}, site: undefined })
})

test('a clock that is set back runs nothing twice; one that jumps ahead runs what is due once', async () => {
  const before = nightly()
  dozo.time.now = new Date('2026-11-24T17:29:59.950Z')
  const back = startCron(dozo.app)
  dozo.time.advance(100)
  await add('toys.later')
  await expect.poll(() => runs.filter((run) => run.name === 'toys.later').length).toBe(1)
  await back.stop()
  expect(nightly()).toBe(before)
  dozo.time.now = new Date('2026-12-24T12:00:00Z')
  const ahead = startCron(dozo.app)
  onTestFinished(() => ahead.stop())
  await expect.poll(nightly).toBe(before + 1)
  expect((await dueRows()).at(-1)?.due.toISOString()).toBe('2026-12-23T17:30:00.000Z')
})
