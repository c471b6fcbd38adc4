import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { succeeded } from '../../../test/content.ts'
import { filesOf } from '../../../test/files.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { about, quarters } from '../../../test/pictures.ts'
import { variantsOf } from './image-variants.ts'
import { sweep } from './sweep.ts'

const dozo = useDozo()
let owner: Ask
let files: ReturnType<typeof filesOf>
const picture = (width: number, height = width) => quarters(width, height).png().toBuffer()
const made = () => variantsOf(dozo.app).made
const chrome = { accept: 'image/avif,image/webp,*/*' }

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  files = filesOf(owner)
})

test('it is sent as the file itself is: kept as long, to be shown everywhere, and nothing but a picture', async () => {
  const { hash } = await files.upload('photo.png', await picture(100))
  const original = (await dozo.site('/files/photo.png')).headers
  const same = [
    'content-security-policy',
    'x-content-type-options',
    'cross-origin-resource-policy',
    'access-control-allow-origin',
    'cache-control',
    'accept-ranges',
  ]
  const of = (headers: Record<string, unknown>) => same.map((name) => headers[name])
  const first = await dozo.site('/files/photo.png?w=64')
  expect(of(first.headers)).toEqual(of(original))
  expect(of((await dozo.site('/files/photo.png?w=64')).headers)).toEqual(of(original))
  expect(first.headers['content-length']).toBe(String(first.raw.length))
  const caching = async (v: string) =>
    (await dozo.site(`/files/photo.png?w=64&v=${v}`)).headers['cache-control']
  expect(await caching(hash.slice(0, 12))).toBe('public, max-age=31536000, immutable')
  expect(await caching('00000000')).toBe('public, max-age=60')
})

test('each picture has its own mark, and who has it is told so without its being made again', async () => {
  await files.upload('marked.png', await picture(200))
  const at = '/files/marked.png?w=64&format=auto'
  const [avif, webp, other, plain] = await Promise.all([
    dozo.site(at, { headers: chrome }),
    dozo.site(at, { headers: { accept: 'image/webp' } }),
    dozo.site('/files/marked.png?w=96'),
    dozo.site('/files/marked.png'),
  ])
  const tags = [avif, webp, other, plain].map(({ headers }) => String(headers['etag']))
  expect(new Set(tags).size).toBe(4)
  const again = (tag: string, headers: object) =>
    dozo.site(at, { headers: { ...headers, 'if-none-match': tag } })
  const before = made()
  const same = await again(tags[0]!, chrome)
  expect([same.status, same.text, same.headers['vary'], same.headers['etag']]).toEqual([
    304,
    '',
    'Accept',
    tags[0],
  ])
  expect((await again(tags[0]!, { accept: 'image/webp' })).status).toBe(200)
  expect(made()).toBe(before)
})

test('HEAD says how long it is, and parts of it can be had', async () => {
  await files.upload('part.png', await picture(200))
  const whole = await dozo.site('/files/part.png?w=128')
  const head = await dozo.site('/files/part.png?w=128', { method: 'HEAD' })
  expect([head.status, head.headers['content-length'], head.text]).toEqual([
    200,
    String(whole.raw.length),
    '',
  ])
  const part = (range: string) => dozo.site('/files/part.png?w=128', { headers: { range } })
  const some = await part('bytes=10-19')
  expect([some.status, some.headers['content-range']]).toEqual([206, `bytes 10-19/${whole.raw.length}`])
  expect(some.raw.equals(whole.raw.subarray(10, 20))).toBe(true)
  expect((await part(`bytes=${whole.raw.length}-`)).status).toBe(416)
  const unmade = await dozo.site('/files/part.png?w=96', { method: 'HEAD' })
  expect(Number(unmade.headers['content-length'])).toBe((await dozo.site('/files/part.png?w=96')).raw.length)
})

test('a large one is streamed from the disk, also in parts', async () => {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 }
  const create = { width: 900, height: 900, channels: 3 as const, background: '#888', noise }
  await files.upload('noise.png', await sharp({ create }).png().toBuffer())
  const at = '/files/noise.png?w=828'
  const first = await dozo.site(at)
  expect(first.raw.length).toBeGreaterThan(1024 * 1024)
  expect((await dozo.site(at)).raw.equals(first.raw)).toBe(true)
  const part = await dozo.site(at, { headers: { range: 'bytes=-100' } })
  expect(part.raw.equals(first.raw.subarray(-100))).toBe(true)
})

test('new bytes at the same address are a new picture at once; trashed it is gone; moved it leads on', async () => {
  const { id } = await files.upload('changing.png', await picture(64, 64))
  const at = '/files/changing.png?w=32'
  const asked = async () => {
    const { status, raw } = await dozo.site(at)
    return status === 200 ? about(raw) : status
  }
  expect(await asked()).toBe('png 32x32')
  expect(await asked()).toBe('png 32x32')
  succeeded(await files.replace(id, await picture(64, 32)))
  expect(await asked()).toBe('png 32x16')
  succeeded(await files.change(id, { folder: 'moved' }))
  const moved = await dozo.site(`${at}&token=x`)
  expect([moved.status, moved.headers['location']]).toEqual([301, '/files/moved/changing.png?w=32&token=x'])
  expect(await about((await dozo.site('/files/moved/changing.png?w=32')).raw)).toBe('png 32x16')
  await files.trash(id)
  expect((await dozo.site('/files/moved/changing.png?w=32')).status).toBe(404)
  expect(await asked()).toBe(404)
  succeeded(await owner(`${files.at}/${id}/restore`, { method: 'POST' }))
  expect((await dozo.site('/files/moved/changing.png?w=32')).status).toBe(200)
  succeeded(await files.change(id, { public: false }))
  expect((await dozo.site('/files/moved/changing.png?w=32')).status).toBe(404)
})

test('a hundred readers of one new picture are one piece of work, and the next ones none', async () => {
  await files.upload('wanted.png', await picture(800))
  const before = made()
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => dozo.site('/files/wanted.png?w=256&format=webp')),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(answers.every(({ raw }) => raw.equals(answers[0]!.raw))).toBe(true)
  expect(made() - before).toBe(1)
  await dozo.site('/files/wanted.png?w=256&format=webp')
  // Other words for the same picture.
  await dozo.site('/files/wanted.png?w=128&dpr=2&format=auto', { headers: { accept: 'image/webp' } })
  await dozo.site('/files/wanted.png?format=webp&w=256&utm_source=mail')
  expect(made() - before).toBe(1)
})

test('pictures outlive what remembers them in memory, and a file that is gone takes its pictures along', async () => {
  const { id } = await files.upload('swept.png', await picture(100))
  const folder = join(dozo.app.config.dataDir, 'cache', 'images')
  const objects = async () =>
    (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.png'))
  const before = await objects()
  await dozo.site('/files/swept.png?w=48')
  const [own] = (await objects()).filter((name) => !before.includes(name))
  expect((await stat(join(folder, own!))).size).toBeGreaterThan(50)
  const times = made()
  dozo.time.advance(60_000)
  await dozo.site('/files/swept.png?w=48')
  expect(made()).toBe(times)
  await files.trash(id)
  expect((await owner(`${files.at}/${id}/purge`, { method: 'POST' })).status).toBe(204)
  await sweep.run({ app: dozo.app, signal: new AbortController().signal } as never)
  expect(await objects()).toEqual(before)
})
