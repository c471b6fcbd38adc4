import { expect, test } from 'vitest'
import { contentOf, definition, field } from '../../../test/content.ts'
import { useDozo } from '../../../test/harness.ts'

const dozo = useDozo()

test('a day in a filter begins where the site is: an event early in the morning belongs to it', async () => {
  const owner = await dozo.member('owner', ['owner'])
  const content = contentOf(owner)
  const starts = field('date_time', 'starts', { filterable: true })
  await content.define(
    definition('event', [field('text', 'title'), starts, field('date', 'day', { filterable: true })]),
  )
  const events = {
    eve: '2026-04-30T23:30:00+09:00',
    early: '2026-05-01T08:00:00+09:00',
    late: '2026-05-01T23:00:00+09:00',
  }
  for (const [title, at] of Object.entries(events))
    await content.create('event', { title, starts: at, day: at.slice(0, 10) }, { publish: true })
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = {
    type: 'event',
    cacheSeconds: 0,
    path: '/event',
    operation: 'entries.list',
    sort: 'starts',
  }
  await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
  const first = 'filter[starts][gte]=2026-05-01&filter[starts][lt]=2026-05-02'
  const titles = (list: { title: string }[]) => list.map(({ title }) => title)
  expect(titles((await dozo.site(`/api/out/event?${first}`)).body.data)).toEqual(['early', 'late'])
  const managed = await content.list(`type=event&sort=starts&${first}`)
  expect(managed.map(({ values }) => values.title)).toEqual(['early', 'late'])
  expect(titles((await dozo.site('/api/out/event?filter[day]=2026-05-01')).body.data)).toEqual([
    'early',
    'late',
  ])
})

test('a grant that ends with a day ends at the site’s midnight', async () => {
  const owner = await dozo.member('head', ['owner'])
  const content = contentOf(owner)
  await content.define(
    definition('memo', [field('text', 'title'), field('date_time', 'until', { filterable: true })]),
  )
  await content.create('memo', { title: 'before', until: '2026-04-30T23:30:00+09:00' })
  await content.create('memo', { title: 'after', until: '2026-05-01T00:30:00+09:00' })
  const condition = { until: { lt: '2026-05-01' } }
  const grants = [{ permission: 'console.enter' }, { permission: 'entries.read', types: ['memo'], condition }]
  const body = { key: 'old', name: { ja: 'old', en: 'old' }, grants }
  expect((await owner(`${content.at}/groups`, { method: 'POST', body })).status).toBe(201)
  const reader = contentOf(await dozo.member('reader', ['old']))
  expect((await reader.list('type=memo')).map(({ values }) => values.title)).toEqual(['before'])
})
