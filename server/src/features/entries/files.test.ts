import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, wrongs, type Content } from '../../../test/content.ts'
import { filesOf, png } from '../../../test/files.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content
let files: ReturnType<typeof filesOf>

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  files = filesOf(owner)
  await content.define(
    definition('page', [
      field('text', 'title'),
      field('image', 'hero', { filterable: true }),
      field('file', 'form', { accept: ['document'] }),
      field('gallery', 'photos', { max: 3 }),
      field('rich_text', 'body'),
      field('image', 'cover', { localized: true }),
      field('repeat', 'parts', { fields: [field('image', 'picture'), field('text', 'text')] }),
    ]),
  )
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = { path: '/pages/{id}', operation: 'entries.get', type: 'page', cacheSeconds: 60 }
  await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
})

const read = async (id: string, query = '') => (await dozo.site(`/api/out/pages/${id}${query}`)).body.data
const documentWith = (attrs: object) => ({
  type: 'doc',
  content: [
    { type: 'paragraph', content: [{ type: 'text', text: '前' }] },
    { type: 'image', attrs },
  ],
})

test('readers get where a picture is, how large, a tiny one to begin with, and its words', async () => {
  const sea = await files.upload('海.png', await png(400, 200), { folder: 'photos' })
  await files.change(sea.id, {
    alt: { ja: '朝の海', en: 'The sea' },
    credit: '山田',
    focal: { x: 0.5, y: 0.25 },
  })
  const values = { hero: sea.id, photos: [{ file: sea.id, alt: '港から', caption: '一枚目' }] }
  const page = await content.create('page', values, { publish: true })
  expect(page.values).toEqual({ ...values, hero: { file: sea.id } })
  const shown = await read(page.id)
  expect(shown.hero).toEqual({
    id: sea.id,
    url: sea.url,
    name: '海.png',
    type: 'image/png',
    size: sea.size,
    hash: sea.hash.slice(0, 16),
    width: 400,
    height: 200,
    placeholder: sea.placeholder,
    alt: '朝の海',
    focal: { x: 0.5, y: 0.25 },
    caption: '',
    credit: '山田',
  })
  expect(shown.photos).toMatchObject([{ id: sea.id, alt: '港から', caption: '一枚目' }])
  expect((await read(page.id, '?locale=en')).hero.alt).toBe('The sea')
})

test('a file that moves, is described anew, is replaced, hidden, or thrown away is so for readers with the next answer', async () => {
  const file = await files.upload('plan.txt', 'plan')
  const picture = await files.upload('a.png', await png(10, 10))
  const page = await content.create(
    'page',
    { form: { file: file.id, caption: '計画' }, hero: picture.id, body: documentWith({ file: picture.id }) },
    { publish: true },
  )
  expect(await read(page.id)).toMatchObject({ form: { caption: '計画' }, hero: { width: 10 } })
  await files.change(picture.id, { folder: 'moved', alt: { ja: '図' } })
  const moved = await read(page.id)
  expect(moved.hero).toMatchObject({ url: expect.stringMatching(/\/files\/moved\/a\.png$/), alt: '図' })
  expect(moved.body.html).toContain('/files/moved/a.png" alt="図" width="10" height="10"')
  await files.replace(picture.id, await png(20, 10))
  expect((await read(page.id)).hero.width).toBe(20)
  await files.change(picture.id, { public: false })
  const hidden = await read(page.id)
  expect([hidden.hero, hidden.body.html]).toEqual([null, '<p>前</p>'])
  await files.change(picture.id, { public: true })
  expect((await read(page.id)).hero.id).toBe(picture.id)
  await files.trash(file.id)
  expect((await read(page.id)).form).toBeNull()
  // What shows a file in the trash can still be edited.
  expect((await content.patch(page.id, { title: '題', form: file.id })).status).toBe(200)
})

