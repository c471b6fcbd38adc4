import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer } from './server.ts'

// Files with the dozo command alone.
let server: Awaited<ReturnType<typeof startServer>>
const dozo = async (args: string[], input?: string) => {
  const result = await server.dozo(args, input)
  expect(result.code, `dozo ${args.join(' ')}\n${result.out}${result.err}`).toBe(0)
  return result.out
}
beforeAll(async () => {
  server = await startServer()
  const person = ['--email', 'owner@example.com']
  await dozo(['create-owner', ...person, '--name', '山田 花子'], 'correct horse battery\n')
  await dozo(['login', '--url', server.consoleUrl, ...person], 'correct horse battery\n')
}, 120_000)
afterAll(() => server.stop())

test('files are uploaded, replaced, moved, linked to and put into the trash', async () => {
  const file = join(server.dataDir, 'price list.txt')
  const at = (path: string) => fetch(`${server.siteUrl}${path}`)
  await writeFile(file, 'old prices')
  expect(await dozo(['files', 'upload', file, '--folder', 'sales/2026'])).toBe(
    `${server.siteUrl}/files/sales/2026/price%20list.txt\n`,
  )
  expect((await server.dozo(['files', 'upload', file, '--folder', 'sales/2026'])).err).toContain(
    'There already is',
  )
  await writeFile(file, 'new prices')
  await dozo(['files', 'upload', file, '--folder', 'sales/2026', '--replace'])
  await dozo(['files', 'move', 'sales/2026/price list.txt', 'prices.txt'])
  const answer = await at('/files/sales/2026/price%20list.txt')
  expect([answer.redirected, await answer.text()]).toEqual([true, 'new prices'])
  expect(await dozo(['files', 'list'])).toMatch(/prices\.txt +text\/plain +10 B/)
  const copy = join(server.dataDir, 'copy.txt')
  await dozo(['files', 'download', 'prices.txt', copy])
  expect(await readFile(copy, 'utf8')).toBe('new prices')
  await dozo(['files', 'upload', copy, '--private'])
  expect((await at('/files/copy.txt')).status).toBe(404)
  expect(await (await fetch((await dozo(['files', 'link', 'copy.txt', '--days', '1'])).trim())).text()).toBe(
    'new prices',
  )
  await dozo(['files', 'delete', 'copy.txt', 'prices.txt'])
  expect((await at('/files/prices.txt')).status).toBe(404)
  expect(await dozo(['files', 'list', '--trashed'])).toContain('prices.txt')
  expect(await dozo(['files', 'restore', 'prices.txt'])).toBe(`${server.siteUrl}/files/prices.txt\n`)
  expect(await (await at('/files/prices.txt')).text()).toBe('new prices')
  expect((await server.dozo(['files', 'download', 'prices.txt', copy])).err).toContain('There already is')
  const hidden = await server.dozo(['files', 'upload', copy, '--replace', '--private'])
  expect(hidden.err).toContain('--replace goes with neither')
  await dozo(['files', 'move', `${server.siteUrl}/files/prices.txt`, '/files/sales/'])
  await dozo(['files', 'upload', copy, '--folder', '/sales/', '--keep-both'])
  expect(await dozo(['files', 'list', '/sales/'])).toMatch(/sales\/copy\.txt[\s\S]*sales\/prices\.txt/)
  expect((await server.dozo(['files', 'download', 'nothing.txt'])).err).toContain(
    'There is no file nothing.txt.',
  )
})
