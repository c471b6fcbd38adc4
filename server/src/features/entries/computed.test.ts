import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, wrongs, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { exported, imported } from '../../../test/imported.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

const type = (template: string) =>
  definition(
    'talk',
    [
      field('slug', 'slug'),
      field('text', 'title', { localized: true }),
      field('date', 'day'),
      field('computed', 'full', { template, localized: true, filterable: true, searchable: { weight: 'A' } }),
    ],
    { titleField: 'full', keyField: 'slug' },
  )

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(type('{title} – {day}'))
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = { path: '/talks', operation: 'entries.list', type: 'talk' }
  await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
})

test('it follows every change of what it is made of, and is found, sorted and delivered like a text', async () => {
  const made = await content.create(
    'talk',
    { slug: 'a', title: { ja: '講演', en: 'Talk' }, day: '2026-11-24' },
    { publish: true },
  )
  expect(made.values.full).toEqual({ ja: '講演 – 2026-11-24', en: 'Talk – 2026-11-24' })
  expect(made.title).toBe('講演 – 2026-11-24')
  const after = (await content.patch(made.id, { title: { en: 'Ｌｅｃｔｕｒｅ' } })).body.data
  expect(after.values.full).toEqual({ ja: '講演 – 2026-11-24', en: 'Ｌｅｃｔｕｒｅ – 2026-11-24' })
  const read = async (query: string) => (await dozo.site(`/api/out/talks?${query}`)).body.data
  expect(await read('locale=en&filter[full][startsWith]=talk')).toMatchObject([{ full: 'Talk – 2026-11-24' }])
  await content.publish(made.id)
  expect(await read('locale=en&filter[full][startsWith]=lecture&sort=full')).toHaveLength(1)
  expect(await read('locale=en&filter[full][contains]=2026-11')).toHaveLength(1)
  await dozo.settled()
  expect((await owner(`${content.at}/search?q=Lecture&locale=en`)).body.data).toHaveLength(1)
  const back = await owner(`${content.at}/entries/${made.id}/restore`, {
    method: 'POST',
    ifMatch: '*',
    body: { version: 1 },
  })
  expect(back.body.data.values.full.en).toBe('Talk – 2026-11-24')
})

test('nobody writes it, and an import of what was written out makes it anew', async () => {
  expect(wrongs(await content.tryCreate('talk', { slug: 'x', full: { ja: 'x' } }))).toEqual([
    ['/values/full', 'not_writable'],
  ])
  const before = await exported(owner, 'talk')
  expect(before).toContain('講演 – 2026-11-24')
  expect(await imported(owner, 'talk', before)).toMatchObject({ skipped: 1, failed: 0 })
  expect(await imported(owner, 'talk', [{ slug: 'b', title: '二', full: 'x' }])).toMatchObject({ created: 1 })
  expect((await content.list('type=talk&filter[key][eq]=b'))[0].values.full).toEqual({ ja: '二 –' })
})

test('another template makes the texts of all entries anew, public ones as well', async () => {
  const answer = await owner(`${content.at}/content-types/talk`, {
    method: 'PUT',
    ifMatch: '*',
    body: type('[{day}] {title}'),
  })
  expect(answer.status).toBe(200)
  await dozo.settled()
  const entry = (await content.list('type=talk&filter[key][eq]=a'))[0]
  expect((await content.get(entry.id)).live.full.en).toMatch(/^\[2026-11-24\] /)
})

test('a long text that a template names a hundred times is cut before it is put together', async () => {
  await content.define(
    definition('echo', [
      field('textarea', 'long'),
      field('computed', 'echo', { template: '{long}'.repeat(80) }),
    ]),
  )
  const { values } = await content.create('echo', { long: '  𠮷 字\n'.repeat(60_000) })
  expect([...values.echo]).toHaveLength(2000)
  expect(values.echo.startsWith('𠮷 字 𠮷')).toBe(true)
})
