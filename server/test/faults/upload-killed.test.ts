// The server is killed before each step of what it does with files, one after another: on the disk and in the database.
import { existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { randomFrom } from '../crash/random-from.ts'
import { metadata, tus } from '../uploads.ts'
import { useKilledServer } from './killed-server.ts'
import { sha256 } from '../files.ts'

const full = Boolean(process.env['TEST_FULL'])
const { running, killedAt, ask, stories, hashOf, resume, young } = useKilledServer()

/** Clears up as each night, all of what is there being old. */
async function sweep(): Promise<void> {
  for (const path of objects()) utimesSync(path, 0, 0)
  for (const job of ['uploads.sweep', 'files.sweep']) {
    await running.db.query(`select graphile_worker.add_job($1, '{}'::json)`, [job])
    await expect
      .poll(() => running.db.query('select from graphile_worker.jobs where task_identifier = $1', [job]), {
        interval: 20,
        timeout: 60_000,
      })
      .toMatchObject({ rowCount: 0 })
  }
}
const objects = () => {
  const folder = join(running.dozo.dataDir, 'files/files')
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
}
/** Versions whose bytes are not there as they were, and bytes of no version. */
async function disagreements(): Promise<string[]> {
  const { rows } = await running.db.query<{ id: string; hash: string }>('select id, hash from file_versions')
  const { rows: waiting } = await running.db.query<{ id: string }>(
    'select id from uploads where file_id is null',
  )
  const found = new Map(objects().map((path) => [path.slice(path.lastIndexOf('/') + 1), path]))
  const wrong = rows.flatMap(({ id, hash }) => {
    const path = found.get(id)
    if (path === undefined) return [`version without bytes: ${id}`]
    return sha256(readFileSync(path)) === hash ? [] : [`other bytes: ${id}`]
  })
  for (const { id } of [...rows, ...waiting]) for (const name of [id, `${id}.part`]) found.delete(name)
  return [...wrong, ...[...found.keys()].map((name) => `bytes without a version: ${name}`)]
}

async function isWell(what: string): Promise<void> {
  await sweep()
  expect(await disagreements(), what).toEqual([])
}

test.each(Object.keys(stories))(
  '%s: killed before any of its steps, no version is without its bytes and no bytes are without one',
  async (title) => {
    const story = stories[title]!
    const random = randomFrom(title.length)
    let steps = 0
    if (full) while (await killedAt(steps + 1, title, story, isWell)) steps++
    else if (await killedAt(1 + Math.floor(random() * (story.fewSteps ? 4 : 8)), title, story, isWell))
      steps++
    expect(steps).toBeGreaterThan(full ? 3 : 0)
  },
  full ? 1_800_000 : 60_000,
)

test.skipIf(!full)(
  'told to stop while bytes come, the server ends, and what has come need not be sent again',
  async () => {
    const headers = {
      ...tus,
      'upload-length': '4000',
      'upload-metadata': metadata({ filename: 'stopped.bin' }),
    }
    const id = (await ask('POST', '/uploads', undefined, headers))!.body.data.id as string
    const half = request(`${running.dozo.consoleUrl}/manage/v1/sites/main/uploads/${id}`, {
      method: 'PATCH',
      agent: false,
      headers: {
        ...tus,
        authorization: running.dozo.authorization(),
        'content-type': 'application/offset+octet-stream',
        'upload-offset': '0',
        'content-length': '4000',
      },
    })
    half.on('error', () => undefined)
    half.write(young.subarray(0, 1000))
    const isHeld = () => running.db.query('select from uploads where id = $1 and held_by is not null', [id])
    await expect.poll(isHeld).toMatchObject({ rowCount: 1 })
    await running.db.end()
    await running.dozo.stop()
    await running.dozo.start()
    running.db = await running.dozo.connect('postgres')
    expect((await ask('HEAD', `/uploads/${id}`, undefined, tus))!.headers['upload-offset']).toBe('1000')
    expect(await hashOf((await resume({ id }, {}, young))!)).toBe(sha256(young))
  },
  120_000,
)
