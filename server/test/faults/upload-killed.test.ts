// The server is killed before each step of what it does with files, one after another: on the disk and in the database.
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDozo, type Dozo } from '../crash/dozo-process.ts'
import { randomFrom } from '../crash/random-from.ts'
import { metadata, tus } from '../uploads.ts'

const full = Boolean(process.env['TEST_FULL'])
let dozo: Dozo
let db: pg.Client
let plan = ''
beforeAll(async () => {
  plan = join(import.meta.dirname, `../../../tmp/kill-${process.pid}`)
  dozo = await startDozo({
    DOZO_LOG: 'silent',
    KILL_PLAN: plan,
    NODE_OPTIONS: `--import=${join(import.meta.dirname, 'kill-at-step.ts')}`,
  })
  db = await dozo.connect('postgres')
}, 120_000)
afterAll(async () => {
  for (const file of [plan, `${plan}.done`]) rmSync(file, { force: true })
  await db.end()
  await dozo.end()
}, 60_000)

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
type Asked = { status: number; body: any; headers: IncomingHttpHeaders; hash: string }
/** Nothing when no answer comes. Each time over a line of its own: those of a server that was killed lead nowhere. */
function ask(method: string, path: string, body?: Buffer, more: object = {}): Promise<Asked | undefined> {
  const headers = {
    authorization: dozo.authorization(),
    ...(body && { 'content-length': body.length }),
    ...more,
  }
  return new Promise((resolve) => {
    const asked = request(`${dozo.consoleUrl}/manage/v1/sites/main${path}`, { method, headers, agent: false })
    asked.on('error', () => resolve(undefined))
    asked.on('response', async (answer) => {
      const bytes = Buffer.concat(await answer.toArray().catch(() => []))
      if (!answer.complete) return resolve(undefined)
      const isJson = answer.headers['content-type']?.includes('json') && bytes.length > 0
      const { statusCode: status = 0 } = answer
      resolve({
        status,
        headers: answer.headers,
        body: isJson ? JSON.parse(bytes.toString()) : undefined,
        hash: sha256(bytes),
      })
    })
    asked.end(body)
  })
}
const binary = { 'content-type': 'application/octet-stream' }
const any = { 'if-match': '*' }
const upload = (name: string, bytes: Buffer) => ask('POST', `/files?name=${name}`, bytes, binary)
const replace = (id: string, bytes: Buffer) =>
  ask('PUT', `/files/${id}/content`, bytes, { ...binary, ...any })
const at = async (name: string) => (await ask('GET', `/files?path=${name}`))!.body.data[0]
const hashOf = async (id: string, version?: number) =>
  (await ask('GET', `/files/${id}${version ? `/versions/${version}` : ''}/content`))!.hash

