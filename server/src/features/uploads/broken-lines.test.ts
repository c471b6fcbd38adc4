import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import sql from 'sql-template-tag'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { tokenOf } from '../../../test/attacks/world.ts'
import { brokenLine } from '../../../test/broken-line.ts'
import { randomFrom } from '../../../test/crash/random-from.ts'
import { filesOf, sha256 } from '../../../test/files.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { sent, uploadsOf } from '../../../test/uploads.ts'

const dozo = useDozo()
let owner: Ask
let files: ReturnType<typeof filesOf>
let uploads: ReturnType<typeof uploadsOf>
let port: number
let authorization: string
beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  files = filesOf(owner)
  uploads = uploadsOf(owner)
  const made = await owner('/manage/v1/sites/main/api-tokens', {
    method: 'POST',
    body: {
      name: 't',
      scopes: [{ permission: 'files.write' }],
      expiresAt: new Date(dozo.time.now.getTime() + 86_400_000).toISOString(),
    },
  })
  authorization = `Bearer ${made.body.data.token}`
  port = Number(new URL(await dozo.consoleDoor.listen({ port: 0, host: '127.0.0.1' })).port)
})

const base = (at = port) => `http://127.0.0.1:${at}`

test('a client of others uploads to us', async () => {
  const { fileId } = await sent(Buffer.from('text'), base(), {
    metadata: { filename: 'by others.txt', filetype: 'text/html' },
    headers: { authorization },
  })
  expect(await files.get(fileId!)).toMatchObject({ path: 'by others.txt', type: 'text/plain' })
})

test('20 MB over a line that breaks twenty times arrive as they are, in one upload', async () => {
  const bytes = randomBytes(20_000_000)
  const random = randomFrom(7)
  const cuts = Array.from({ length: 20 }, () => 1000 + Math.floor(random() * 1_500_000))
  const line = await brokenLine(port, cuts)
  const { fileId, begun, retries } = await sent(bytes, base(line.port), {
    metadata: { filename: 'broken line.bin' },
    headers: { authorization },
    retries: 200,
  })
  expect(line.cuts).toEqual([])
  expect(await files.get(fileId!)).toMatchObject({ size: bytes.length, hash: sha256(bytes) })
  // The first line of all may break before the upload has begun.
  expect([begun <= 2, retries >= 20]).toEqual([true, true])
  const rows = await (await dozo.system()).read(sql`select from uploads where name = 'broken line.bin'`)
  expect(rows.length).toBeLessThanOrEqual(2)
}, 60_000)

/** How far the storage has been given bytes, by the id of the upload. */
const come = new Map<string, number>()
beforeAll(() => {
  const { storage } = dozo.app
  const { append } = storage
  storage.append = (name, offset, from) => {
    const id = name.slice(name.lastIndexOf('/') + 1)
    async function* noted() {
      for await (const chunk of from) {
        yield chunk
        come.set(id, (come.get(id) ?? offset) + chunk.length)
      }
    }
    return append(name, offset, noted())
  }
})

/** A request of which only so much comes: the rest of it is the test's to send. */
async function opened(id: string, offset: number, length: number, first: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.write(
    `PATCH ${uploads.at}/${id} HTTP/1.1\r\nhost: localhost\r\nauthorization: ${authorization}\r\ntus-resumable: 1.0.0\r\n` +
      `content-type: application/offset+octet-stream\r\nupload-offset: ${offset}\r\ncontent-length: ${length}\r\n\r\n${first}`,
  )
  await expect.poll(() => come.get(id)).toBe(offset + first.length)
  return socket
}
const answerOf = async (socket: Socket) => {
  const [chunk] = (await once(socket, 'data')) as [Buffer]
  return Number(chunk.toString().split(' ')[1])
}

test('what came before the line broke is kept, and whoever asks is told so at once', async () => {
  const id = await uploads.begun(10, { filename: 'cut.txt' })
  const socket = await opened(id, 0, 10, 'abcdef')
  socket.destroy()
  await expect.poll(async () => (await uploads.head(id)).headers['upload-offset']).toBe('6')
  expect((await uploads.send(id, 6, 'ghij')).status).toBe(204)
  expect((await dozo.site('/files/cut.txt')).text).toBe('abcdefghij')
})

