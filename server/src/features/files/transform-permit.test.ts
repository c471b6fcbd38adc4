import { beforeAll, expect, test } from 'vitest'
import { succeeded } from '../../../test/content.ts'
import { filesOf } from '../../../test/files.ts'
import { asker, useDozo, type Ask } from '../../../test/harness.ts'
import { about, quarters } from '../../../test/pictures.ts'

const dozo = useDozo()
let owner: Ask
let files: ReturnType<typeof filesOf>
let photo: { id: string; hash: string }
const presets = '/manage/v1/sites/main/image-presets'
const addressIn = (url: string) => url.slice(new URL(url).origin.length)
const picture = (width: number) =>
  quarters(width, width / 2)
    .png()
    .toBuffer()
const signed = async (id: string, look: object, ask = owner, at = files.at): Promise<string> =>
  addressIn(succeeded(await ask(`${at}/${id}/image-address`, { method: 'POST', body: look })).url)
const put = (key: string, look: object, ifMatch?: number | '*', ask = owner) =>
  ask(`${presets}/${key}`, { method: 'PUT', body: { look }, ...(ifMatch === undefined ? {} : { ifMatch }) })
const status = async (address: string, ask: Ask = dozo.site) => (await ask(address)).status

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  files = filesOf(owner)
  photo = await files.upload('photo.png', await picture(400))
})

test.each([
  ['w=64', 200],
  ['w=750&q=75', 200],
  ['w=384&format=webp&q=60&dpr=3', 200],
  ['format=webp', 200],
  ['w=2048&dpr=2', 200],
  ['w=65', 403],
  ['w=64&q=74', 403],
  ['w=64&dpr=1.5', 403],
  ['w=64&dpr=4', 403],
  ['h=64', 403],
  ['w=64&h=64', 403],
  ['w=64&fit=inside', 403],
  ['w=64&blur=5', 403],
  ['w=64&rotate=90', 403],
  ['w=64&h=64&fit=cover&crop=center', 403],
])('%s without a signature: %i', async (query, expected) => {
  const answer = await dozo.site(`/files/photo.png?${query}`)
  expect(answer.status).toBe(expected)
  if (expected === 403) expect(answer.body.code).toBe('image_address_unsigned')
  if (expected === 403)
    expect(answer.body.detail).toContain(`/manage/v1/sites/main/files/${photo.id}/image-address`)
})

test('a signed address gives what it says, in whatever order, and nothing else', async () => {
  const address = await signed(photo.id, { w: 65, h: 33, fit: 'cover', q: 33 })
  expect(await about((await dozo.site(address)).raw)).toBe('png 65x33')
  const query = new URLSearchParams(address.split('?')[1])
  const reordered = new URLSearchParams([...query].toReversed())
  reordered.set('utm_source', 'mail')
  expect(await status(`/files/photo.png?${reordered}`)).toBe(200)
  for (const [name, text] of [
    ['w', '66'],
    ['h', '34'],
    ['fit', 'contain'],
    ['q', '34'],
    ['crop', 'smart'],
    ['blur', '1'],
    ['format', 'webp'],
    ['dpr', '2'],
  ] as const) {
    const other = new URLSearchParams(query)
    other.set(name, text)
    expect(await status(`/files/photo.png?${other}`), name).toBe(403)
  }
  query.delete('q')
  expect(await status(`/files/photo.png?${query}`)).toBe(403)
})

test('a signature that is bent in any letter, cut, lengthened or written twice opens nothing', async () => {
  const address = await signed(photo.id, { w: 65 })
  const [head = '', signature = ''] = address.split('&s=')
  expect(await status(address)).toBe(200)
  for (let at = 0; at < signature.length; at++) {
    const bent = `${signature.slice(0, at)}${signature[at] === 'A' ? 'B' : 'A'}${signature.slice(at + 1)}`
    expect(await status(`${head}&s=${bent}`), `letter ${at}`).toBe(403)
  }
  for (const bent of ['', signature.slice(0, -1), `${signature}A`, `${signature}==`, 'x'.repeat(5000)])
    expect(await status(`${head}&s=${bent}`)).toBe(403)
})

