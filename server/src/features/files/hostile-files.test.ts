import { beforeAll, expect, test } from 'vitest'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { connect } from 'node:net'
import { crc32 } from 'node:zlib'
import { bytes, filesOf, png } from '../../../test/files.ts'
import { useDozo } from '../../../test/harness.ts'
import { typeOf } from './content.ts'
import { addressOf } from './name.ts'

const dozo = useDozo()
let files: ReturnType<typeof filesOf>
let port: number
beforeAll(async () => {
  files = filesOf(await dozo.member('owner', ['owner']))
  port = Number(new URL(await dozo.consoleDoor.listen({ port: 0, host: '127.0.0.1' })).port)
})

const script = '<script>alert(1)</script>'
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">${script}</svg>`
const gif = Buffer.from(
  'GIF89a\x01\x00\x01\x00\x00\xff\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x00;',
  'latin1',
)

test.each([
  ['page.html', `<!DOCTYPE html>${script}`, 'text/html; charset=utf-8'],
  ['photo.jpg', `<html>${script}`, 'text/html; charset=utf-8'],
  ['photo.png', `\ufeff  <!-- a --><script>x</script>`, 'text/html; charset=utf-8'],
  ['drawing.svg', svg, 'image/svg+xml; charset=utf-8'],
  [
    'drawing.png',
    `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]>\n${svg}`,
    'image/svg+xml; charset=utf-8',
  ],
  ['code.js', 'alert(1)', 'text/plain; charset=utf-8'],
  ['look.css', 'body{}', 'text/plain; charset=utf-8'],
  ['module.mjs', 'alert(1)', 'text/plain; charset=utf-8'],
  ['list.csv', '=1+1,2', 'text/csv; charset=utf-8'],
  ['a.pdf', '%PDF-1.7\n1 0 obj', 'application/pdf'],
  ['a.png', Buffer.from([0, 1, 2, 3, 4]), 'application/octet-stream'],
  ['dump.txt', Buffer.from([0xff, 0xfe, 0xfd]), 'application/octet-stream'],
])('%s is sent as what its bytes are, as a download in a sandbox', async (name, body, type) => {
  await files.upload(name, body, { folder: 'hostile' })
  const { status, headers } = await dozo.site(addressOf(`hostile/${name}`))
  expect(status).toBe(200)
  expect(headers['content-type']).toBe(type)
  expect(headers['content-disposition']).toMatch(/^attachment;/)
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'.*; sandbox$/)
  expect(headers['x-content-type-options']).toBe('nosniff')
})

test('an image that is a script as well is an image to everybody', async () => {
  await files.upload('both.html', Buffer.concat([gif, Buffer.from(`/*${script}*/`)]))
  const { headers } = await dozo.site('/files/both.html')
  expect([headers['content-type'], headers['x-content-type-options']]).toEqual(['image/gif', 'nosniff'])
  expect(headers['content-security-policy']).toMatch(/sandbox$/)
})

test('an image that would fill the memory, or that is none, is refused and leaves nothing', async () => {
  const small = await png(2, 2)
  const huge = Buffer.from(small)
  huge.writeUInt32BE(50_000, 16)
  huge.writeUInt32BE(50_000, 20)
  huge.writeUInt32BE(crc32(huge.subarray(12, 29)), 29)
  const frames = Buffer.concat([
    Buffer.from('GIF89a\x10\x27\x10\x27\xf0\x00\x00\x00\x00\x00\xff\xff\xff', 'latin1'),
    ...Array.from({ length: 40 }, () =>
      Buffer.from(',\x00\x00\x00\x00\x10\x27\x10\x27\x00\x02\x02\x44\x01\x00', 'latin1'),
    ),
    Buffer.from(';'),
  ])
  const before = (await stored()).length
  const codes = async (name: string, body: Buffer) => (await files.tryUpload(name, body)).body
  const moving = Buffer.concat([huge.subarray(0, 33), chunk('acTL', Buffer.alloc(8)), huge.subarray(33)])
  const refused = { code: 'image_too_large', detail: expect.stringContaining('268000000') }
  expect(await codes('huge.png', huge)).toMatchObject(refused)
  expect(await codes('moving.png', moving)).toMatchObject(refused)
  expect(await codes('frames.gif', frames)).toMatchObject(refused)
  expect(await codes('cut.png', small.subarray(0, 20))).toMatchObject({ status: 422, code: 'image_broken' })
  expect(await codes('none.png', Buffer.alloc(0))).toMatchObject({ status: 422, code: 'file_empty' })
  expect((await stored()).length).toBe(before)
})

test('an image that was not looked at, being longer than that is worth, is a download', async () => {
  const long = Buffer.concat([await png(3, 3), Buffer.alloc(65 * 1024 * 1024)])
  expect(await files.upload('long.png', long)).toMatchObject({ type: 'image/png', width: null })
  const { headers } = await dozo.site('/files/long.png', { method: 'HEAD' })
  expect(headers['content-disposition']).toMatch(/^attachment/)
})

test('a beginning that never ends is looked through once, not again for each of its letters', async () => {
  const ms = async (count: number) => {
    const started = performance.now()
    for (const opening of ['<!doctype svg', '<!doctype svg[', '<!--', '<?', ' '])
      await typeOf(Buffer.from(opening.padEnd(count, 'a[')), 'x.txt')
    return performance.now() - started
  }
  await ms(1000)
  const short = Math.min(await ms(4000), await ms(4000), await ms(4000))
  // Sixteen times as long: 256 times the work if each letter began anew.
  expect(Math.min(await ms(64_000), await ms(64_000)) / Math.max(short, 0.5)).toBeLessThan(100)
})

