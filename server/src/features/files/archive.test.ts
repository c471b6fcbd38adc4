import type { Readable } from 'node:stream'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { succeeded } from '../../../test/content.ts'
import { filesOf, png } from '../../../test/files.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { textsIn, zipOf, type Part } from '../../../test/zip.ts'

const dozo = useDozo()
const site = '/manage/v1/sites/main'
let owner: Ask
let files: ReturnType<typeof filesOf>
beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  files = filesOf(owner)
})

let last = 0
let top: string
beforeEach(() => void (top = `room${++last}`))

const pathsIn = async (folder: string) => (await files.list({ folder })).map((one) => one.path).sort()
async function unpack(parts: readonly Part[] | Buffer, more: object = {}) {
  const zip = await files.upload('in.zip', Buffer.isBuffer(parts) ? parts : zipOf(parts), {
    keepBoth: 'true',
  })
  const answer = await owner(`${files.at}/${zip.id}/unpack`, {
    method: 'POST',
    body: { folder: top, ...more },
  })
  const lines =
    answer.status === 200
      ? answer.text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line))
      : []
  return {
    answer,
    lines,
    codes: (answer.body?.errors ?? []).map((one: any) => one.code),
    code: answer.body?.code,
  }
}

test('a folder comes out as a ZIP file with the names and bytes that it has, without what is in the trash', async () => {
  await files.upload('計画.txt', 'plan', { folder: top })
  await files.upload('b.txt', 'bee', { folder: `${top}/下/深` })
  await files.trash((await files.upload('gone.txt', 'x', { folder: top })).id)
  const answer = await owner(`${site}/file-archive?folder=${top}`)
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/zip'])
  expect(answer.headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${top}.zip`)
  expect(await textsIn(answer.raw)).toEqual({ '計画.txt': 'plan', '下/深/b.txt': 'bee' })
  expect((await owner(`${site}/file-archive?folder=${top}/none`)).status).toBe(404)
})

test('named files come out, and never one that the caller does not see', async () => {
  succeeded(
    await owner(`${site}/groups`, {
      method: 'POST',
      body: { key: 'hr', name: { ja: 'h', en: 'h' }, grants: [] },
    }),
  )
  const open = await files.upload('open.txt', 'open', { folder: top })
  const hidden = await files.upload('pay.txt', 'pay', { folder: `${top}/hr` })
  const rules = { edit: null, endings: null, kinds: null, maxSize: null }
  await owner(`${site}/folders`, {
    method: 'PUT',
    ifMatch: '*',
    body: { path: `${top}/hr`, view: ['hr'], ...rules },
  })
  const editor = await dozo.member('editor', ['editor'])
  const named = `${site}/file-archive?ids=${open.id},${hidden.id}`
  expect(Object.values(await textsIn((await owner(named)).raw)).sort()).toEqual(['open', 'pay'])
  expect(Object.values(await textsIn((await editor(named)).raw))).toEqual(['open'])
  expect((await editor(`${site}/file-archive?ids=${hidden.id}`)).status).toBe(404)
  expect((await editor(`${site}/file-archive?folder=${top}/hr`)).status).toBe(404)
})

test('a ZIP file is unpacked file by file, each told with its id, known by its bytes, and searched and served as any', async () => {
  const picture = await png(3, 2)
  const { lines } = await unpack([
    { name: '写真/海.png', data: picture },
    { name: 'read.txt', data: 'read me', deflate: true },
    { name: 'empty/', mode: 0o040755 },
    { name: '__MACOSX/._read.txt', data: 'x' },
  ])
  expect(lines.map((line) => line.path)).toEqual([`${top}/写真/海.png`, `${top}/read.txt`])
  expect(await files.get(lines[0].file)).toMatchObject({ type: 'image/png', width: 3, public: true })
  expect((await dozo.site(`/files/${top}/read.txt`)).text).toBe('read me')
  expect(await pathsIn(top)).toEqual([`${top}/read.txt`, `${top}/写真/海.png`])
})

test('names that Japanese Windows wrote are read', async () => {
  const cp932 = Buffer.from([0x8a, 0x43, 0x2e, 0x74, 0x78, 0x74])
  expect((await unpack([{ name: cp932, data: 'x' }])).lines[0].path).toBe(`${top}/海.txt`)
})

test('a name that is taken is told, and the others come in; or it takes the next one', async () => {
  await files.upload('a.txt', 'mine', { folder: top })
  const parts = [
    { name: 'a.txt', data: 'a' },
    { name: 'b.txt', data: 'b' },
  ]
  const { lines } = await unpack(parts)
  expect(lines[0]).toMatchObject({ path: `${top}/a.txt`, problem: { status: 409, code: 'file_exists' } })
  expect(lines[1].file).toMatch(/^[0-9a-f-]{36}$/)
  expect((await dozo.site(`/files/${top}/a.txt`)).text).toBe('mine')
  const again = await unpack(parts, { keepBoth: true, private: true })
  expect(again.lines.map((line) => line.as)).toEqual([`${top}/a (2).txt`, `${top}/b (2).txt`])
  expect((await dozo.site(`/files/${top}/b%20(2).txt`)).status).toBe(404)
})

describe('nothing at all is unpacked', () => {
  test.each([
    ['a way out of the folder', [{ name: '../../etc/passwd' }], 'zip_path'],
    ['a way out in the middle', [{ name: 'a/../../b' }], 'zip_path'],
    ['an absolute path', [{ name: '/etc/passwd' }], 'zip_path'],
    ['a drive', [{ name: 'C:\\windows\\x' }], 'zip_path'],
    ['a hidden file', [{ name: '.htaccess' }], 'zip_path'],
    ['a null byte', [{ name: 'a\0.png' }], 'zip_path'],
    ['a name of a thousand letters', [{ name: 'x'.repeat(1000) }], 'zip_path'],
    ['eleven folders', [{ name: `${'a/'.repeat(11)}b` }], 'zip_path'],
    ['a link', [{ name: 'link', data: '/etc/passwd', mode: 0o120777 }], 'zip_link'],
    ['a device', [{ name: 'device', mode: 0o020666 }], 'zip_link'],
    ['a secret', [{ name: 'secret', flags: 1, deflate: true }], 'zip_encrypted'],
    ['an unknown packing', [{ name: 'x', method: 99 }], 'zip_method'],
    ['one name twice', [{ name: 'x' }, { name: 'x' }], 'zip_twice'],
  ] as [string, Part[], string][])('of an archive with %s', async (_what, parts, code) => {
    const { answer, codes } = await unpack([{ name: 'good.txt', data: 'x' }, ...parts])
    expect([answer.status, codes]).toEqual([422, [code]])
    expect(await pathsIn(top)).toEqual([])
  })

  test('of one that unpacks to two hundred times its size, or has ten thousand files', async () => {
    const bomb = zipOf([{ name: 'zeros', data: Buffer.alloc(210 * 2 ** 20), deflate: true }])
    expect(bomb.length).toBeLessThan(400_000)
    expect((await unpack(bomb)).code).toBe('zip_large')
    const claims = Array.from({ length: 3 }, (_, i) => ({
      name: `f${i}`,
      data: 'x',
      claims: 0xfffffff0,
      deflate: true,
    }))
    expect((await unpack(claims)).code).toBe('zip_large')
    const many = (length: number) => Array.from({ length }, (_, i) => ({ name: `${i}` }))
    expect((await unpack(many(10_001))).code).toBe('zip_many')
    expect((await unpack(many(100_000))).code).toBe('zip_many')
    expect(await pathsIn(top)).toEqual([])
  })

  test('of what is cut off or no archive', async () => {
    const whole = zipOf([{ name: 'a.txt', data: 'x'.repeat(500) }])
    expect((await unpack(whole.subarray(0, whole.length - 30))).code).toBe('zip_broken')
    const text = await files.upload('not.zip', 'text', { folder: top })
    const answer = await owner(`${files.at}/${text.id}/unpack`, { method: 'POST', body: { folder: top } })
    expect(answer.body.errors).toMatchObject([{ path: '/file', code: 'zip_not' }])
  })
})

test('bytes that are not what the archive says are told as broken and leave nothing behind', async () => {
  const { lines } = await unpack([
    { name: 'long.txt', data: 'x'.repeat(500), claims: 20, deflate: true },
    { name: 'good.txt', data: 'good' },
  ])
  expect(lines[0].problem).toMatchObject({ status: 422, code: 'zip_broken' })
  expect(await pathsIn(top)).toEqual([`${top}/good.txt`])
})

test('bytes that were changed on the way are told as broken', async () => {
  const zip = zipOf([{ name: 'a.txt', data: 'honest text' }])
  zip[zip.indexOf('honest')] = 'H'.charCodeAt(0)
  expect((await unpack(zip)).lines[0].problem).toMatchObject({ status: 422, code: 'zip_broken' })
  expect(await pathsIn(top)).toEqual([])
})

test('a file whose bytes are gone breaks the download, and nothing else', async () => {
  const file = await files.upload('a.txt', 'a'.repeat(1000), { folder: top })
  for await (const { name } of dozo.app.storage.list('files'))
    if (await isLatest(name)) await dozo.app.storage.remove(name)
  const answer = await owner(`${site}/file-archive?folder=${top}`).catch(() => undefined)
  expect(answer === undefined || answer.raw.indexOf('PK\x05\x06') < 0).toBe(true)
  expect((await files.get(file.id)).size).toBe(1000)

  expect(
    (await owner(`${files.at}/${file.id}/copy`, { method: 'POST', body: { keepBoth: true } })).status,
  ).toBe(500)
  expect((await files.list({ folder: top })).map((one) => one.id)).toEqual([file.id])

  async function isLatest(name: string): Promise<boolean> {
    return (await dozo.app.storage.size(name)) === 1000
  }
})

test('who goes away in the middle of a ZIP file leaves nothing open', async () => {
  for (const name of ['a', 'b', 'c']) await files.upload(name, 'x'.repeat(3_000_000), { folder: top })
  const ctx = await dozo.system('main')
  const { archive } = await import('./archive.ts')
  const open: Readable[] = []
  const { storage } = dozo.app
  const get = storage.get.bind(storage)
  storage.get = (...what) => {
    const source = get(...what)
    open.push(source)
    return source
  }
  try {
    const reply = (await archive(ctx, { folder: top })).body as Readable
    await new Promise((resolve) => reply.once('data', resolve))
    reply.destroy()
    await expect.poll(() => open.length > 0 && open.every((source) => source.destroyed)).toBe(true)
  } finally {
    storage.get = get
  }
})

test('a copy has the bytes and the words, and goes its own way', async () => {
  const file = await files.upload('a.png', await png(5, 4), { folder: top, private: 'true' })
  await files.change(file.id, { alt: { ja: '図' }, credit: '山田', tags: ['t'], focal: { x: 0, y: 1 } })
  const copy = (body: object) => owner(`${files.at}/${file.id}/copy`, { method: 'POST', body })
  expect((await copy({})).body.code).toBe('file_exists')
  const made = succeeded(await copy({ name: 'b.png', folder: `${top}/x` }))
  expect(made).toMatchObject({
    path: `${top}/x/b.png`,
    public: false,
    alt: { ja: '図' },
    credit: '山田',
    tags: ['t'],
    focal: { x: 0, y: 1 },
    hash: file.hash,
    sameAs: [`${top}/a.png`],
  })
  await files.replace(file.id, 'now a text')
  expect((await files.get(made.id)).hash).toBe(file.hash)
  expect(succeeded(await copy({ keepBoth: true })).path).toBe(`${top}/a (2).png`)
})
