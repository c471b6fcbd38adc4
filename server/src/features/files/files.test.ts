import sql from 'sql-template-tag'
import { beforeAll, expect, test } from 'vitest'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { succeeded } from '../../../test/content.ts'
import { filesOf, png } from '../../../test/files.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let files: ReturnType<typeof filesOf>
beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  files = filesOf(owner)
})

const inTrash = { trashed: 'true' }
const stored = async () =>
  (await readdir(join(dozo.app.config.dataDir, 'files', 'files'), { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile())
    .map((one) => one.name)

test('an uploaded image says what it is, is read at its address, and is the same bytes', async () => {
  const image = await png(40, 30)
  const made = await files.upload('朝の風景.png', image, { folder: 'news/2026' })
  expect(made).toMatchObject({
    path: 'news/2026/朝の風景.png',
    type: 'image/png',
    kind: 'image',
    size: image.length,
    width: 40,
    height: 30,
    public: true,
    version: 1,
    sameAs: [],
  })
  const read = await dozo.site(`/files/news/2026/${encodeURIComponent('朝の風景.png')}`)
  expect([read.status, read.headers['content-type'], read.raw.equals(image)]).toEqual([
    200,
    'image/png',
    true,
  ])
  expect((await files.upload('again.png', image)).sameAs).toEqual(['news/2026/朝の風景.png'])
})

test('an image has a tiny picture of itself, and a point that is kept in view', async () => {
  const file = await files.upload('red.png', await png(400, 200))
  const tiny = await sharp(Buffer.from(file.placeholder.split(',')[1], 'base64')).metadata()
  expect(file.placeholder).toMatch(/^data:image\/webp;base64,.{20,400}$/)
  expect(tiny).toMatchObject({ width: 16, height: 8 })
  expect(file.focal).toBeNull()
  expect((await files.change(file.id, { focal: { x: 0.25, y: 1 } })).body.data.focal).toEqual({
    x: 0.25,
    y: 1,
  })
  expect((await files.change(file.id, { focal: { x: 0.25 } })).status).toBe(422)
  expect((await files.change(file.id, { focal: { x: 2, y: 0 } })).body.errors[0].path).toBe('/focal/x')
  expect((await files.get(file.id)).focal).toEqual({ x: 0.25, y: 1 })
  expect((await files.change(file.id, { focal: null })).body.data.focal).toBeNull()
})

test('a photo that lies on its side has the width and height that it is shown with', async () => {
  const photo = await sharp(await png(40, 30))
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  expect(await files.upload('side.jpg', photo)).toMatchObject({ type: 'image/jpeg', width: 30, height: 40 })
})

test('new bytes keep the address, and each version can be had and made the current one again', async () => {
  const { id, etag } = await files.upload('price-list.txt', 'old prices')
  const replaced = succeeded(await files.replace(id, 'new prices', etag))
  expect(replaced).toMatchObject({ version: 2, path: 'price-list.txt', size: 10 })
  expect((await dozo.site('/files/price-list.txt')).text).toBe('new prices')
  expect((await files.replace(id, 'late', etag)).status).toBe(412)
  const atOnce = await Promise.all(
    ['this', 'that', 'other'].map((text) => files.replace(id, text, replaced.etag)),
  )
  expect(atOnce.map(({ status }) => status).toSorted()).toEqual([200, 412, 412])
  const versions = succeeded(await owner(`${files.at}/${id}/versions`)) as { version: number }[]
  expect(versions.map(({ version }) => version)).toEqual([3, 2, 1])
  expect((await owner(`${files.at}/${id}/versions/1/content`)).text).toBe('old prices')
  const back = await owner(`${files.at}/${id}/versions/1/restore`, { method: 'POST', ifMatch: '*' })
  expect(succeeded(back)).toMatchObject({ version: 1 })
  expect((await dozo.site('/files/price-list.txt')).text).toBe('old prices')
  expect(succeeded(await files.replace(id, 'newest')).version).toBe(4)
})

test('a file that is renamed or moved is found where it is, and its old addresses lead there', async () => {
  const { id } = await files.upload('draft.txt', 'a text')
  succeeded(await files.change(id, { name: 'report.txt' }))
  succeeded(await files.change(id, { folder: 'reports/2026' }))
  for (const old of ['draft.txt', 'report.txt']) {
    const answer = await dozo.site(`/files/${old}?v=1`)
    expect([answer.status, answer.headers['location']]).toEqual([301, '/files/reports/2026/report.txt?v=1'])
  }
  expect((await dozo.site('/files/reports/2026/report.txt')).text).toBe('a text')
  // The place is free for another, who is found there from then on; back again, nothing leads in a circle.
  const another = await files.upload('draft.txt', 'another')
  expect((await dozo.site('/files/draft.txt')).text).toBe('another')
  succeeded(await files.change(id, { name: 'report.txt', folder: '' }))
  expect((await dozo.site('/files/report.txt')).text).toBe('a text')
  expect((await files.change(id, { name: 'draft.txt' })).body).toMatchObject({ code: 'file_exists' })
  // A place that another has had since leads to nobody's file of before, also when the other is gone.
  succeeded(await files.change(another.id, { name: 'report.txt', folder: 'reports/2026' }))
  const third = await files.upload('draft.txt', 'a third')
  for (const [gone, address] of [
    [third, '/files/draft.txt'],
    [another, '/files/reports/2026/report.txt'],
  ]) {
    await files.trash(gone.id)
    expect((await dozo.site(address)).status, address).toBe(404)
    await owner(`${files.at}/${gone.id}/purge`, { method: 'POST' })
  }
})

test('a name that is taken is refused before or after the bytes came, or numbered when both are to be kept', async () => {
  await files.upload('same.txt', 'first')
  const before = (await stored()).length
  expect((await files.tryUpload('same.txt', 'second')).body).toMatchObject({
    status: 409,
    code: 'file_exists',
  })
  expect((await files.upload('same.txt', 'second', { keepBoth: 'true' })).name).toBe('same (2).txt')
  expect((await files.upload('same.txt', 'third', { keepBoth: 'true' })).name).toBe('same (3).txt')
  const both = await Promise.all(
    Array.from({ length: 4 }, (_, n) => files.tryUpload('both.txt', `${n}`, { keepBoth: 'true' })),
  )
  expect(both.map(({ body }) => body.data?.name).toSorted()).toEqual([
    'both (2).txt',
    'both (3).txt',
    'both (4).txt',
    'both.txt',
  ])
  const many = await Promise.all(
    Array.from({ length: 6 }, (_, n) => files.tryUpload('race.txt', `text ${n}`)),
  )
  expect(many.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409, 409])
  // What was refused left no bytes.
  expect((await stored()).length).toBe(before + 7)
})

test('in the trash a file is nobody’s, its name is free, and it comes back with its versions or goes for ever', async () => {
  const { id } = await files.upload('gone.txt', 'one')
  succeeded(await files.replace(id, 'two'))
  expect((await files.trash(id)).status).toBe(204)
  expect((await dozo.site('/files/gone.txt')).status).toBe(404)
  expect((await files.change(id, { credit: 'x' })).status).toBe(404)
  expect((await files.list(inTrash)).map((one) => one.id)).toEqual([id])
  const other = await files.upload('gone.txt', 'other')
  expect((await owner(`${files.at}/${id}/restore`, { method: 'POST' })).body.code).toBe('file_exists')
  succeeded(await files.change(other.id, { name: 'other.txt' }))
  expect(succeeded(await owner(`${files.at}/${id}/restore`, { method: 'POST' })).version).toBe(2)
  expect((await dozo.site('/files/gone.txt')).text).toBe('two')
  expect((await owner(`${files.at}/${id}/purge`, { method: 'POST' })).status).toBe(404)
  await files.trash(id)
  const before = (await stored()).length
  expect((await owner(`${files.at}/${id}/purge`, { method: 'POST' })).status).toBe(204)
  expect((await stored()).length).toBe(before - 2)
  expect((await owner(`${files.at}/${id}`)).status).toBe(404)
})

test('what is said of a file is by language, is looked through, and is told to the audit log', async () => {
  const { id } = await files.upload('hall.png', await png(8, 8), { folder: 'press' })
  const changed = succeeded(
    await files.change(id, { alt: { ja: '講堂の外観' }, credit: '広報課', tags: ['建物', '外観'] }),
  )
  expect(changed).toMatchObject({ alt: { ja: '講堂の外観' }, tags: ['建物', '外観'] })
  expect((await files.list({ q: '講堂' })).map((one) => one.id)).toEqual([id])
  for (const q of ['外観', '広報', 'HALL'])
    expect(
      (await files.list({ q })).map((one) => one.id),
      q,
    ).toEqual([id])
  // The names of languages and the marks of JSON are not what anybody wrote.
  for (const q of ['ja', '{', '"']) expect(await files.list({ q, folder: 'press' }), q).toEqual([])
  expect((await files.list({ tag: '建物' })).map((one) => one.id)).toEqual([id])
  expect((await files.list({ folder: 'press', kind: 'image' })).map((one) => one.id)).toEqual([id])
  expect(await files.list({ folder: 'pre' })).toEqual([])
  expect((await files.list({ path: 'press/hall.png' })).map((one) => one.id)).toEqual([id])
  expect((await files.change(id, { alt: { fr: 'x' } })).body.errors[0]).toMatchObject({ path: '/alt/fr' })
  await dozo.settled()
  const { data } = (await owner('/manage/v1/sites/main/audit?size=20')).body
  const told = (data as any[]).filter((one) => one.subject?.id === id).map((one) => one.action ?? one.type)
  expect(told).toEqual(expect.arrayContaining(['file.created', 'file.updated']))
})

test('a long list comes in pages that miss and repeat nothing', async () => {
  for (let n = 0; n < 7; n++) await files.upload(`page-${n}.txt`, `${n}`, { folder: 'paged' })
  const seen: string[] = []
  for (let after: string | null = ''; after !== null;) {
    const page = await owner(`${files.at}?folder=paged&size=3${after && `&after=${after}`}`)
    seen.push(...page.body.data.map((one: { name: string }) => one.name))
    after = page.body.meta.page.next
  }
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `page-${n}.txt`))
  // A page goes on although its last file is gone by then.
  const { data, meta } = (await owner(`${files.at}?folder=paged&size=3`)).body
  await files.trash(data[2].id)
  expect((await owner(`${files.at}/${data[2].id}/purge`, { method: 'POST' })).status).toBeLessThan(300)
  const rest = (await owner(`${files.at}?folder=paged&size=3&after=${meta.page.next}`)).body.data
  expect(rest.map((one: { name: string }) => one.name)).toEqual(['page-3.txt', 'page-2.txt', 'page-1.txt'])
})

