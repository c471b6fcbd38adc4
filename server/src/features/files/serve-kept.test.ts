// Over a socket: what is in memory is given before anything that is tested without one.
import type { AddressInfo } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { succeeded } from '../../../test/content.ts'
import { filesOf } from '../../../test/files.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { about, quarters } from '../../../test/pictures.ts'
import { kept } from './serve-kept.ts'

const dozo = useDozo()
let owner: Ask
let files: ReturnType<typeof filesOf>
let origin: string
const picture = (width: number, height = width) => quarters(width, height).png().toBuffer()

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  files = filesOf(owner)
  await dozo.siteDoor.listen({ port: 0, host: '127.0.0.1' })
  origin = `http://127.0.0.1:${(dozo.siteDoor.server.address() as AddressInfo).port}`
})

async function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const answer = await fetch(origin + path, { headers, method, redirect: 'manual' })
  return { status: answer.status, headers: answer.headers, raw: Buffer.from(await answer.arrayBuffer()) }
}
/** Asked so often that it is in memory when it may be. */
async function warmed(path: string, headers: Record<string, string> = {}) {
  for (let n = 0; n < 3; n++) await get(path, headers)
  return get(path, headers)
}
const isKept = async (path: string) => {
  const [at = '', search = ''] = path.split('?')
  const { site } = await dozo.system()
  const call = { app: dozo.app, site, method: 'GET', path: at, search, headers: { accept: '*/*' } }
  return kept({ ...call, now: dozo.time.now }) !== undefined
}

test.each(['/files/same.png', '/files/same.png?w=64&format=auto', '/files/same.png?w=64&v=0'])(
  '%s is the same from memory as it was before, byte for byte and header for header',
  async (path) => {
    if (path === '/files/same.png') await files.upload('same.png', await picture(100))
    const first = await get(path)
    const warm = await warmed(path)
    expect(await isKept(path)).toBe(true)
    expect(warm.raw.equals(first.raw)).toBe(true)
    const own = ['date', 'x-request-id']
    const told = ({ headers }: { headers: Headers }) =>
      Object.fromEntries([...headers].filter(([name]) => !own.includes(name)))
    expect(told(warm)).toEqual(told(first))
    expect(warm.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'))
    // Those who have it, want a part or only ask how long it is are answered as ever.
    const etag = warm.headers.get('etag')!
    expect((await get(path, { 'if-none-match': etag })).status).toBe(304)
    expect((await get(path, { range: 'bytes=0-3' })).raw.equals(first.raw.subarray(0, 4))).toBe(true)
    expect((await get(path, { 'if-match': '"x"' })).status).toBe(412)
    const head = await get(path, {}, 'HEAD')
    expect([head.headers.get('content-length'), head.raw.length]).toEqual([String(first.raw.length), 0])
  },
)

test('each browser has its own format, also from memory', async () => {
  await files.upload('formats.png', await picture(100))
  const type = async (accept: string) =>
    (await warmed('/files/formats.png?w=48&format=auto', { accept })).headers.get('content-type')
  expect(await type('image/avif,image/webp')).toBe('image/avif')
  expect(await type('image/webp')).toBe('image/webp')
  expect(await type('*/*')).toBe('image/png')
  expect(await type('image/avif,image/webp')).toBe('image/avif')
})

test('what changes is changed at once: bytes, place, privacy, trash, presets', async () => {
  const { id } = await files.upload('changing.png', await picture(80))
  const look = (w: number, ifMatch: '*' = '*') =>
    owner('/manage/v1/sites/main/image-presets/thumb', { method: 'PUT', ifMatch, body: { look: { w } } })
  await look(20)
  const all = ['/files/changing.png', '/files/changing.png?w=32', '/files/changing.png?preset=thumb']
  const told = () =>
    Promise.all(all.map(async (path) => (await get(path)).raw).map(async (raw) => about(await raw)))
  for (const path of all) await warmed(path)
  expect(await told()).toEqual(['png 80x80', 'png 32x32', 'png 20x20'])
  succeeded(await look(10))
  expect(await told()).toEqual(['png 80x80', 'png 32x32', 'png 10x10'])
  for (const path of all) await warmed(path)
  succeeded(await files.replace(id, await picture(80, 40)))
  expect(await told()).toEqual(['png 80x40', 'png 32x16', 'png 10x5'])
  const statuses = async () => {
    for (const path of all) await warmed(path)
    return Promise.all(all.map(async (path) => (await get(path)).status))
  }
  expect(await statuses()).toEqual([200, 200, 200])
  succeeded(await files.change(id, { public: false }))
  expect(await statuses()).toEqual([404, 404, 404])
  succeeded(await files.change(id, { public: true }))
  expect(await statuses()).toEqual([200, 200, 200])
  succeeded(await files.change(id, { folder: 'moved' }))
  expect(await statuses()).toEqual([301, 301, 301])
  succeeded(await files.change(id, { folder: '' }))
  expect(await statuses()).toEqual([200, 200, 200])
  await files.trash(id)
  expect(await statuses()).toEqual([404, 404, 404])
})

test('what is private is kept for nobody: a link that is withdrawn opens nothing, at once', async () => {
  const secret = await files.upload('secret.png', await picture(64), { private: 'true' })
  const link = await files.link(secret.id, new Date(dozo.time.now.getTime() + 60_000).toISOString())
  const { pathname, search } = new URL(link.url)
  const all = [`${pathname}${search}`, `${pathname}${search}&w=32`]
  for (const path of all) {
    expect((await warmed(path)).status).toBe(200)
    expect(await isKept(path)).toBe(false)
  }
  await owner(`${files.at}/${secret.id}/links/${link.id}`, { method: 'DELETE' })
  for (const path of all) expect((await get(path)).status).toBe(404)
})

test('nothing is kept of what is long, or asked for once, or refused', async () => {
  await files.upload('long.bin', Buffer.alloc(1024 * 1024 + 1, 7))
  await warmed('/files/long.bin')
  expect(await isKept('/files/long.bin')).toBe(false)
  await files.upload('once.txt', 'x')
  await get('/files/once.txt')
  expect(await isKept('/files/once.txt')).toBe(false)
  await warmed('/files/once.txt')
  expect(await isKept('/files/once.txt')).toBe(true)
  dozo.time.advance(10_000)
  expect(await isKept('/files/once.txt')).toBe(false)
  await warmed('/files/once.txt?w=64')
  expect(await isKept('/files/once.txt?w=64')).toBe(false)
})
