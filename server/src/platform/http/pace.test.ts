import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { bytes } from '../../../test/files.ts'
import { useDozo } from '../../../test/harness.ts'
import { pace } from './pace.ts'

// The windows of the pace are the test's to open and close; everything else goes on by itself.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

const dozo = useDozo()
let port: number
let token: string
/** The server's ends of lines, by the ports of ours. */
const far = new Map<number, Socket>()
beforeAll(async () => {
  dozo.consoleDoor.server.on('connection', (socket: Socket) => far.set(socket.remotePort!, socket))
  const owner = await dozo.member('owner', ['owner'])
  const made = await owner('/manage/v1/sites/main/api-tokens', {
    method: 'POST',
    body: { name: 't', scopes: [{ permission: '*' }], expiresAt: '2026-12-24T00:00:00Z' },
  })
  token = made.body.data.token
  port = Number(new URL(await dozo.consoleDoor.listen({ port: 0, host: '127.0.0.1' })).port)
})

const sites = '/manage/v1/sites/main'
function line(path: string, type: string, length = 1_000_000): Socket {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  onTestFinished(() => void socket.destroy())
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n\r\n`,
  )
  return socket
}
const upload = (name: string, length?: number) =>
  line(`${sites}/files?name=${name}`, bytes['content-type'], length)
const stored = async () =>
  (await readdir(join(dozo.app.config.dataDir, 'files'), { recursive: true }).catch(() => [])).filter(
    (name) => name.endsWith('.part'),
  ).length
/** Sends, and resolves when the server has it. */
async function arrived(socket: Socket, count: number): Promise<void> {
  const before = await readOf(socket)
  socket.write(Buffer.alloc(count, 'a'))
  await vi.waitFor(async () => expect(await readOf(socket)).toBeGreaterThanOrEqual(before + count))
}
const readOf = async (socket: Socket): Promise<number> => {
  await vi.waitFor(() => expect(far.has(socket.localPort!)).toBe(true))
  return far.get(socket.localPort!)!.bytesRead
}
/** What the server says when it hangs up. */
async function lastWords(socket: Socket): Promise<string> {
  let text = ''
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
  await once(socket, 'close')
  return text.split('\r\n')[0]!
}

test('an upload may take as long as it likes, as long as it comes', async () => {
  const socket = upload('slow.bin', 20 * pace.leastBytes)
  await expect.poll(stored).toBe(1)
  for (let n = 0; n < 19; n++) {
    await arrived(socket, pace.leastBytes)
    vi.advanceTimersByTime(pace.windowMs)
  }
  socket.write(Buffer.alloc(pace.leastBytes, 'a'))
  const [answer] = (await once(socket, 'data')) as [Buffer]
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 201/)
})

test('an upload that trickles is cut, and leaves nothing', async () => {
  const socket = upload('trickle.bin')
  await expect.poll(stored).toBe(1)
  const closed = lastWords(socket)
  await arrived(socket, pace.leastBytes)
  vi.advanceTimersByTime(pace.windowMs)
  await arrived(socket, 100)
  vi.advanceTimersByTime(pace.windowMs)
  expect(await closed).toBe('HTTP/1.1 408 Request Timeout')
  await expect.poll(stored).toBe(0)
})

test('a body that is read whole has two minutes, however it comes', async () => {
  const socket = line(`${sites}/entries`, 'application/json')
  const closed = lastWords(socket)
  await arrived(socket, 100_000)
  vi.advanceTimersByTime(pace.wholeMs / 2)
  await arrived(socket, 100_000)
  vi.advanceTimersByTime(pace.wholeMs / 2)
  expect(await closed).toBe('HTTP/1.1 408 Request Timeout')
})

test('who is refused and sends on is cut', async () => {
  const socket = line(`${sites}/files?name=..`, bytes['content-type'])
  const [answer] = (await once(socket, 'data')) as [Buffer]
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 422/)
  await arrived(socket, 2 * pace.leastBytes)
  vi.advanceTimersByTime(pace.windowMs)
  await lastWords(socket)
})

test('a form whose line breaks in the middle of its file leaves nothing, and nobody else notices', async () => {
  const before = await stored()
  const broken = line(`${sites}/files`, 'multipart/form-data; boundary=b')
  broken.write('--b\r\ncontent-disposition: form-data; name="file"; filename="a.bin"\r\n\r\n')
  await arrived(broken, 200_000)
  await vi.waitFor(async () => expect(await stored()).toBe(before + 1))
  broken.destroy()
  await vi.waitFor(async () => expect(await stored()).toBe(before))
  expect((await dozo.console('/manage/v1/setup')).status).toBeLessThan(500)
})

test('a form that is refused before its file has come is read to its end, and its line goes on', async () => {
  const form = (name: string, more: string) =>
    `--b\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n`
  for (const [first, code] of [
    [form('colour', ''), 'bad_query'],
    [form('folder', '') + '..\r\n', 'invalid'],
  ] as const) {
    const head = `${first}\r\n${form('file', '; filename="large.bin"')}`
    const body = Buffer.concat([
      Buffer.from(head),
      Buffer.alloc(20_000_000, 'a'),
      Buffer.from('\r\n--b--\r\n'),
    ])
    const socket = line(`${sites}/files`, 'multipart/form-data; boundary=b', body.length)
    let said = ''
    socket.on('data', (chunk: Buffer) => (said += chunk.toString()))
    socket.write(body)
    socket.write('GET /manage/v1/nothing HTTP/1.1\r\nhost: localhost\r\n\r\n')
    await vi.waitFor(() => expect(said.match(/HTTP\/1\.1 \d+/g)).toHaveLength(2), { timeout: 10_000 })
    expect(said).toContain(code)
  }
})