test('a signature is for one file of one site', async () => {
  const other = await files.upload('other.png', await picture(80))
  const query = (await signed(photo.id, { w: 65 })).split('?')[1]!
  expect(await status(`/files/other.png?${query}`)).toBe(403)
  expect(await status(await signed(other.id, { w: 65 }))).toBe(200)
  await dozo.makeSite('left')
  const leftOwner = await dozo.member('left', ['owner'], 'left')
  const left = filesOf(leftOwner, 'left')
  const foreign = await left.upload('photo.png', await picture(400))
  const reader = asker(dozo.siteDoor, { host: 'left.localhost' })
  expect(await status(`/files/photo.png?${query}`, reader)).toBe(403)
  const own = await signed(foreign.id, { w: 65 }, leftOwner, left.at)
  expect([await status(own, reader), await status(own)]).toEqual([200, 403])
  const stolen = await owner(`${files.at}/${foreign.id}/image-address`, { method: 'POST', body: { w: 65 } })
  expect(stolen.status).toBe(404)
})

test('who may see files may have addresses signed, and nobody else', async () => {
  const ask = (one: Ask) => one(`${files.at}/${photo.id}/image-address`, { method: 'POST', body: { w: 65 } })
  expect((await ask(await dozo.member('viewer', ['viewer']))).status).toBe(200)
  expect((await ask(dozo.console)).status).toBe(401)
  const nothing = await owner(`${files.at}/${photo.id}/image-address`, { method: 'POST', body: {} })
  expect(nothing.status).toBe(422)
  const wrong = { w: 4000, h: 10, dpr: 2, fit: 'inside', crop: 'smart' }
  const refused = await owner(`${files.at}/${photo.id}/image-address`, { method: 'POST', body: wrong })
  expect(refused.body.errors.map((one: { path: string }) => one.path)).toEqual(['/crop', '/dpr'])
})

test('a private file is converted for who holds its link, and is not there without one', async () => {
  const secret = await files.upload('secret.png', await picture(200), { private: 'true' })
  const missing = await dozo.site('/files/nothing.png?w=64')
  const address = await signed(secret.id, { w: 65 })
  // Nothing tells the two apart, not even that the wish is wrong or the signature right.
  for (const query of ['w=64', 'w=65', 'w=0', 'preset=nothing', address.split('?')[1]!]) {
    const answer = await dozo.site(`/files/secret.png?${query}`)
    expect([answer.status, answer.body.code], query).toEqual([missing.status, missing.body.code])
  }
  const until = new Date(dozo.time.now.getTime() + 60_000).toISOString()
  const token = new URL((await files.link(secret.id, until)).url).searchParams.get('token')!
  const read = await dozo.site(`/files/secret.png?w=64&token=${token}`)
  expect(await about(read.raw)).toBe('png 64x32')
  expect([read.headers['cache-control'], read.headers['access-control-allow-origin']]).toEqual([
    'private, no-cache',
    undefined,
  ])
  expect(await status(`${address}&token=${token}`)).toBe(200)
  expect(await status(`/files/secret.png?w=65&token=${token}`)).toBe(403)
  // Made and kept it may be: seen without the link it is not.
  expect(await status('/files/secret.png?w=64')).toBe(404)
  const withdrawn = await files.link(secret.id, until)
  const other = new URL(withdrawn.url).searchParams.get('token')!
  for (let n = 0; n < 3; n++) expect(await status(`/files/secret.png?w=64&token=${other}`)).toBe(200)
  await owner(`${files.at}/${secret.id}/links/${withdrawn.id}`, { method: 'DELETE' })
  expect(await status(`/files/secret.png?w=64&token=${other}`)).toBe(404)
  dozo.time.advance(60_000)
  expect(await status(`/files/secret.png?w=64&token=${token}`)).toBe(404)
})