test.each([
  '',
  ' ',
  '.',
  '..',
  '../up.txt',
  'a/b.txt',
  'a\\b.txt',
  '.hidden',
  'dot.',
  'null\0.txt',
  'line\nbreak.txt',
  'abc\u202egpj.exe',
  'zero\u200bwidth.txt',
  're\u200dport.pdf',
  'ha\u3164ngul.txt',
  'soft\u00adhyphen.txt',
  'あ'.repeat(201),
])('the name %j is refused by its field, and nothing is kept', async (name) => {
  const before = (await stored()).length
  const answer = await files.tryUpload(name, 'text')
  expect([400, 422]).toContain(answer.status)
  expect(answer.body.errors[0].path).toBe('/name')
  expect((await stored()).length).toBe(before)
})

test('half a letter, which no address can carry, is refused where JSON can', async () => {
  const { id } = await files.upload('whole.txt', 'x')
  const answer = await files.change(id, { name: 'half\ud800.txt', folder: 'a' })
  expect([answer.status, (await files.get(id)).name]).toEqual([400, 'whole.txt'])
})

test('names of every script, and with every sign that an address knows, are names', async () => {
  const names = [
    '𠮷野家.png',
    'e\u0301te\u0301.txt',
    'عربي.txt',
    '👨‍👩‍👧.txt',
    'می‌خواهم.txt',
    '❤️.txt',
    "100% a&b=c?d#e+f;'(g)*.txt",
    '%2e%2e%2f.txt',
    'あ'.repeat(196) + '.txt',
    'CON.txt',
  ]
  for (const name of names) {
    const made = await files.upload(name, `text of ${name}`, { folder: 'names' })
    const read = await dozo.site(addressOf(made.path))
    expect(read.text, name).toBe(`text of ${name}`)
    const [, told = ''] = /filename\*=UTF-8''(.*)$/.exec(String(read.headers['content-disposition'])) ?? []
    expect(decodeURIComponent(told)).toBe(made.name)
  }
  // One name, however its accents are written.
  expect((await files.tryUpload('été.txt', 'x', { folder: 'names' })).body.code).toBe('file_exists')
})

test('a place longer than its index can hold is refused by its field', async () => {
  const letters = (from: number) =>
    String.fromCodePoint(...Array.from({ length: 150 }, (_, n) => from + n * 7))
  const folder = Array.from({ length: 5 }, (_, n) => letters(0x4e00 + n * 2000)).join('/')
  const answer = await files.tryUpload('x.txt', 'x', { folder })
  expect(answer.body.errors).toMatchObject([{ path: '/folder', code: 'file_path_long' }])
  const long = [letters(0x4e00), letters(0x5e00), letters(0x6e00), letters(0x7e00)].join('/')
  await files.upload('x.txt', 'x', { folder: long })
  expect((await dozo.site(addressOf(`${long}/x.txt`))).text).toBe('x')
})

test.each(['..', 'a/../b', 'a//b', '.git', 'a/b/c/d/e/f/g/h/i/j/k', 'a\\b', 'a\0'])(
  'the folder %j is refused by its field',
  async (folder) => {
    const answer = await files.tryUpload('x.txt', 'x', { folder })
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, '/folder'])
  },
)

test.each([
  '/files/',
  '/files/..%2f..%2fsecret.key',
  '/files/%2e%2e/secret.key',
  '/files/names%2fx.txt',
  '/files/%00',
  '/files/%ff',
  '/files//etc/passwd',
  `/files/${'a/'.repeat(2000)}`,
])('%s is no way out of the files', async (path) => {
  expect([400, 404, 414]).toContain((await dozo.site(path)).status)
})

test('an upload that breaks off leaves neither a file nor bytes', async () => {
  const ask = await dozo.signIn('owner@main.example')
  const before = (await stored()).length
  const made = await ask('/manage/v1/sites/main/api-tokens', {
    method: 'POST',
    body: {
      name: 't',
      scopes: [{ permission: 'files.write' }],
      expiresAt: new Date(dozo.time.now.getTime() + 86_400_000).toISOString(),
    },
  })
  const socket = connect(port, '127.0.0.1')
  socket.write(
    `POST ${files.at}?name=broken.bin HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${made.body.data.token}\r\n` +
      `content-type: ${bytes['content-type']}\r\ncontent-length: 1000000\r\n\r\n${'x'.repeat(1000)}`,
  )
  await expect.poll(async () => (await stored()).length).toBe(before + 1)
  socket.destroy()
  await expect.poll(async () => (await stored()).length).toBe(before)
  expect(await files.list({ q: 'broken.bin' })).toEqual([])
})

test('whoever may only look changes nothing, and whoever may nothing sees nothing', async () => {
  const made = await files.upload('looked-at.txt', 'x', { private: 'true' })
  const viewer = await dozo.member('viewer', ['viewer'])
  const looking = filesOf(viewer)
  expect((await looking.get(made.id)).path).toBe('looked-at.txt')
  const before = (await stored()).length
  expect((await looking.tryUpload('mine.txt', 'x')).status).toBe(403)
  expect((await looking.replace(made.id, 'y')).status).toBe(403)
  expect((await stored()).length).toBe(before)
  expect((await looking.change(made.id, { public: true })).status).toBe(403)
  expect((await looking.trash(made.id)).status).toBe(403)
  expect((await viewer(`${files.at}/${made.id}/links`)).status).toBe(403)
})

const chunk = (name: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(name), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

const stored = async () =>
  (await readdir(join(dozo.app.config.dataDir, 'files'), { recursive: true, withFileTypes: true })).filter(
    (one) => one.isFile(),
  )
