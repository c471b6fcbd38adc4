import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, wrongs, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(definition('place', [field('text', 'name')]))
  await content.define(
    definition('page', [
      field('text', 'title'),
      field('rich_text', 'body', { localized: true }),
      field('repeat', 'parts', { fields: [field('rich_text', 'words')] }),
    ]),
  )
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  for (const [path, operation] of [
    ['/pages/{id}', 'entries.get'],
    ['/pages', 'entries.list'],
  ]) {
    const body = { path, operation, type: 'page', cacheSeconds: 60 }
    await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body })
  }
})

const linking = (entry: string, more: object = {}) => ({
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      content: [
        {
          type: 'text',
          text: '港へ',
          marks: [{ type: 'bold' }, { type: 'link', attrs: { entry, ...more } }],
        },
      ],
    },
  ],
})
const read = async (id: string) => (await dozo.site(`/api/out/pages/${id}`)).body.data

test('a link to an entry is kept by its id; readers get its type and key, whatever they are by then', async () => {
  const place = await content.create('place', { name: '港' }, { key: 'harbour', publish: true })
  const given = linking(place.id, { href: 'https://old.example/' })
  const { id, values } = await content.create('page', { body: { ja: given } }, { publish: true })
  expect(values.body.ja).toEqual(linking(place.id))
  const { html, json, markdown } = (await read(id)).body
  expect(html).toBe(
    `<p><a data-entry="${place.id}" data-type="place" data-key="harbour"><strong>港へ</strong></a></p>`,
  )
  expect(json).toEqual(linking(place.id, { type: 'place', key: 'harbour' }))
  expect(markdown).toBe('**港へ**')
})

test('words that link to what is no draft any more become a link, and words again when it goes', async () => {
  const place = await content.create('place', { name: '島' }, { key: 'island' })
  const { id } = await content.create(
    'page',
    { title: 'x', body: { ja: linking(place.id) }, parts: [{ words: linking(place.id) }] },
    { publish: true },
  )
  const shown = async () => {
    const { body, parts } = await read(id)
    const listed = (await dozo.site('/api/out/pages')).body.data.find((one: { id: string }) => one.id === id)
    return [body.html, parts[0].words.html, listed.body.html].map((html) =>
      html.includes('data-key="island"'),
    )
  }
  expect((await read(id)).body.html).toBe('<p><strong>港へ</strong></p>')
  expect(await shown()).toEqual([false, false, false])
  await content.publish(place.id)
  expect(await shown()).toEqual([true, true, true])
  expect((await content.unpublish(place.id)).status).toBe(200)
  expect(await shown()).toEqual([false, false, false])
})

test('what links to an entry is among what points to it: it cannot be deleted unseen', async () => {
  const place = await content.create('place', { name: '丘' })
  const direct = await content.create('page', { title: '一', body: { ja: linking(place.id) } })
  const within = await content.create('page', { title: '二', parts: [{ words: linking(place.id) }] })
  const refused = await content.remove(place.id)
  expect([refused.status, refused.body.code]).toEqual([409, 'entry_referenced'])
  const found = refused.body.references.map((one: Record<string, string>) => [one['id'], one['field']])
  expect(found).toEqual([
    [direct.id, 'body'],
    [within.id, 'parts'],
  ])
})

test('when two entries become one, links lead to the one that stays', async () => {
  const from = await content.create('place', { name: '旧' }, { publish: true })
  const into = await content.create('place', { name: '新' }, { key: 'new', publish: true })
  const { id } = await content.create('page', { body: { ja: linking(from.id) } }, { publish: true })
  const answer = await owner(`${content.at}/entries/${from.id}/merge`, {
    method: 'POST',
    body: { into: into.id },
  })
  expect(answer.status).toBe(202)
  await dozo.settled()
  expect((await read(id)).body.html).toContain(`data-entry="${into.id}"`)
})

test('an entry that is not there, or is one of another site, cannot be linked', async () => {
  await dozo.makeSite('right')
  const there = contentOf(await dozo.member('owner', ['owner'], 'right'), 'right')
  await there.define(definition('place', [field('text', 'name')]))
  const { id } = await there.create('place', { name: 'よそ' })
  for (const strange of [id, '0190d2a4-0000-7000-8000-000000000001'])
    expect(wrongs(await content.tryCreate('page', { body: { ja: linking(strange) } }))).toEqual([
      ['/values/body/ja', 'entry_missing'],
    ])
})