test('a list is of one folder alone, or of images without words in a language, in the order that is asked for', async () => {
  const put = (name: string, body: Buffer | string, folder: string) => files.upload(name, body, { folder })
  const one = await put('b.png', await png(9, 9), 'sorted')
  await put('c.txt', 'longer than an image'.repeat(40), 'sorted')
  await put('a.txt', 'x', 'sorted/below')
  const names = async (given: object) =>
    (await files.list({ folder: 'sorted', ...given })).map(({ name }) => name)
  expect(await names({ direct: 'true' })).toEqual(['c.txt', 'b.png'])
  expect((await files.list({ direct: 'true' })).every(({ folder }) => folder === '')).toBe(true)
  expect(await names({ sort: 'name' })).toEqual(['a.txt', 'b.png', 'c.txt'])
  expect(await names({ sort: '-size' })).toEqual(['c.txt', 'b.png', 'a.txt'])
  expect(await names({ sort: 'createdAt' })).toEqual(['b.png', 'c.txt', 'a.txt'])
  expect(await names({ sort: '-name', after: one.id })).toEqual(['a.txt'])
  expect(await names({ sort: 'size', size: '1', after: one.id })).toEqual(['c.txt'])
  expect(await names({ withoutAlt: 'en' })).toEqual(['b.png'])
  await files.change(one.id, { alt: { ja: '正方形' } })
  expect(await names({ withoutAlt: 'ja' })).toEqual([])
  expect(await names({ withoutAlt: 'en' })).toEqual(['b.png'])
})