test('a preset is open to everyone, and a change of it is seen at once at every address that names it', async () => {
  expect(await status('/files/photo.png?preset=card')).toBe(400)
  const made = await put('card', { w: 30, h: 30, fit: 'cover', q: 61 })
  expect([made.status, made.body.data.etag]).toEqual([200, 1])
  const v = photo.hash.slice(0, 12)
  const first = await dozo.site(`/files/photo.png?preset=card&v=${v}`)
  expect(await about(first.raw)).toBe('png 30x30')
  // The name may come to mean something else: nobody keeps it for a year.
  expect(first.headers['cache-control']).toBe('public, max-age=60')
  expect(await about((await dozo.site('/files/photo.png?preset=card&dpr=2')).raw)).toBe('png 60x60')
  expect(await about((await dozo.site('/files/photo.png?preset=card&format=webp')).raw)).toBe('webp 30x30')
  for (const more of ['w=64', 'h=40', 'q=61', 'blur=2', 'fit=contain'])
    expect(await status(`/files/photo.png?preset=card&${more}`), more).toBe(403)
  expect(await status(await signed(photo.id, { preset: 'card', blur: 2 }))).toBe(200)
  expect((await put('card', { w: 40 })).status).toBe(428)
  expect((await put('card', { w: 40 }, 7)).status).toBe(412)
  expect((await put('card', { w: 40 }, 1)).body.data.etag).toBe(2)
  const second = await dozo.site(`/files/photo.png?preset=card&v=${v}`, {
    headers: { 'if-none-match': String(first.headers['etag']) },
  })
  expect([second.status, await about(second.raw)]).toEqual([200, 'png 40x20'])
  expect(succeeded(await owner(presets))).toEqual([
    expect.objectContaining({ key: 'card', look: { w: 40 }, etag: 2 }),
  ])
  expect((await owner(`${presets}/card`, { method: 'DELETE', ifMatch: 2 })).status).toBe(204)
  expect(await status('/files/photo.png?preset=card')).toBe(400)
  expect((await owner(`${presets}/card`, { method: 'DELETE', ifMatch: '*' })).status).toBe(404)
})

test('presets have good names and looks, are a hundred at most, and are seen in their site only', async () => {
  for (const [key, look, path] of [
    ['Card', { w: 40 }, '/key'],
    ['-x', { w: 40 }, '/key'],
    ['good', { w: 5000 }, '/look/w'],
    ['good', { w: 40, fit: 'cover' }, '/look/h'],
    ['good', { preset: 'other' }, '/look/preset'],
    ['good', { dpr: 2 }, '/look/dpr'],
  ] as const) {
    const answer = await put(key, look)
    expect([answer.status, answer.body.errors?.[0].path], path).toEqual([422, path])
  }
  await put('shared', { w: 40 })
  const reader = asker(dozo.siteDoor, { host: 'left.localhost' })
  expect(await status('/files/photo.png?preset=shared', reader)).toBe(400)
  const editor = await dozo.member('editor', ['editor'])
  expect((await put('mine', { w: 40 }, undefined, editor)).status).toBe(403)
  expect((await editor(presets)).status).toBe(200)
  const statuses = await Promise.all(
    Array.from({ length: 105 }, async (_, n) => (await put(`n${n}`, { w: 40 })).status),
  )
  expect(statuses.filter((one) => one === 200)).toHaveLength(99)
  expect(new Set(statuses)).toEqual(new Set([200, 409]))
})

test('what is done to presets stands in the audit log', async () => {
  await dozo.settled()
  const log = succeeded(await owner('/manage/v1/sites/main/audit?size=200'))
  const actions = log.filter((one: any) => one.subject.id === 'card').map((one: any) => one.action)
  expect(actions.toSorted()).toEqual(['image_preset.created', 'image_preset.deleted', 'image_preset.updated'])
})
