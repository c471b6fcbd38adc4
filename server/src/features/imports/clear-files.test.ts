import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contentOf, definition, field, succeeded } from '../../../test/content.ts'
import { useDozo } from '../../../test/harness.ts'
import { ended, sendFile } from '../../../test/imported.ts'

const dozo = useDozo()

async function files(): Promise<string[]> {
  const names: string[] = []
  for await (const { name } of dozo.app.storage.list('imports')) names.push(name)
  return names
}

test('a file whose import went with its content type is cleared once it is a month old, and no other', async () => {
  const owner = await dozo.member('owner', ['owner'])
  const content = contentOf(owner)
  for (const key of ['gone', 'stays']) {
    await content.define(definition(key, [field('number', 'price')]))
    const one = await ended(owner, await sendFile(owner, key, 'price\nsecret', 'text/csv'))
    expect(one.hasRefused).toBe(true)
  }
  const both = await files()
  expect(both).toHaveLength(2)
  succeeded(await owner(`${content.at}/content-types/gone`, { method: 'DELETE', ifMatch: '*' }))
  await dozo.runJob('imports.clear-files')
  expect(await files()).toEqual(both)
  for (const name of both) utimesSync(join(dozo.app.config.dataDir, 'files', name), 0, 0)
  await dozo.runJob('imports.clear-files')
  expect(await files()).toHaveLength(1)
})
