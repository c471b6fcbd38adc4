import sharp from 'sharp'
import sql from 'sql-template-tag'
import { beforeAll, expect, test } from 'vitest'
import { succeeded } from '../../../test/content.ts'
import { filesOf, png } from '../../../test/files.ts'
import { asker, useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let files: ReturnType<typeof filesOf>
/** What the site door is asked for by this link. */
const addressIn = ({ url }: { url: string }) => url.slice(new URL(url).origin.length)
const letters = 'abcdefghijklmnopqrstuvwxyz'
beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  files = filesOf(owner)
  await files.upload('letters.txt', letters)
})

test.each([
  ['bytes=0-3', 206, 'abcd', 'bytes 0-3/26'],
  ['bytes=20-', 206, 'uvwxyz', 'bytes 20-25/26'],
  ['bytes=-3', 206, 'xyz', 'bytes 23-25/26'],
  ['bytes=20-900', 206, 'uvwxyz', 'bytes 20-25/26'],
  ['bytes=-900', 206, letters, 'bytes 0-25/26'],
  ['bytes=26-', 416, '', 'bytes */26'],
  ['bytes=-0', 416, '', 'bytes */26'],
  ['bytes=5-2', 200, letters, undefined],
  ['bytes=0-1,4-5', 200, letters, undefined],
  ['lines=0-1', 200, letters, undefined],
])('%s is answered with %i', async (range, status, text, told) => {
  const answer = await dozo.site('/files/letters.txt', { headers: { range } })
  expect([answer.status, answer.text, answer.headers['content-range']]).toEqual([status, text, told])
  expect(answer.headers['content-length']).toBe(String(text.length))
})

test('who manages files sees a small picture of an image, made anew, public or not', async () => {
  const image = await files.upload('large.png', await png(800, 400), { private: 'true' })
  const small = await owner(`${files.at}/${image.id}/thumbnail?v=${image.version}`)
  expect([small.status, small.headers['content-type'], small.headers['content-disposition']]).toEqual([
    200,
    'image/webp',
    expect.stringMatching(/^inline/),
  ])
  expect(await sharp(small.raw).metadata()).toMatchObject({ format: 'webp', width: 320, height: 160 })
  const again = await owner(`${files.at}/${image.id}/thumbnail`, {
    headers: { 'if-none-match': String(small.headers['etag']) },
  })
  expect(again.status).toBe(304)
  const text = await files.upload('t.txt', 'text')
  expect((await owner(`${files.at}/${text.id}/thumbnail`)).body.code).toBe('image_fixed')
  const viewer = await dozo.member('nobody', ['member'])
  expect((await viewer(`${files.at}/${image.id}/thumbnail`)).status).not.toBe(200)
})

test('who has the bytes is told so, and a part of bytes that have changed is the whole', async () => {
  const { etag } = (await dozo.site('/files/letters.txt')).headers as { etag: string }
  const same = await dozo.site('/files/letters.txt', { headers: { 'if-none-match': `"x", W/${etag}` } })
  expect([same.status, same.text]).toEqual([304, ''])
  const part = (tag: string) =>
    dozo.site('/files/letters.txt', { headers: { range: 'bytes=0-0', 'if-range': tag } })
  expect((await part(etag)).text).toBe('a')
  expect((await part('"of before"')).text).toBe(letters)
  const going = (tag: string) =>
    dozo.site('/files/letters.txt', { headers: { range: 'bytes=3-', 'if-match': tag } })
  expect([(await going(etag)).status, (await going('"of before"')).status]).toEqual([206, 412])
})

test('HEAD says how long it would be and sends nothing; other methods are not for files', async () => {
  const head = await dozo.site('/files/letters.txt', { method: 'HEAD' })
  expect([head.status, head.headers['content-length'], head.text]).toEqual([200, '26', ''])
  const part = await dozo.site('/files/letters.txt', { method: 'HEAD', headers: { range: 'bytes=0-3' } })
  expect([part.status, part.headers['content-length']]).toEqual([200, '26'])
  const post = await dozo.site('/files/letters.txt', { method: 'DELETE' })
  expect([post.status, post.headers['allow']]).toEqual([405, 'GET, HEAD'])
})

