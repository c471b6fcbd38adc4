import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { brokenLine, type BrokenLine } from '../server/test/broken-line.ts'
import { sha256 } from '../server/test/files.ts'
import { startServer } from './server.ts'

// Large files over bad lines, with the dozo command alone.
let server: Awaited<ReturnType<typeof startServer>>
const bytes = randomBytes(20_000_000)
const person = ['--email', 'owner@example.com']
beforeAll(async () => {
  server = await startServer()
  await server.dozo(['create-owner', ...person, '--name', '山田 花子'], 'correct horse battery\n')
})
afterAll(() => server.stop())

/** Logged in over a line that breaks from now on. */
async function over(cuts: number[]): Promise<BrokenLine> {
  const line = await brokenLine(Number(new URL(server.consoleUrl).port), [])
  const login = ['login', '--url', `http://127.0.0.1:${line.port}`, ...person]
  expect((await server.dozo(login, 'correct horse battery\n')).code).toBe(0)
  line.cuts.push(...cuts)
  return line
}
async function made(name: string): Promise<string> {
  const file = join(server.dataDir, name)
  await writeFile(file, bytes)
  return file
}
async function expectThere(name: string): Promise<void> {
  const answer = await fetch(`${server.siteUrl}/files/${name}`)
  expect(sha256(Buffer.from(await answer.arrayBuffer()))).toBe(sha256(bytes))
}

test('a large file goes on by itself when the line breaks, and nothing is said where nobody looks', async () => {
  const file = await made('film.bin')
  const line = await over([3_000_000, 6_000_000, 500_000])
  const { code, out, err } = await server.dozo(['files', 'upload', file])
  expect([code, out, err]).toEqual([0, `${server.siteUrl}/files/film.bin\n`, ''])
  expect(line.cuts).toEqual([])
  await expectThere('film.bin')
  expect((await server.dozo(['files', 'upload', file])).err).toContain('There already is')
})

test('after Ctrl-C the same command goes on where it stopped', async () => {
  const file = await made('long.bin')
  // Twelve megabytes, and then nothing gets through.
  const line = await over([12_000_000, ...Array.from({ length: 50 }, () => 1)])
  let child: ChildProcess | undefined
  const running = server.dozo(['files', 'upload', file], '', (started) => (child = started))
  await expect.poll(() => line.cuts.length).toBeLessThan(50)
  child!.kill('SIGINT')
  const stopped = await running
  expect([stopped.code, stopped.err]).toEqual([130, expect.stringContaining('The same command')])
  line.cuts.splice(0)
  const before = line.up()
  expect((await server.dozo(['files', 'upload', file])).code).toBe(0)
  expect(line.up() - before).toBeLessThan(12_000_000)
  await expectThere('long.bin')
})

test('what has arrived of a file that is not wanted any more is removed, once', async () => {
  const file = await made('unwanted.bin')
  const line = await over([2_000_000, ...Array.from({ length: 50 }, () => 1)])
  let child: ChildProcess | undefined
  const running = server.dozo(['files', 'upload', file], '', (started) => (child = started))
  await expect.poll(() => line.cuts.length).toBeLessThan(50)
  child!.kill('SIGINT')
  await running
  line.cuts.splice(0)
  expect((await server.dozo(['files', 'upload', file, '--cancel'])).code).toBe(0)
  expect((await server.dozo(['files', 'upload', file, '--cancel'])).err).toContain('no upload of')
})

test('a name that was taken meanwhile is said, and --keep-both keeps what has arrived', async () => {
  const file = await made('taken.bin')
  const line = await over([2_000_000, ...Array.from({ length: 50 }, () => 1)])
  let child: ChildProcess | undefined
  const running = server.dozo(['files', 'upload', file], '', (started) => (child = started))
  await expect.poll(() => line.cuts.length).toBeLessThan(50)
  child!.kill('SIGINT')
  await running
  line.cuts.splice(0)
  const small = join(server.dataDir, 'taken.txt')
  await writeFile(small, 'first')
  expect((await server.dozo(['files', 'upload', small])).code).toBe(0)
  expect((await server.dozo(['files', 'move', 'taken.txt', 'taken.bin'])).code).toBe(0)
  const refused = await server.dozo(['files', 'upload', file])
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('There already is "taken.bin"')])
  const before = line.up()
  const both = await server.dozo(['files', 'upload', file, '--keep-both'])
  expect(both.out).toContain(`${server.siteUrl}/files/taken%20(2).bin`)
  expect(line.up() - before).toBeLessThan(100_000)
})
