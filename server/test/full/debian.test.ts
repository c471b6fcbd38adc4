// The whole of it on Debian's PostgreSQL 15, from the start of the program to a reader's answer. Part of `npm run test:full`.
import { afterAll, beforeAll, expect, test } from 'vitest'
import pg from 'pg'
import { ownSettings, run, type Program } from '../faults/program.ts'
import { hasDebianPostgres, startDebianCluster, type DebianCluster } from '../debian-cluster.ts'

const wanted = process.env['TEST_FULL'] !== undefined
const here = wanted && hasDebianPostgres()
if (wanted && !here) console.warn('Skipped: Debian’s PostgreSQL 15 is not installed.')
const patienceMs = 120_000

let cluster: DebianCluster
beforeAll(async () => {
  if (here) cluster = await startDebianCluster()
}, patienceMs)
afterAll(() => cluster?.stop())

/** One statement as the administrator. */
async function asAdmin(text: string, database = 'postgres'): Promise<void> {
  const client = new pg.Client({ ...cluster.admin, database })
  await client.connect()
  await client.query(text).finally(() => client.end())
}

const urlOf = (user: string, database: string): string =>
  `postgres://${user}:secret@localhost/${database}?host=${encodeURIComponent(cluster.admin.host)}`

async function settings(user: string, database: string): Promise<Record<string, string>> {
  return ownSettings({ DATABASE_URL: urlOf(user, database), DOZO_SAMPLE: 'true' })
}

/** Set-up by the printed link, an import, its end, and the entry at the site door. */
async function story(program: Program, env: Record<string, string>): Promise<void> {
  await program.greeted
  const consoleUrl = `http://localhost:${env['DOZO_PORT']}`
  const siteUrl = `http://localhost:${env['DOZO_SITE_PORT']}`
  const token = /setup\?token=(\S+)/.exec(program.said())?.[1]
  const json = { 'content-type': 'application/json', origin: consoleUrl }
  const owner = { token, name: '山田', email: 'owner@example.com', password: 'correct horse battery' }
  const made = await fetch(`${consoleUrl}/manage/v1/instance/setup`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify(owner),
  })
  expect(made.status).toBe(201)
  const cookie = (made.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
  const at = `${consoleUrl}/manage/v1/sites/main`
  const sent = await fetch(`${at}/imports?type=news&publish=true`, {
    method: 'POST',
    headers: { ...json, cookie, 'content-type': 'application/x-ndjson' },
    body: '{"slug":"from-debian","title":"土蔵からの便り","date":"2026-11-24","category":"company"}\n',
  })
  expect(sent.status).toBe(202)
  const { data } = (await sent.json()) as { data: { id: string } }
  const state = async () => {
    const answer = await fetch(`${at}/imports/${data.id}`, { headers: { cookie } })
    return ((await answer.json()) as { data: Record<string, unknown> }).data
  }
  await expect.poll(state, { timeout: 60_000 }).toMatchObject({ status: 'done', created: 1, failed: 0 })
  const read = await fetch(
    `${siteUrl}/api/default/news?fields=title,category.name&filter[title][startsWith]=${encodeURIComponent('土蔵')}`,
  )
  const titles = (await read.json()) as { data: { title: string; category: { name: string } }[] }
  expect(titles.data.map((one) => [one.title, one.category.name])).toEqual([['土蔵からの便り', '会社']])
  const search = () =>
    fetch(`${at}/search?q=${encodeURIComponent('便り')}`, { headers: { cookie } })
      .then((answer) => answer.json() as Promise<{ data: unknown[] }>)
      .then((body) => body.data.length)
  await expect.poll(search, { timeout: 60_000 }).toBe(1)
}

test.skipIf(!here)(
  'one login that is no superuser and may make roles is enough: start, import, read, start again',
  async () => {
    await asAdmin('create database dozo owner dozo')
    const env = await settings('dozo', 'dozo')
    const program = run(env)
    await story(program, env)
    await program.stop()
    expect(await program.over).toBe(0)
    const again = run(env)
    await again.greeted
    expect(again.said()).not.toContain('setup?token=')
    const news = await fetch(`http://localhost:${env['DOZO_SITE_PORT']}/api/default/news`)
    expect(((await news.json()) as { data: unknown[] }).data).toHaveLength(4)
    await again.stop()
  },
  patienceMs,
)

test.skipIf(!here)(
  'a login that may not make roles gets the SQL, and once that has run it is enough',
  async () => {
    await asAdmin(`create role plain login password 'secret'`)
    await asAdmin('create database narrow owner postgres')
    const env = await settings('plain', 'narrow')
    const refused = run(env)
    expect(await refused.over).toBe(1)
    const [, statements = ''] = refused.said().split('run this once in the database "narrow":')
    expect(statements).toContain('grant dozo_owner to "plain"')
    expect(refused.said()).not.toMatch(/^\s+at /m)
    await asAdmin(statements, 'narrow')
    const program = run(env)
    await story(program, env)
    await program.stop()
    expect(await program.over).toBe(0)
  },
  patienceMs,
)