test('named with its hash it is kept for ever, by its bare address for a minute, and never when private', async () => {
  const made = await files.upload('logo.png', await png(4, 4))
  const caching = async (query: string) =>
    (await dozo.site(`/files/logo.png${query}`)).headers['cache-control']
  expect(await caching('')).toBe('public, max-age=60')
  expect(await caching(`?v=${made.hash.slice(0, 12)}`)).toBe('public, max-age=31536000, immutable')
  expect(await caching('?v=00000000')).toBe('public, max-age=60')
  expect(await caching('?v=')).toBe('public, max-age=60')
  succeeded(await files.change(made.id, { public: false }))
  expect((await dozo.site('/files/logo.png')).status).toBe(404)
})

test('a refused part is kept by no cache, and who is led on from another address may follow', async () => {
  const made = await files.upload('font.woff2', Buffer.from('wOF2\0\x01\0\0xxxxxxxx', 'latin1'))
  const outside = await dozo.site(`/files/font.woff2?v=${made.hash}`, { headers: { range: 'bytes=900-' } })
  expect([outside.status, outside.headers['cache-control']]).toEqual([416, 'no-store'])
  succeeded(await files.change(made.id, { folder: 'fonts' }))
  const { headers } = await dozo.site('/files/font.woff2')
  expect([headers['access-control-allow-origin'], headers['cross-origin-resource-policy']]).toEqual([
    '*',
    'cross-origin',
  ])
})

test('what another process has changed without a word is over after some seconds', async () => {
  const { id } = await files.upload('told.txt', 'public')
  expect((await dozo.site('/files/told.txt')).status).toBe(200)
  await dozo.app.db.asOwner('test', (tx) => tx.run(sql`update files set public = false where id = ${id}`))
  dozo.time.advance(10_000)
  expect((await dozo.site('/files/told.txt')).status).toBe(404)
})

test('a link is withdrawn also while its file is in the trash', async () => {
  const { id } = await files.upload('leaked.txt', 'x', { private: 'true' })
  const link = await files.link(id, new Date(dozo.time.now.getTime() + 60_000).toISOString())
  await files.trash(id)
  expect((await dozo.site(addressIn(link))).status).toBe(404)
  expect((await owner(`${files.at}/${id}/links/${link.id}`, { method: 'DELETE' })).status).toBe(204)
  succeeded(await owner(`${files.at}/${id}/restore`, { method: 'POST' }))
  expect((await dozo.site(addressIn(link))).status).toBe(404)
})

test('no more links than the limit, however many are asked for at once', async () => {
  const { id } = await files.upload('linked.txt', 'x', { private: 'true' })
  const expiresAt = new Date(dozo.time.now.getTime() + 60_000).toISOString()
  const ask = () => owner(`${files.at}/${id}/links`, { method: 'POST', body: { expiresAt } })
  const statuses: number[] = []
  for (let n = 0; n < 7; n++)
    statuses.push(...(await Promise.all(Array.from({ length: 15 }, ask))).map(({ status }) => status))
  expect(statuses.filter((status) => status === 201)).toHaveLength(100)
  expect(new Set(statuses)).toEqual(new Set([201, 409]))
})

