// As upload-killed.test.ts, with the bytes in an object storage and long enough for several parts: before each request that changes something
// there, and before each step in the database.
import { afterAll, describe, expect, test } from 'vitest'
import { partBytes } from '#platform/storage/part-size.ts'
import { s3Storage } from '#platform/storage/s3-storage.ts'
import { useKilledServer } from '../faults/killed-server.ts'
import { sha256 } from '../files.ts'
import { keys, placeOf, startSwift, type Swift } from '../swift.ts'

const python = process.env['TEST_SWIFT']

describe.skipIf(!process.env['TEST_FULL'] || !python)('files in an object storage', () => {
  let swift: Swift
  let url = ''
  const { running, stories, killedAt } = useKilledServer(
    async () => {
      swift = await startSwift(python!)
      url = await swift.bucket()
      return { DOZO_STORAGE: url, AWS_ACCESS_KEY_ID: keys.id, AWS_SECRET_ACCESS_KEY: keys.secret }
    },
    2 * partBytes + 1000,
  )
  afterAll(() => swift?.stop())

  /** Every version has its bytes; what belongs to none is gone without a rest once it is removed, as each night. */
  async function isWell(what: string): Promise<void> {
    const storage = s3Storage(placeOf(url), keys)
    const { rows } = await running.db.query<{ site: string; id: string; hash: string }>(
      'select site_id as site, id, hash from file_versions',
    )
    const ids = new Set(rows.map(({ id }) => id))
    for (const { site, id, hash } of rows) {
      const bytes = Buffer.concat(await storage.get(`files/${site}/${id.slice(-2)}/${id}`).toArray())
      expect(sha256(bytes), `${what}: ${id}`).toBe(hash)
    }
    const others = async () => {
      const names: string[] = []
      for await (const { name } of storage.list('files')) names.push(name.replace(/\.part$/, ''))
      return names.filter((name) => !ids.has(name.slice(name.lastIndexOf('/') + 1)))
    }
    for (const name of await others()) await storage.remove(name)
    expect(await others(), what).toEqual([])
    await running.db.query('delete from uploads where file_id is null')
    // Those that were well need not be read again.
    await running.db.query('truncate uploads, files, file_versions cascade')
  }

  test.each(Object.keys(stories))(
    '%s: killed before any of its steps, every version has its bytes, and the rest can be cleared away',
    async (title) => {
      let steps = 0
      while (await killedAt(steps + 1, title, stories[title]!, isWell)) steps++
      expect(steps).toBeGreaterThan(2)
    },
    1_800_000,
  )
})
