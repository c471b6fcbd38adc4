import { randomBytes } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { succeeded } from '../../../test/content.ts'
import { filesOf, sha256 } from '../../../test/files.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let files: ReturnType<typeof filesOf>
beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  files = filesOf(owner)
})

type Part = [name: string, value: string | Buffer, file?: string]
/** As a browser writes it. */
async function formOf(...parts: Part[]) {
  const form = new FormData()
  for (const [name, value, file] of parts)
    if (file === undefined) form.append(name, String(value))
    else form.append(name, new Blob([value as string]), file)
  const sent = new Response(form)
  return { body: Buffer.from(await sent.arrayBuffer()), type: sent.headers.get('content-type')! }
}
async function send(parts: Part[], query = '', ask: Ask = owner, more: Record<string, string> = {}) {
  const { body, type } = await formOf(...parts)
  return ask(`${files.at}${query}`, { method: 'POST', body, headers: { 'content-type': type, ...more } })
}

test('a file comes in as the file of a form, under its own name, with what the fields before it say', async () => {
  const bytes = randomBytes(300_000)
  const plain = succeeded(await send([['file', bytes, '朝の海.bin']]))
  expect(plain).toMatchObject({ path: '朝の海.bin', size: bytes.length, hash: sha256(bytes), public: true })
  const said = await send([
    ['folder', 'news/2026'],
    ['private', 'true'],
    ['name', 'other.txt'],
    ['file', 'text', 'own.txt'],
  ])
  expect(succeeded(said)).toMatchObject({ path: 'news/2026/other.txt', public: false })
  expect(succeeded(await send([['upload', 'text', 'q.txt']], '?folder=asked'))).toMatchObject({
    path: 'asked/q.txt',
  })
})

test('what is wrong with a form is named, and nothing of it is kept', async () => {
  const before = (await files.list()).length
  const wrong = async (parts: Part[], query = '') => {
    const { status, body } = await send(parts, query)
    return [status, body.code, body.errors?.[0]?.path, body.errors?.[0]?.code]
  }
  expect(await wrong([['folder', 'a']])).toEqual([422, 'invalid', '/file', 'required'])
  const late: Part[] = [
    ['file', 'text', 'late.txt'],
    ['folder', 'a'],
  ]
  expect(await wrong(late)).toEqual([422, 'invalid', '/folder', 'form_order'])
  const two: Part[] = [
    ['file', 'one', 'one.txt'],
    ['file', 'two', 'two.txt'],
  ]
  expect(await wrong(two)).toEqual([422, 'invalid', '/file', 'form_parts'])
  const unknown: Part[] = [
    ['colour', 'red'],
    ['file', 'x', 'x.txt'],
  ]
  expect(await wrong(unknown)).toEqual([400, 'bad_query', '/colour', 'unknown_field'])
  const many = Array.from({ length: 30 }, (_, n): Part => [`f${n}`, 'x'])
  expect(await wrong([...many, ['file', 'x', 'x.txt']])).toEqual([422, 'invalid', '/file', 'form_parts'])
  expect(
    await wrong([
      ['folder', 'x'.repeat(5000)],
      ['file', 'x', 'x.txt'],
    ]),
  ).toEqual([422, 'invalid', '/folder', 'too_long'])
  for (const name of ['../up.txt', 'a/b.txt', 'a\\b.txt'])
    expect(
      (
        await send([
          ['name', name],
          ['file', 'x', 'x.txt'],
        ])
      ).status,
      name,
    ).toBe(422)
  const noName = await owner(files.at, {
    method: 'POST',
    body: 'x',
    headers: { 'content-type': 'application/octet-stream' },
  })
  expect([noName.status, noName.body.errors[0].path]).toEqual([400, '/name'])
  expect((await files.list()).length).toBe(before)
})

test('a form that breaks off, or is none, leaves nothing', async () => {
  const { body, type } = await formOf(['file', randomBytes(100_000), 'cut.bin'])
  const cut = (length: number, contentType = type) =>
    owner(files.at, {
      method: 'POST',
      body: body.subarray(0, length),
      headers: { 'content-type': contentType },
    })
  for (const answer of [
    await cut(body.length - 10),
    await cut(50_000),
    await cut(20),
    await cut(body.length, 'multipart/form-data'),
    await cut(body.length, 'multipart/form-data; boundary=other'),
  ]) {
    expect([400, 422]).toContain(answer.status)
    expect(answer.body.code).toMatch(/^(form_broken|invalid)$/)
  }
  const small = await formOf(['folder', 'a'], ['file', 'text', 'cut.txt'])
  for (let length = 0; length < small.body.length - 2; length++) {
    const { status, body: told } = await owner(files.at, {
      method: 'POST',
      body: small.body.subarray(0, length),
      headers: { 'content-type': small.type },
    })
    expect([length, status >= 400 && status < 500, told.code]).toEqual([length, true, expect.any(String)])
  }
  expect(await files.list({ q: 'cut' })).toEqual([])
})

test("forms go nowhere else, and not for other sites' pages", async () => {
  const { body, type } = await formOf(['file', 'x', 'x.txt'])
  const headers = { 'content-type': type }
  for (const path of ['entries', 'members', 'imports'])
    expect(
      (await owner(`/manage/v1/sites/main/${path}`, { method: 'POST', body, headers })).status,
      path,
    ).not.toBe(201)
  const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  expect((await send([['file', 'x', 'csrf.txt']], '', owner, foreign)).status).toBe(403)
  expect((await send([['file', 'x', 'csrf.txt']], '', dozo.console)).status).toBe(401)
  expect(await files.list({ q: 'csrf' })).toEqual([])
})