test('a private file is there for who holds its link, until it is over or withdrawn', async () => {
  const secret = await files.upload('contract.pdf', '%PDF-1.7 secret', { private: 'true', folder: 'legal' })
  const other = await files.upload('other.pdf', '%PDF-1.7 other', { private: 'true' })
  const nothing = await dozo.site('/files/nothing.pdf')
  const without = await dozo.site('/files/legal/contract.pdf')
  expect([without.status, without.body.code]).toEqual([nothing.status, nothing.body.code])
  const inAnHour = () => new Date(dozo.time.now.getTime() + 3_600_000).toISOString()
  const link = await files.link(secret.id, inAnHour())
  const read = await dozo.site(addressIn(link))
  expect([
    read.status,
    read.text,
    read.headers['cache-control'],
    read.headers['access-control-allow-origin'],
  ]).toEqual([200, '%PDF-1.7 secret', 'private, no-cache', undefined])
  expect((await dozo.site(addressIn(link), { headers: { range: 'bytes=0-3' } })).text).toBe('%PDF')
  // It opens this one file of this one site, and only as it was made.
  const token = new URL(link.url).searchParams.get('token')!
  expect((await dozo.site(`/files/other.pdf?token=${token}`)).status).toBe(404)
  for (let at = 0; at < token.length; at++) {
    const bent = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
    expect((await dozo.site(`/files/legal/contract.pdf?token=${bent}`)).status, `letter ${at}`).toBe(404)
  }
  for (const bent of [
    '',
    token.slice(0, -1),
    `${token}A`,
    `${token}==`,
    token.toUpperCase(),
    'x'.repeat(5000),
  ])
    expect((await dozo.site(`/files/legal/contract.pdf?token=${bent}`)).status).toBe(404)
  // It still does when the file moves: the old address leads on with the token, and without one tells nothing.
  succeeded(await files.change(secret.id, { folder: 'archive' }))
  expect((await dozo.site('/files/legal/contract.pdf')).status).toBe(404)
  const moved = await dozo.site(addressIn(link))
  expect([moved.status, moved.headers['cache-control']]).toEqual([301, 'no-store'])
  expect((await dozo.site(String(moved.headers['location']))).text).toBe('%PDF-1.7 secret')
  const listed = succeeded(await owner(`${files.at}/${secret.id}/links`))
  expect(listed).toEqual([expect.objectContaining({ id: link.id })])
  expect(JSON.stringify(listed)).not.toContain(token)
  expect((await owner(`${files.at}/${secret.id}/links/${link.id}`, { method: 'DELETE' })).status).toBe(204)
  expect((await dozo.site(String(moved.headers['location']))).status).toBe(404)
  const short = await files.link(other.id, inAnHour())
  dozo.time.advance(3_600_000)
  expect((await dozo.site(addressIn(short))).status).toBe(404)
  const wrong = await owner(`${files.at}/${other.id}/links`, {
    method: 'POST',
    body: { expiresAt: dozo.time.now.toISOString() },
  })
  expect(wrong.body.errors).toMatchObject([{ path: '/expiresAt', code: 'link_time' }])
})

test('each site has its own files, whatever they are called and whoever links to them', async () => {
  await dozo.makeSite('left')
  const left = filesOf(await dozo.member('left', ['owner'], 'left'), 'left')
  await left.upload('letters.txt', 'of the left')
  const hidden = await left.upload('hidden.txt', 'hidden', { private: 'true' })
  const reader = asker(dozo.siteDoor, { host: 'left.localhost' })
  expect((await reader('/files/letters.txt')).text).toBe('of the left')
  expect((await dozo.site('/files/letters.txt')).text).toBe(letters)
  const until = new Date(dozo.time.now.getTime() + 60_000).toISOString()
  const own = await files.upload('hidden.txt', 'of main', { private: 'true' })
  const foreign = await left.link(hidden.id, until)
  expect((await reader(addressIn(foreign))).text).toBe('hidden')
  expect((await dozo.site(addressIn(foreign))).status).toBe(404)
  expect((await reader(addressIn(await files.link(own.id, until)))).status).toBe(404)
  for (const path of ['', '/content', '/versions', '/versions/1/content', '/links'])
    expect((await owner(`${files.at}/${hidden.id}${path}`)).status, path).toBe(404)
  expect((await files.change(hidden.id, { public: true })).status).toBe(404)
  expect((await files.trash(hidden.id)).status).toBe(404)
})

test('a change is seen at once, although addresses are remembered', async () => {
  expect((await dozo.site('/files/soon.txt')).status).toBe(404)
  const { id } = await files.upload('soon.txt', 'here')
  expect((await dozo.site('/files/soon.txt')).text).toBe('here')
  succeeded(await files.replace(id, 'there'))
  expect((await dozo.site('/files/soon.txt')).text).toBe('there')
})
