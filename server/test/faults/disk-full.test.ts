// The disk runs full under a running server: what cannot be kept is refused in words, what was acknowledged stays, and with space again
// everything goes on by itself.
import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startDozo, type Call, type Dozo } from '../crash/dozo-process.ts'
import { definition, field } from '../content.ts'
import { smallDisk } from './small-disk.ts'

const disk = smallDisk(220)
if (!disk)
  console.warn('The tests of a full disk are skipped: they mount a small one, for which they need root.')
let dozo: Dozo | undefined
afterAll(async () => {
  disk?.free()
  await dozo?.end()
  disk?.[Symbol.dispose]()
}, 120_000)

/** Text that no compression makes smaller. */
const noise = (bytes: number) => randomBytes(bytes).toString('base64')

const create = (key: string, kilobytes: number): Promise<Call> =>
  dozo!.call(
    'POST',
    '/entries',
    { type: 'blob', key, values: { body: noise(kilobytes * 700) } },
    { any: true },
  )

/** Writes until five times in a row nothing could be kept; the keys that were acknowledged go to `kept`. */
async function writeUntilRefused(name: string, kilobytes: number, kept: string[]): Promise<Call[]> {
  let refused: Call[] = []
  for (let i = 0; i < 3000 && refused.length < 5; i++) {
    const answer = await create(`${name}${i}`, kilobytes)
    if (answer.status === 201) kept.push(`${name}${i}`)
    refused = answer.status === 201 ? [] : [...refused, answer]
  }
  return refused
}

async function allKeys(): Promise<string[]> {
  const keys: string[] = []
  for (let next: string | null = ''; next !== null;) {
    const after: string = next ? `&page[after]=${next}` : ''
    const { body } = await dozo!.call('GET', `/entries?type=blob&sort=number&page[size]=100${after}`)
    keys.push(...body.data.map((one: { key: string }) => one.key))
    next = body.meta.page.next
  }
  return keys
}

// With nothing left tables cannot grow; with a little left it is the write-ahead log that cannot, and PostgreSQL ends and starts again.
test.skipIf(!disk)(
  'a full disk: refused in words, nothing half, well again with space',
  async () => {
    process.env['TMPDIR'] = disk!.path
    dozo = await startDozo({ DOZO_LOG: 'silent' }).finally(() => delete process.env['TMPDIR'])
    const { call, dataDir } = dozo
    await call('POST', '/content-types', definition('blob', [field('textarea', 'body')]))
    const kept: string[] = []
    for (const [name, leaveBytes] of [
      ['none', 0],
      ['little', 12 * 1024 * 1024],
    ] as const) {
      disk!.fill(leaveBytes)
      const refused = await writeUntilRefused(name, 100, kept)
      expect(refused, name).toHaveLength(5)
      for (const { status, body, headers } of refused) {
        expect([status, body.code], JSON.stringify(body)).toBeOneOf([
          [507, 'storage_full'],
          [503, 'unavailable'],
        ])
        expect(body.detail).toMatch(/Nothing was saved|cannot be reached/)
        if (status === 503) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
      }
      const line = `{"key":"up","body":"${noise(20_000_000)}"}\n`
      const upload = await call('POST', '/imports?type=blob', line, {
        any: true,
        type: 'application/x-ndjson',
      })
      expect([503, 507]).toContain(upload.status)
      const left = readdirSync(join(dataDir, 'files'), { recursive: true, encoding: 'utf8' })
      expect(left.filter((file) => /\.(part|ndjson)$/.test(file))).toEqual([])
      expect((await fetch(`${dozo.consoleUrl}/livez`)).status).toBe(200)
      disk!.free()
      const well = async () => (await create(`${name} after`, 1)).status
      await expect.poll(well, { timeout: 60_000, interval: 500 }).toBe(201)
      kept.push(`${name} after`)
      expect((await allKeys()).toSorted()).toEqual(kept.toSorted())
    }
  },
  180_000,
)
