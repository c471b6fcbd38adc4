import { beforeAll, expect, test, vi } from 'vitest'
import { filesOf } from '../../../test/files.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { metadata, tus, uploadsOf } from '../../../test/uploads.ts'

const dozo = useDozo()
let owner: Ask
let uploads: ReturnType<typeof uploadsOf>
beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  uploads = uploadsOf(owner)
})
const base64 = (text: string) => Buffer.from(text).toString('base64')

test('OPTIONS says what is spoken', async () => {
  const answer = await owner(uploads.at, { method: 'OPTIONS' })
  expect(answer.status).toBe(204)
  expect(answer.headers).toMatchObject({
    'tus-version': '1.0.0',
    'tus-extension': 'creation,termination,expiration',
    'tus-max-size': String(5 * 1024 ** 3),
  })
})

test.each([undefined, '0.2.2', '1.0.0, 1.0.0'])(
  'a request in version %s is refused with ours',
  async (version) => {
    const id = await uploads.begun(4, { filename: `version ${version}.txt` })
    const spoken = version === undefined ? {} : { 'tus-resumable': version }
    const answers = [
      await owner(uploads.at, { method: 'POST', headers: { ...spoken, 'upload-length': '4' } }),
      await owner(`${uploads.at}/${id}`, { method: 'DELETE', headers: spoken }),
      await owner(`${uploads.at}/${id}`, {
        method: 'PATCH',
        body: 'text',
        headers: { ...spoken, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
      }),
    ]
    for (const { status, headers, body } of answers)
      expect([status, body.code, headers['tus-version'], headers['tus-resumable']]).toEqual([
        412,
        'tus_version',
        '1.0.0',
        '1.0.0',
      ])
    expect((await uploads.get(id)).offset).toBe(0)
  },
)

test.each(['-1', '1.5', '1e3', '0x10', '', ' ', 'many', '9'.repeat(16), 'NaN', '1,1', '１'])(
  '%j is no length and no offset',
  async (text) => {
    const begun = await uploads.begin(text, { filename: 'length.txt' })
    expect([begun.status, begun.body.code]).toEqual([400, 'upload_header_wrong'])
    const id = await uploads.begun(4, { filename: 'offset.txt' })
    const answer = await uploads.send(id, text, 'text')
    expect([answer.status, answer.body.code]).toEqual([400, 'upload_header_wrong'])
  },
)

test('a length that no file may have is refused before a byte comes, naming the limit; so are none at all and a later one', async () => {
  const limit = 5 * 1024 ** 3
  const huge = await uploads.begin(limit + 1, { filename: 'huge.bin' })
  expect([huge.status, huge.body.code, huge.body.detail]).toEqual([
    413,
    'upload_too_large',
    expect.stringContaining(String(limit)),
  ])
  const empty = await uploads.begin(0, { filename: 'empty.bin' })
  expect([empty.status, empty.body.code]).toEqual([422, 'file_empty'])
  const later = await owner(uploads.at, {
    method: 'POST',
    headers: { ...tus, 'upload-defer-length': '1', 'upload-metadata': metadata({ filename: 'a' }) },
  })
  expect([later.status, later.body.code]).toEqual([400, 'upload_length_deferred'])
})

test.each([
  ['filename not~base64', 400],
  ['filename bmV3=', 400],
  [`filename ${base64('a')} ${base64('b')}`, 400],
  [`filename ${base64('a')},filename ${base64('b')}`, 400],
  [`filename ${Buffer.from([0xff, 0xfe, 0x61]).toString('base64')}`, 400],
  [`filename ${base64('null\0.txt')}`, 422],
  [`filename ${base64('../up.txt')}`, 422],
  [`filename ${base64('..')}`, 422],
  [`filename ${base64('a/b.txt')}`, 422],
  [`filename ${base64('x'.repeat(1001))}`, 422],
  ['filename', 422],
  ['', 422],
  [`filename ${base64('a.txt')},folder ${base64('a/../../b')}`, 422],
  [`filename ${base64('a.txt')},private ${base64('maybe')}`, 422],
  [`filename ${base64('a.txt')},owner ${base64('me')}`, 422],
  [`filename ${base64('a.txt')},__proto__ ${base64('me')}`, 422],
  [`filename ${base64('a.txt')},private ${base64('constructor')}`, 422],
  [`fileId ${base64('no id')}`, 422],
  [`fileId ${base64('0197f3a0-0000-7000-8000-000000000001')}`, 404],
])('metadata %j begins nothing', async (said, status) => {
  const answer = await uploads.begin(4, said, { 'if-match': '*' })
  expect([answer.status, answer.headers['tus-resumable']]).toEqual([status, '1.0.0'])
})

test('metadata longer than headers may be are refused by the door', async () => {
  const at = await dozo.consoleDoor.listen({ port: 0, host: '127.0.0.1' })
  const answer = await fetch(at + uploads.at, {
    method: 'POST',
    headers: { ...tus, 'upload-length': '4', 'upload-metadata': `filename ${'QUFB'.repeat(5000)}` },
  })
  expect(answer.status).toBe(431)
})

test('bytes of another type, or with the upload’s beginning, are not taken', async () => {
  const id = await uploads.begun(4, { filename: 'type.txt' })
  for (const type of ['application/octet-stream', 'text/csv', 'application/json'])
    expect((await uploads.send(id, 0, '"te"', { 'content-type': type })).status).toBe(415)
  const with1 = await owner(uploads.at, {
    method: 'POST',
    body: 'text',
    headers: { ...tus, 'upload-length': '4', 'content-type': 'application/offset+octet-stream' },
  })
  expect(with1.status).toBe(415)
  expect((await uploads.get(id)).offset).toBe(0)
})

test('the method is the one that was sent, whatever a header says', async () => {
  const id = await uploads.begun(4, { filename: 'override.txt' })
  for (const method of ['DELETE', 'PATCH']) {
    const headers = { ...tus, 'x-http-method-override': method, 'upload-offset': '0' }
    expect((await owner(`${uploads.at}/${id}`, { method: 'POST', headers })).status).toBe(405)
    expect((await owner(`${uploads.at}/${id}`, { headers })).status).toBe(200)
  }
  expect((await uploads.get(id)).offset).toBe(0)
})

test('more than the disk has room for is not begun, counting what others were promised', async () => {
  const free = vi.spyOn(dozo.app.storage, 'free').mockResolvedValue(1000)
  try {
    const rich = uploadsOf(await dozo.member('rich', ['editor'], 'main'))
    const { bytes } = await promised()
    expect((await rich.begin(1001 - bytes, { filename: 'a.bin' })).body.code).toBe('storage_full')
    const id = await rich.begun(1000 - bytes, { filename: 'a.bin' })
    expect((await rich.begin(1, { filename: 'b.bin' })).status).toBe(507)
    await rich.cancel(id)
    expect((await rich.begin(1, { filename: 'b.bin' })).status).toBe(201)
  } finally {
    free.mockRestore()
  }
})
const promised = async () =>
  (
    await (
      await dozo.system()
    ).read<{ bytes: number }>({
      text: 'select coalesce(sum(length - "offset"), 0)::bigint as bytes from uploads where file_id is null',
      values: [],
    } as never)
  )[0]!

test('a hundred uploads may be unfinished, and a finished or cancelled one counts no more', async () => {
  const busy = await dozo.member('busy', ['editor'])
  const own = uploadsOf(busy)
  const begun = await Promise.all(
    Array.from({ length: 105 }, (_, n) => own.begin(4, { filename: `many ${n}.txt` })),
  )
  const ids = begun.filter(({ status }) => status === 201).map(({ body }) => body.data.id)
  expect(ids.length).toBe(100)
  const refused = begun.find(({ status }) => status !== 201)!
  expect([refused.status, refused.body.code, refused.body.params]).toEqual([409, 'uploads_many', undefined])
  await own.send(ids[0], 0, 'text')
  await own.cancel(ids[1])
  const more = await Promise.all([1, 2, 3].map((n) => own.begin(4, { filename: `more ${n}.txt` })))
  expect(more.map(({ status }) => status).sort()).toEqual([201, 201, 409])
  expect((await filesOf(owner).list({ q: 'many' })).length).toBe(1)
}, 60_000)
