import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { beforeAll, expect, test } from 'vitest'
import { fileStorage } from '#platform/storage/file-storage.ts'
import { contentOf, definition, field } from '../content.ts'
import { useDozo, type Ask } from '../harness.ts'
import { imported, sendImport } from '../imported.ts'
import { ownFolder } from './own-folder.ts'

const dozo = useDozo()
let owner: Ask

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  await contentOf(owner).define(definition('note', [field('text', 'name')]))
})

test('a folder that cannot be written refuses what would be kept there, in words, and nothing else', async () => {
  const files = join(dozo.app.config.dataDir, 'files')
  rmSync(files, { recursive: true, force: true })
  writeFileSync(files, 'in the way')
  const refused = await sendImport(owner, 'note', [{ key: 'a', name: 'x' }])
  expect([refused.status, refused.body.code]).toEqual([507, 'storage_unwritable'])
  expect(refused.body.detail).toContain('Nothing was saved')
  expect((await owner('/manage/v1/sites/main/imports')).body.data).toEqual([])
  expect((await contentOf(owner).tryCreate('note', { name: 'y' })).status).toBe(201)
  rmSync(files)
  expect((await imported(owner, 'note', [{ key: 'a', name: 'x' }])).created).toBe(1)
})

test('a file is there whole or not at all: a stream that breaks, is cut off or is too long leaves nothing', async () => {
  using folder = ownFolder()
  const storage = fileStorage(folder.path)
  const breaking = Readable.from(
    (function* () {
      yield Buffer.from('half')
      throw new Error('the line broke')
    })(),
  )
  await expect(storage.put('a/b', breaking)).rejects.toThrow('the line broke')
  const abort = new AbortController()
  const endless = new Readable({ read() {} })
  endless.push('half')
  const cut = storage.put('a/c', endless, abort.signal)
  abort.abort()
  await expect(cut).rejects.toThrow(/abort/i)
  expect(readdirSync(join(folder.path, 'a'))).toEqual([])
  expect([await storage.has('a/b'), await storage.has('a/c')]).toEqual([false, false])
  await storage.put('a/d', Readable.from([Buffer.from('whole')]))
  expect(await storage.has('a/d')).toBe(true)
})

test.each(['../x', '/etc/passwd', 'a/../b', 'a//b', '.hidden', 'A', ''])(
  'a name that could lead elsewhere is none: %j',
  (name) => {
    using folder = ownFolder()
    mkdirSync(join(folder.path, 'files'))
    chmodSync(folder.path, 0o711)
    expect(() => fileStorage(join(folder.path, 'files')).get(name)).toThrow('not a storage name')
  },
)
