import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { zipOf, type Part } from '../../../test/zip.ts'
import { readZip } from './zip-read.ts'

const opened = (parts: readonly Part[]) => {
  const zip = zipOf(parts)
  const get = (_name: string, part = { start: 0, end: zip.length - 1 }) =>
    Readable.from([zip.subarray(part.start, part.end + 1)], { objectMode: false })
  return readZip({ get }, 'in.zip', zip.length, '')
}

test('a file whose bytes are wrong is found so by who reads it, however much later that is', async () => {
  const [torn, mangled, good] = await opened([
    { name: 'torn.txt', data: 'x'.repeat(500), claims: 20, deflate: true },
    { name: 'mangled.txt', data: 'no deflated bytes', method: 8 },
    { name: 'good.txt', data: 'y'.repeat(2 ** 20), deflate: true },
  ])
  const late = [torn!.open(), mangled!.open()]
  // Long enough for all that is wrong to be noticed, were it looked at by now.
  expect((await Buffer.concat(await good!.open().toArray())).length).toBe(2 ** 20)
  await expect(late[0]!.toArray()).rejects.toThrow('too many bytes')
  await expect(late[1]!.toArray()).rejects.toThrow(/invalid/)
})
