import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openAccessLog, type AccessLine } from '#platform/http/access-log.ts'
import { ownSettings, run } from './program.ts'

/** A device that is always full. */
const full = '/dev/full'
const hasFull = existsSync(full)
const line: AccessLine = {
  at: 0,
  id: 'x',
  door: 'site',
  method: 'GET',
  url: `/api/${'a'.repeat(1000)}`,
  status: 200,
  bytes: 1,
  ms: 1,
  ip: '127.0.0.1',
  agent: 'test',
}

test.skipIf(!hasFull)(
  'a log that cannot be written stops neither the answers nor the end',
  async () => {
    const env = await ownSettings({ DOZO_ACCESS_LOG: full })
    const program = run(env)
    await program.greeted
    for (let i = 0; i < 300; i++)
      expect((await fetch(`http://127.0.0.1:${env['DOZO_SITE_PORT']}/livez`)).status).toBe(200)
    await expect.poll(program.said).toContain('access log: ENOSPC')
    expect(program.said().match(/access log:/g)).toHaveLength(1)
    await program.stop()
    expect(await program.over).toBe(0)
  },
  60_000,
)

test.skipIf(!hasFull)(
  'what cannot be written waits up to a limit, not in all of the memory',
  async () => {
    const log = openAccessLog({ accessLog: full, dataDir: '' })
    const before = process.memoryUsage().rss
    for (let i = 0; i < 200_000; i++) {
      log.write(line)
      if (i % 1000 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(120 * 1024 * 1024)
    await log.close()
  },
  60_000,
)

test('each request is one line of JSON, and the log is whole when it has been closed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dozo-log-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'deep', 'access.log')
  const log = openAccessLog({ accessLog: file, dataDir: '' })
  const agent = 'Mozilla/5.0 "quoted" \\ 日本\n'
  for (let i = 0; i < 1000; i++) log.write({ ...line, id: String(i), url: `/x?token=secret${i}&a=1`, agent })
  await log.close()
  const lines = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((text) => JSON.parse(text))
  expect(lines.map((one) => Number(one.id))).toEqual(Array.from({ length: 1000 }, (_, i) => i))
  expect(lines[0]).toMatchObject({ agent, url: '/x?token=…&a=1', status: 200 })
})