test('of two requests at once for one upload the second is told to wait while the first still sends', async () => {
  const id = await uploads.begun(6, { filename: 'two.txt' })
  const first = await opened(id, 0, 6, 'abc')
  const second = await uploads.send(id, 0, 'abcdef')
  expect([second.status, second.body.code, second.headers['retry-after']]).toEqual([423, 'upload_busy', '2'])
  // Looking does not disturb.
  expect((await uploads.head(id)).status).toBe(200)
  first.write('def')
  expect(await answerOf(first)).toBe(204)
  expect((await dozo.site('/files/two.txt')).text).toBe('abcdef')
})

test('many at once: each byte comes from one of them, and there is one file', async () => {
  const id = await uploads.begun(6, { filename: 'many.txt' })
  const answers = await Promise.all(Array.from({ length: 8 }, () => uploads.send(id, 0, 'abcdef')))
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 204).length).toBe(1)
  expect(statuses.every((status) => [204, 409, 423].includes(status))).toBe(true)
  expect((await files.list({ q: 'many' })).length).toBe(1)
})

test('a line that has fallen silent is given up for whoever goes on, and what it brought is kept', async () => {
  const id = await uploads.begun(6, { filename: 'silent.txt' })
  const silent = await opened(id, 0, 6, 'abc')
  await uploads.send(id, 0, 'x')
  dozo.time.advance(2000)
  expect((await uploads.send(id, 0, 'abcdef')).headers['upload-offset']).toBe('3')
  expect(await answerOf(silent)).toBe(423)
  expect((await uploads.send(id, 3, 'def')).status).toBe(204)
  expect((await dozo.site('/files/silent.txt')).text).toBe('abcdef')
})

test('an upload that another process had in hand when it died is free again some seconds later', async () => {
  const id = await uploads.begun(4, { filename: 'held.txt' })
  const ctx = await dozo.system()
  const until = new Date(dozo.time.now.getTime() + 6000)
  await ctx.tx((tx) =>
    tx.run(sql`update uploads set held_by = ${ctx.requestId}, held_until = ${until} where id = ${id}`),
  )
  expect((await uploads.send(id, 0, 'text')).status).toBe(423)
  dozo.time.advance(6000)
  expect((await uploads.send(id, 0, 'text')).status).toBe(204)
})

test('an upload is cancelled while its bytes are coming, by the session as well as by the token that began it', async () => {
  const id = await uploads.begun(6, { filename: 'gone.txt' })
  const line = await opened(id, 0, 6, 'abc')
  expect((await uploads.cancel(id)).status).toBe(204)
  expect(await answerOf(line)).toBe(423)
  expect((await uploads.head(id)).status).toBe(404)
})

test('only who began an upload finds it: not another person who may upload, nor another site’s', async () => {
  const id = await uploads.begun(4, { filename: 'mine.txt' })
  await dozo.makeSite('right')
  const editor = uploadsOf(await dozo.member('editor', ['editor']))
  const outsider = await dozo.member('outsider', ['owner'], 'right')
  const own = uploadsOf(await tokenOf(dozo, owner, 'main', 'files.write'))
  const elsewhere = uploadsOf(owner, 'right')
  for (const other of [editor, uploadsOf(outsider), uploadsOf(outsider, 'right'), elsewhere]) {
    expect((await other.head(id)).status).toBe(404)
    expect((await other.send(id, 0, 'text')).status).toBe(404)
    expect((await other.finish(id)).status).toBe(404)
    expect((await other.cancel(id)).status).toBe(404)
  }
  expect((await uploadsOf(await dozo.member('viewer', ['viewer'])).send(id, 0, 'text')).status).toBe(403)
  expect((await own.send(id, 0, 'te')).status).toBe(204)
  expect((await uploads.send(id, 2, 'xt')).status).toBe(204)
})

test('who is suspended in the middle of an upload does not go on with it', async () => {
  const person = await dozo.member('leaving', ['editor'])
  const leaving = uploadsOf(person)
  const id = await leaving.begun(4, { filename: 'leaving.txt' })
  await leaving.send(id, 0, 'te')
  await owner(`/manage/v1/sites/main/members/${person.id}`, {
    method: 'PATCH',
    ifMatch: '*',
    body: { status: 'suspended' },
  })
  expect((await leaving.send(id, 2, 'xt')).status).toBe(401)
  expect(await files.list({ path: 'leaving.txt' })).toEqual([])
})
