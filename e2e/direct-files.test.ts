import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sha256 } from '../server/test/files.ts'
import { keys, startSwift, type Swift } from '../server/test/swift.ts'
import { troubledLine } from '../server/test/troubled-line.ts'
import { startServer } from './server.ts'

/** Given by `npm test`. */
const python = process.env['TEST_SWIFT']

// Files in an object storage, with the dozo command alone.
describe.skipIf(!python)('files that go past the server', () => {
  let swift: Swift
  let line: Awaited<ReturnType<typeof troubledLine>>
  let server: Awaited<ReturnType<typeof startServer>>
  const bytes = randomBytes(20_000_000)
  const person = ['--email', 'owner@example.com']
  beforeAll(async () => {
    swift = await startSwift(python!)
    line = await troubledLine(swift.endpoint)
    server = await startServer({
      // The server has its own way there; whoever uploads goes over the line.
      DOZO_STORAGE: `${await swift.bucket()}&public=${line.url}`,
      AWS_ACCESS_KEY_ID: keys.id,
      AWS_SECRET_ACCESS_KEY: keys.secret,
    })
    await server.dozo(['create-owner', ...person, '--name', '山田 花子'], 'correct horse battery\n')
    const login = ['login', '--url', server.consoleUrl, ...person]
    expect((await server.dozo(login, 'correct horse battery\n')).code).toBe(0)
  })
  afterAll(async () => {
    await server?.stop()
    await line?.stop()
    await swift?.stop()
  })
  const made = async (name: string) => {
    const file = join(server.dataDir, name)
    await writeFile(file, bytes)
    return file
  }
  const expectThere = async (name: string) => {
    const answer = await fetch(`${server.siteUrl}/files/${name}`)
    expect(sha256(Buffer.from(await answer.arrayBuffer()))).toBe(sha256(bytes))
  }
  /** Which parts were sent, by their numbers, since the last time. */
  const sent = () => line.asked.splice(0).map((one) => Number(/partNumber=(\d+)/.exec(one)?.[1]))

  test('a file is sent in parts, each tried again when the storage is busy or the line breaks', async () => {
    line.on(/partNumber=2/, 'busy')
    line.on(/partNumber=3/, 'fail')
    const { code, out, err } = await server.dozo(['files', 'upload', '--direct', await made('film.bin')])
    expect([code, out, err]).toEqual([0, `${server.siteUrl}/files/film.bin\n`, ''])
    expect(sent()).toEqual([1, 2, 2, 3, 3])
    await expectThere('film.bin')
  })

  test('after Ctrl-C the same command sends what is missing', async () => {
    const file = await made('long.bin')
    line.on(/partNumber=2/, 'hang')
    let child: ChildProcess | undefined
    const running = server.dozo(['files', 'upload', '--direct', file], '', (started) => (child = started))
    await expect.poll(() => line.asked.length, { timeout: 30_000 }).toBe(2)
    child!.kill('SIGINT')
    expect(await running).toMatchObject({ code: 130, err: expect.stringContaining('The same command') })
    sent()
    expect((await server.dozo(['files', 'upload', '--direct', file])).code).toBe(0)
    expect(sent()).toEqual([2, 3])
    await expectThere('long.bin')
  })

  test('where files are on a disk there is no such way, and nothing is left begun', async () => {
    const other = await startServer()
    await other.dozo(['create-owner', ...person, '--name', 'x'], 'correct horse battery\n')
    await other.dozo(['login', '--url', other.consoleUrl, ...person], 'correct horse battery\n')
    const file = await made('nowhere.bin')
    const refused = await other.dozo(['files', 'upload', '--direct', file])
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringContaining('on a disk, not in an object storage'),
    ])
    expect((await other.dozo(['files', 'upload', '--cancel', file])).err).toContain('There is no upload of')
    await other.stop()
  })

  test('without --direct it goes through the server, in pieces; the doctor says where files are', async () => {
    expect((await server.dozo(['files', 'upload', await made('through.bin')])).code).toBe(0)
    expect(sent()).toEqual([])
    await expectThere('through.bin')
    expect((await server.dozo(['doctor'])).out).toContain('Files are kept in the object storage')
  })
})
