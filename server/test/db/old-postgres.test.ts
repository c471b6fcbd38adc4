import { createServer, type AddressInfo, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { prepareRoles } from '#platform/db/roles.ts'
import { StartError } from '#platform/db/start-error.ts'

/** A message of PostgreSQL's protocol 3: its letter, its length, its bytes. */
function message(letter: string, ...parts: (string | number | Buffer)[]): Buffer {
  const body = Buffer.concat(
    parts.map((part) => {
      if (Buffer.isBuffer(part)) return part
      if (typeof part === 'string') return Buffer.from(`${part}\0`)
      const number = Buffer.alloc(4)
      number.writeInt32BE(part)
      return number
    }),
  )
  const head = Buffer.alloc(5)
  head.write(letter)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
const int16 = (value: number) => {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}
const ready = message('Z', Buffer.from('I'))
const column = (name: string, type: number) =>
  Buffer.concat([Buffer.from(`${name}\0`), Buffer.alloc(6), int32(type), int16(4), int32(-1), int16(0)])
const int32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}
const cell = (text: string) => Buffer.concat([int32(text.length), Buffer.from(text)])

/** What a PostgreSQL of this version says to the one question that is asked before anything else. */
function greet(socket: Socket, version: number): void {
  let started = false
  socket.on('error', () => undefined)
  socket.on('data', (bytes) => {
    if (!started) {
      started = true
      socket.write(Buffer.concat([message('R', 0), message('S', 'server_version', `${version}.1`), ready]))
    } else if (bytes[0] === 'Q'.charCodeAt(0)) {
      const columns = Buffer.concat([column('version', 23), column('login', 19), column('database', 19)])
      const row = Buffer.concat([int16(3), cell(String(version)), cell('dozo'), cell('dozo')])
      const answer = [message('T', int16(3), columns), message('D', row), message('C', 'SELECT 1'), ready]
      socket.write(Buffer.concat(answer))
    }
  })
}

test.each([9, 14])('PostgreSQL %d is refused in words, with the version that is needed', async (version) => {
  const server = createServer((socket) => greet(socket, version))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const refused = await prepareRoles({ url: `postgres://dozo:x@127.0.0.1:${port}/dozo` }).catch(
    (error: unknown) => error,
  )
  expect(refused).toBeInstanceOf(StartError)
  expect((refused as StartError).words).toEqual({
    ja: `PostgreSQL ${version} は古すぎます。15 以上が必要です。`,
    en: `PostgreSQL ${version} is too old. Version 15 or newer is needed.`,
  })
})