/** Sends in two pieces what has not arrived, from the beginning if nothing is known of it. */
async function resume(
  known: { id?: string },
  said: Record<string, string>,
  bytes: Buffer,
): Promise<string | undefined> {
  if (known.id === undefined) {
    const headers = {
      ...tus,
      ...any,
      'upload-length': String(bytes.length),
      'upload-metadata': metadata(said),
    }
    known.id = (await ask('POST', '/uploads', undefined, headers))?.body?.data?.id
  }
  if (known.id === undefined) return undefined
  for (let tries = 0; tries < 100; tries++) {
    const head = await ask('HEAD', `/uploads/${known.id}`, undefined, tus)
    const made = head?.headers['dozo-file']
    if (!head || made) return made as string | undefined
    const offset = Number(head.headers['upload-offset'])
    const half = Math.ceil(bytes.length / 2)
    const piece = bytes.subarray(offset, offset < half ? half : bytes.length)
    const headers = {
      ...tus,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
    }
    const answer = await ask('PATCH', `/uploads/${known.id}`, piece, headers)
    if (!answer) return undefined
    // In the hands of the one that was killed, for some seconds more.
    if (answer.status === 423) await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error('it never came to its end')
}

type Story = {
  /** Four of them; all others have more than eight. */
  fewSteps?: boolean
  /** What is killed in its middle. */
  act(name: string): Promise<unknown>
  before?(name: string): Promise<void>
  /** After the start: whatever was answered is so, and nothing is half. */
  then(name: string, answer: any): Promise<void>
}
const [old, young] = [randomBytes(3000), randomBytes(4000)]
const ids = new Map<string, string>()
const uploads = new Map<string, { id?: string }>()
const put = async (name: string) => void ids.set(name, (await upload(name, old))!.body.data.id)
const oldStays = async (name: string, answer?: Asked) => {
  const id = ids.get(name)!
  expect(await hashOf(id, 1)).toBe(sha256(old))
  expect(answer?.status === 200 ? [sha256(young)] : [sha256(old), sha256(young)]).toContain(await hashOf(id))
}

const stories: Record<string, Story> = {
  upload: {
    act: (name) => upload(name, young),
    async then(name, answer) {
      const file = await at(name)
      if (answer) expect(file).toBeDefined()
      if (file) expect(await hashOf(file.id)).toBe(sha256(young))
    },
  },
  replacement: {
    before: put,
    act: (name) => replace(ids.get(name)!, young),
    then: oldStays,
  },
  'upload that goes on': {
    async act(name) {
      uploads.set(name, {})
      return resume(uploads.get(name)!, { filename: name }, young)
    },
    async then(name) {
      const id = await resume(uploads.get(name)!, { filename: name }, young)
      expect(await hashOf(id!)).toBe(sha256(young))
    },
  },
  'upload that nobody goes on with': {
    async act(name) {
      uploads.set(name, {})
      return resume(uploads.get(name)!, { filename: name }, young)
    },
    async then(name) {
      await db.query(`update uploads set expires_at = '2020-01-01', held_until = null`)
      const file = await at(name)
      if (file) expect(await hashOf(file.id)).toBe(sha256(young))
    },
  },
  'replacement that goes on': {
    before: put,
    async act(name) {
      uploads.set(name, {})
      return resume(uploads.get(name)!, { fileId: ids.get(name)! }, young)
    },
    async then(name) {
      await oldStays(name)
      await resume(uploads.get(name)!, { fileId: ids.get(name)! }, young)
      await oldStays(name, { status: 200 } as Asked)
    },
  },
  cancelling: {
    async act(name) {
      const headers = { ...tus, 'upload-length': '4000', 'upload-metadata': metadata({ filename: name }) }
      const id = (await ask('POST', '/uploads', undefined, headers))?.body?.data?.id
      const sent = { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' }
      await ask('PATCH', `/uploads/${id}`, young.subarray(0, 1000), sent)
      await ask('DELETE', `/uploads/${id}`, undefined, tus)
    },
    async then() {
      await db.query(`update uploads set expires_at = '2020-01-01', held_until = null`)
    },
  },
  move: {
    fewSteps: true,
    before: put,
    act: (name) =>
      ask('PATCH', `/files/${ids.get(name)}`, Buffer.from(JSON.stringify({ folder: 'moved' })), {
        ...any,
        'content-type': 'application/json',
      }),
    async then(name, answer) {
      await oldStays(name)
      const moved = await at(`moved/${name}`)
      expect(Boolean(moved) !== Boolean(await at(name))).toBe(true)
      if (answer) expect(moved).toBeDefined()
    },
  },
  'deletion for ever': {
    before: async (name) => {
      await put(name)
      await replace(ids.get(name)!, young)
    },
    async act(name) {
      await ask('DELETE', `/files/${ids.get(name)}`, undefined, any)
      return ask('POST', `/files/${ids.get(name)}/purge`)
    },
    async then(name, answer) {
      const file = await ask('GET', `/files/${ids.get(name)}`)
      if (answer) expect(file!.status).toBe(404)
      if (file!.status === 200) expect(await hashOf(ids.get(name)!, 2)).toBe(sha256(young))
    },
  },
}

/** Clears up as each night, all of what is there being old. */
async function sweep(): Promise<void> {
  for (const path of objects()) utimesSync(path, 0, 0)
  for (const job of ['uploads.sweep', 'files.sweep']) {
    await db.query(`select graphile_worker.add_job($1, '{}'::json)`, [job])
    await expect
      .poll(() => db.query('select from graphile_worker.jobs where task_identifier = $1', [job]), {
        interval: 20,
        timeout: 60_000,
      })
      .toMatchObject({ rowCount: 0 })
  }
}
const objects = () => {
  const folder = join(dozo.dataDir, 'files/files')
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
}
/** Versions whose bytes are not there as they were, and bytes of no version. */
async function disagreements(): Promise<string[]> {
  const { rows } = await db.query<{ id: string; hash: string }>('select id, hash from file_versions')
  const { rows: waiting } = await db.query<{ id: string }>('select id from uploads where file_id is null')
  const found = new Map(objects().map((path) => [path.slice(path.lastIndexOf('/') + 1), path]))
  const wrong = rows.flatMap(({ id, hash }) => {
    const path = found.get(id)
    if (path === undefined) return [`version without bytes: ${id}`]
    return sha256(readFileSync(path)) === hash ? [] : [`other bytes: ${id}`]
  })
  for (const { id } of [...rows, ...waiting]) for (const name of [id, `${id}.part`]) found.delete(name)
  return [...wrong, ...[...found.keys()].map((name) => `bytes without a version: ${name}`)]
}

let round = 0
/** False when it came to its end before that step. */
async function killedAt(step: number, title: string, story: Story): Promise<boolean> {
  const name = `f${++round}.bin`
  await story.before?.(name)
  rmSync(`${plan}.done`, { force: true })
  writeFileSync(plan, `${name} ${step}`)
  const answer = await story.act(name)
  const killed = !existsSync(plan)
  rmSync(plan, { force: true })
  const what = killed
    ? `${title}, killed before step ${step}: ${readFileSync(`${plan}.done`, 'utf8')}`
    : title
  if (killed) {
    await dozo.kill()
    await dozo.start()
  }
  await story.then(name, killed ? undefined : answer).catch((error: unknown) => {
    throw new Error(what, { cause: error })
  })
  await sweep()
  expect(await disagreements(), what).toEqual([])
  return killed
}

test.each(Object.keys(stories))(
  '%s: killed before any of its steps, no version is without its bytes and no bytes are without one',
  async (title) => {
    const story = stories[title]!
    const random = randomFrom(title.length)
    let steps = 0
    if (full) while (await killedAt(steps + 1, title, story)) steps++
    else if (await killedAt(1 + Math.floor(random() * (story.fewSteps ? 4 : 8)), title, story)) steps++
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
    const half = request(`${dozo.consoleUrl}/manage/v1/sites/main/uploads/${id}`, {
      method: 'PATCH',
      agent: false,
      headers: {
        ...tus,
        authorization: dozo.authorization(),
        'content-type': 'application/offset+octet-stream',
        'upload-offset': '0',
        'content-length': '4000',
      },
    })
    half.on('error', () => undefined)
    half.write(young.subarray(0, 1000))
    const isHeld = () => db.query('select from uploads where id = $1 and held_by is not null', [id])
    await expect.poll(isHeld).toMatchObject({ rowCount: 1 })
    await db.end()
    await dozo.stop()
    await dozo.start()
    db = await dozo.connect('postgres')
    expect((await ask('HEAD', `/uploads/${id}`, undefined, tus))!.headers['upload-offset']).toBe('1000')
    expect(await hashOf((await resume({ id }, {}, young))!)).toBe(sha256(young))
  },
  120_000,
)