test('rich text keeps the file and no address; in the text of a private one nothing is left', async () => {
  const picture = await files.upload('in-text.png', await png(30, 20))
  const attrs = { file: picture.id, src: 'https://elsewhere.example/x.png', width: 999, title: '題' }
  const page = await content.create('page', { body: documentWith(attrs) }, { publish: true })
  expect(page.values.body.content[1].attrs).toEqual({ file: picture.id, title: '題' })
  const { body } = await read(page.id)
  expect(body.json.content[1].attrs).toMatchObject({ src: picture.url, width: 30, height: 20, alt: '' })
  expect(body.markdown).toContain(picture.url)
  expect(wrongs(await content.tryCreate('page', { body: documentWith({ file: 'x' }) }))).toEqual([
    ['/values/body/content/1/attrs/file', 'not_an_id'],
  ])
})

test('each place and each language may show a file of its own', async () => {
  const [one, other] = [
    await files.upload('1.png', await png(1, 1)),
    await files.upload('2.png', await png(2, 2)),
  ]
  const values = {
    cover: { ja: one.id, en: { file: other.id, alt: 'cover' } },
    parts: [{ picture: other.id, text: '本' }, { text: '絵なし' }],
  }
  const page = await content.create('page', values, { publish: true })
  expect(await read(page.id)).toMatchObject({
    cover: { id: one.id },
    parts: [{ picture: { id: other.id, width: 2 }, text: '本' }, { text: '絵なし' }],
  })
  expect((await read(page.id, '?locale=en')).cover).toMatchObject({ id: other.id, alt: 'cover' })
})

test('only files of this site, of a kind that the field takes, can be named', async () => {
  await dozo.makeSite('elsewhere')
  const foreign = await filesOf(owner, 'elsewhere').upload('x.png', await png(1, 1))
  const text = await files.upload('x.txt', 'text')
  const picture = await files.upload('x.png', await png(1, 1))
  const values = {
    hero: text.id,
    form: picture.id,
    photos: [picture.id, foreign.id],
    body: documentWith({ file: text.id }),
    parts: [{ picture: foreign.id }],
  }
  expect(wrongs(await content.tryCreate('page', values))).toEqual([
    ['/values/hero/file', 'file_of_other_kind'],
    ['/values/form/file', 'file_of_other_kind'],
    ['/values/photos/1/file', 'file_missing'],
    ['/values/body', 'file_of_other_kind'],
    ['/values/parts/0/picture/file', 'file_missing'],
  ])
})

test('a file says what uses it, in fields, parts, rich text and both copies of an entry', async () => {
  const file = await files.upload('used.png', await png(1, 1))
  const usedBy = async (id = file.id) =>
    (await owner(`${files.at}/${id}/references`)).body.data.map((one: any) => [one.id, one.field])
  expect(await usedBy()).toEqual([])
  const page = await content.create('page', { hero: file.id, photos: [file.id] }, { publish: true })
  const text = await content.create('page', { body: documentWith({ file: file.id }) })
  const part = await content.create('page', { parts: [{ picture: file.id }] })
  expect(await usedBy()).toEqual([
    [page.id, 'hero'],
    [page.id, 'photos'],
    [text.id, 'body'],
    [part.id, 'parts'],
  ])
  await content.patch(page.id, { hero: null, photos: null })
  // Readers still see it.
  expect(await usedBy()).toContainEqual([page.id, 'hero'])
  await content.publish(page.id)
  expect(await usedBy()).toEqual([
    [text.id, 'body'],
    [part.id, 'parts'],
  ])
  expect((await owner(`${files.at}/${page.id}/references`)).status).toBe(404)
})

test('entries with and without a picture can be asked for, and words of pictures are found', async () => {
  const file = await files.upload('found.png', await png(1, 1))
  await content.define(
    definition('post', [field('image', 'hero', { filterable: true, searchable: { weight: 'C' } })]),
  )
  const page = await content.create('post', { hero: { file: file.id, alt: '青い灯台' } })
  const none = await content.create('post', {})
  const found = async (query: string) => (await content.list(`type=post&${query}`)).map((one) => one.id)
  expect(await found('filter[hero][exists]=true')).toEqual([page.id])
  expect(await found('filter[hero][exists]=false')).toEqual([none.id])
})
