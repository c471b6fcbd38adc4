import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { getPriority } from 'node:os'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { filesOf } from '../../../test/files.ts'
import { asker, useDozo, type Ask } from '../../../test/harness.ts'
import { about, quarters } from '../../../test/pictures.ts'
import { variantsOf } from './image-variants.ts'
import { createImageWork, imageWorkKey, type ImageWork } from './image-work.ts'

const dozo = useDozo()
let files: ReturnType<typeof filesOf>
let left: Ask
/** One process and three places for each site: what waits can be counted. */
let work: ImageWork
let current: ImageWork
const picture = (width: number) =>
  quarters(width, width / 2)
    .png()
    .toBuffer()
const get = (width: number, more = '', ask: Ask = dozo.site) => ask(`/files/photo.png?w=${width}${more}`)
const waiting = (count: number) => vi.waitFor(() => expect(work.waits()).toBe(count))
const signal = (name: NodeJS.Signals) => work.pids().forEach((pid) => process.kill(pid, name))

beforeAll(async () => {
  work = createImageWork({ processes: 1, each: 3, all: 5 })
  current = work
  dozo.app.kept(imageWorkKey, () => ({
    ...work,
    do: (one: Parameters<ImageWork['do']>[0]) => current.do(one),
  }))
  dozo.app.beforeStop(async () => work.end())
  files = filesOf(await dozo.member('owner', ['owner']))
  await files.upload('photo.png', await picture(400))
  await dozo.makeSite('left')
  const others = filesOf(await dozo.member('left', ['owner'], 'left'), 'left')
  await others.upload('photo.png', await picture(400))
  left = asker(dozo.siteDoor, { host: 'left.localhost' })
})
afterEach(() => {
  signal('SIGCONT')
  current = work
})

test('what a site has too much of is refused with a time to come back, and others have their turn in between', async () => {
  signal('SIGSTOP')
  const order: string[] = []
  const asked = async (name: string, width: number, ask?: Ask) => {
    const { status } = await get(width, '', ask)
    order.push(name)
    return status
  }
  const all = [asked('at work', 16)]
  await vi.waitFor(() => expect(variantsOf(dozo.app).making.size).toBe(1))
  await waiting(0)
  for (const [n, width] of [32, 48, 64].entries()) {
    all.push(asked(`main ${n + 1}`, width))
    await waiting(n + 1)
  }
  const refused = await get(96)
  expect([refused.status, refused.body.code, refused.headers['retry-after']]).toEqual([
    503,
    'images_busy',
    '5',
  ])
  // Whoever wants what is being made already needs no place of its own.
  all.push(asked('main 1 again', 32))
  all.push(asked('left 1', 32, left))
  await waiting(4)
  all.push(asked('left 2', 48, left))
  await waiting(5)
  // The house is full, for everybody.
  expect((await get(64, '', left)).status).toBe(503)
  signal('SIGCONT')
  expect(await Promise.all(all)).toEqual(all.map(() => 200))
  const place = (name: string) => order.indexOf(name)
  expect(place('left 1')).toBeLessThan(place('main 2'))
  expect(place('left 2')).toBeLessThan(place('main 3'))
  expect((await get(96)).status).toBe(200)
})

test('a reader who goes away gives its place free, but not the place of others who want the same', async () => {
  if (!dozo.siteDoor.server.listening) await dozo.siteDoor.listen({ port: 0, host: '127.0.0.1' })
  const { port } = dozo.siteDoor.server.address() as AddressInfo
  const read = (width: number, leaving: AbortController) =>
    fetch(`http://127.0.0.1:${port}/files/photo.png?w=${width}&format=webp`, { signal: leaving.signal })
  signal('SIGSTOP')
  const running = get(16, '&format=webp')
  await vi.waitFor(() => expect(variantsOf(dozo.app).making.size).toBe(1))
  const [one, two, three] = [new AbortController(), new AbortController(), new AbortController()]
  const alone = read(32, one)
  await waiting(1)
  const first = read(48, two)
  await waiting(2)
  const second = read(48, three)
  await vi.waitFor(() =>
    expect([...variantsOf(dozo.app).making.values()].map(({ readers }) => readers)).toEqual([1, 1, 2]),
  )
  one.abort()
  await expect(alone).rejects.toThrow()
  await waiting(1)
  two.abort()
  await expect(first).rejects.toThrow()
  await vi.waitFor(() =>
    expect([...variantsOf(dozo.app).making.values()].map(({ readers }) => readers)).toEqual([1, 1]),
  )
  expect(work.waits()).toBe(1)
  signal('SIGCONT')
  expect(await about(Buffer.from(await (await second).arrayBuffer()))).toBe('webp 48x24')
  expect((await running).status).toBe(200)
})

test('a process that is killed in the middle is another one, for this picture and for the next', async () => {
  const [before] = work.pids()
  signal('SIGSTOP')
  const asked = get(640, '&format=jpeg')
  await vi.waitFor(() => expect(variantsOf(dozo.app).making.size).toBe(1))
  process.kill(before!, 'SIGKILL')
  expect(await about((await asked).raw)).toBe('jpeg 400x200')
  expect(work.pids()).toHaveLength(1)
  expect(work.pids()).not.toEqual([before])
  expect((await get(128, '&format=jpeg')).status).toBe(200)
})

test('what takes too long is ended, and not tried again for a minute; other pictures are made meanwhile', async () => {
  const impatient = createImageWork({ processes: 1, timeoutMs: 1 })
  current = impatient
  const late = await get(256)
  expect([late.status, late.body.code, late.headers['retry-after']]).toEqual([503, 'too_slow', '60'])
  await vi.waitFor(() => expect(impatient.pids()).toEqual([]))
  current = work
  const before = variantsOf(dozo.app).made
  expect((await get(256)).body.code).toBe('too_slow')
  expect(variantsOf(dozo.app).made).toBe(before)
  expect((await get(384)).status).toBe(200)
  dozo.time.advance(60_000)
  expect((await get(256)).status).toBe(200)
})

test('the process has no settings and no keys of the server, and stands behind it', async () => {
  const [pid] = work.pids()
  const environment = readFileSync(`/proc/${pid}/environ`, 'utf8')
  expect(environment).not.toMatch(/DOZO_|DATABASE_URL|PATH=/)
  expect(getPriority(pid)).toBe(10)
})