test('each night old trash, links that are over and bytes without a row go; all else stays', async () => {
  const kept = await files.upload('kept.txt', 'kept')
  const old = await files.upload('old.txt', 'old')
  await files.trash(old.id)
  const link = await files.link(kept.id, new Date(dozo.time.now.getTime() + 3_600_000).toISOString())
  const { id: siteId } = (await dozo.system()).site
  const orphan = `files/${siteId}/01/01a20000-0000-7000-8000-000000000001`
  await dozo.app.storage.put(
    orphan,
    (async function* () {
      yield 'left behind'
    })(),
  )
  const sweep = () => dozo.runJob('files.sweep')
  const almost = new Date(dozo.time.now.getTime() - 30 * 86_400_000 + 1)
  await dozo.app.db.asOwner('test', (tx) =>
    tx.run(sql`update files set trashed_at = ${almost} where id = ${old.id}`),
  )
  await sweep()
  expect(await dozo.app.storage.has(orphan)).toBe(true)
  expect(await files.list(inTrash)).not.toEqual([])
  dozo.time.now = new Date(Date.now() + 31 * 86_400_000)
  owner = await dozo.signIn('owner@main.example')
  files = filesOf(owner)
  await sweep()
  expect(await dozo.app.storage.has(orphan)).toBe(false)
  expect(await files.list(inTrash)).toEqual([])
  expect((await dozo.site('/files/kept.txt')).text).toBe('kept')
  expect(
    await dozo.app.db.read(siteId, { text: 'select id from file_links where id = $1', values: [link.id] }),
  ).toEqual([])
})
