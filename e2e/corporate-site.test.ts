import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type Server } from './server.ts'

// A corporate site: its model as files, its content as tables; changed, planned, and taken to a second instance that then answers the same.
type Started = Server & { dataDir: string }
let first: Started
let second: Started
let model: string
const data = join(import.meta.dirname, 'data/corporate-site')
const password = 'correct horse battery\n'

async function startWithOwner(): Promise<Started> {
  const server = await startServer({ DOZO_SAMPLE: 'false' })
  await server.dozo(['create-owner', '--email', 'owner@example.com', '--name', '海野 渚'], password)
  const login = ['login', '--url', server.consoleUrl, '--email', 'owner@example.com']
  expect((await server.dozo(login, password)).code).toBe(0)
  return server
}
beforeAll(async () => {
  const started = await Promise.all([startWithOwner(), startWithOwner()])
  ;[first, second] = started
  model = join(first.dataDir, 'model')
  cpSync(join(data, 'model'), model, { recursive: true })
}, 120_000)
afterAll(async () => {
  await first?.stop()
  await second?.stop()
})

async function dozo(server: Server, ...args: string[]): Promise<string> {
  const { code, out, err } = await server.dozo(args)
  expect(code, `${args.join(' ')}: ${out}${err}`).toBe(0)
  return out + err
}
const ask = async (server: Server, path: string, init?: RequestInit) => {
  const answer = await fetch(`${server.siteUrl}/api/website${path}`, init)
  return { status: answer.status, body: (await answer.json()) as any }
}
const get = async (server: Server, path: string) => {
  const { status, body } = await ask(server, path)
  expect(status, `${path}: ${JSON.stringify(body)}`).toBe(200)
  return body
}
const manage = async (server: Server, path: string, body: object) => {
  const file = join(server.env['XDG_CONFIG_HOME']!, 'dozo/login.json')
  const { token } = JSON.parse(readFileSync(file, 'utf8')) as { token: string }
  const answer = await fetch(`${server.consoleUrl}/manage/v1/sites/main${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.ok, path).toBe(true)
  return ((await answer.json()) as any).data
}
const edit = (file: string, from: string, to: string) => {
  const text = readFileSync(join(model, file), 'utf8')
  expect(text).toContain(from)
  writeFileSync(join(model, file), text.replace(from, to))
}
const kinds = ['topic', 'news', 'range', 'product', 'staff', 'faq']

test('the model comes from files and the content from tables, with trees by paths and blocks in cells', async () => {
  await dozo(first, 'model', 'push', model)
  for (const kind of kinds) {
    const told = await dozo(first, 'entries', 'import', kind, join(data, `content/${kind}.csv`), '--publish')
    expect(told).toContain('0 refused')
  }
  const products = await get(first, '/products?filter[range.name]=船舶用&fields=name,price,range.name')
  expect(products.data).toMatchObject([
    { name: '船舶ポンプ100', price: 128_000, range: { name: '船舶用' } },
    { name: '船舶ポンプ200', price: 198_000 },
    { name: '船舶ポンプ300', price: 260_000 },
  ])
  const ranges = (await get(first, '/ranges?locale=en')).data
  const parentOf = (name: string) => ranges.find((one: any) => one.name === name).parent
  expect(parentOf('Marine')).toBe(ranges.find((one: any) => one.name === 'Pumps').id)
  const pump = (await get(first, '/products/mp-100')).data
  expect(pump.sections.map((one: any) => one.kind)).toEqual(['heading', 'figures'])
  expect((await get(first, '/staff')).data[0]).not.toHaveProperty('phone')
})

test('a change is planned in words before it is done, and what would lose values waits for a word', async () => {
  await dozo(first, 'model', 'pull', model)
  const field = '  - { key: weight, type: number, name: { ja: 重さ, en: Weight }, filterable: true }\n'
  edit('content-types/product.yaml', 'fields:\n', `fields:\n${field}`)
  edit('content-types/staff.yaml', 'key: phone', 'key: extension')
  const plan = await first.dozo(['model', 'plan', model])
  expect([plan.code, plan.out]).toEqual([2, expect.stringContaining('~ content type product (fields)')])
  expect(plan.out).toContain('Field "phone" is removed, and its values with it.')
  expect((await first.dozo(['model', 'push', model])).code).toBe(1)
  await dozo(first, 'model', 'push', model, '--destructive')
  expect(await dozo(first, 'model', 'plan', model)).toBe('Nothing to do.\n')
})

test('taken to a second instance as files, it has nothing left to plan there', async () => {
  await dozo(first, 'model', 'pull', model)
  await dozo(second, 'model', 'push', model)
  expect(await dozo(second, 'model', 'plan', model)).toBe('Nothing to do.\n')
  for (const kind of kinds) {
    const file = join(first.dataDir, `${kind}.csv`)
    await dozo(first, 'entries', 'export', kind, file)
    expect(await dozo(second, 'entries', 'import', kind, file, '--publish')).toContain('0 refused')
  }
})

/** What is an instance's own: ids, for which the key stands, numbers and moments. */
async function told(server: Server, path: string): Promise<unknown> {
  const body = await get(server, path)
  const keys = new Map<string, string>()
  const collect = (one: unknown): void => {
    if (one === null || typeof one !== 'object') return
    const { id, key } = one as { id?: string; key?: string }
    if (id) keys.set(id, `the id of ${key ?? 'something'}`)
    Object.values(one).forEach(collect)
  }
  collect(body)
  const text = JSON.stringify(body, (name, value) =>
    /At$|^version$|^number$/.test(name) ? undefined : value,
  )
  return JSON.parse(text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => keys.get(id) ?? 'an id'))
}

test('both answer the same to the same questions, in both languages', async () => {
  for (const server of [first, second])
    for (const words of ['ポンプ', '工場'])
      await expect
        .poll(async () => (await get(server, `/search?q=${words}`)).data.length, { timeout: 60_000 })
        .toBe(words === '工場' ? 2 : 5)
  for (const path of [
    '/news',
    '/news?filter[topics.slug]=event',
    '/news?filter[date][gte]=2026-05-01&sort=date&count=exact',
    '/news/new-plant',
    '/topics',
    '/ranges',
    '/products',
    '/products?filter[price][lt]=10000',
    '/products/mp-100',
    '/products-count?group=range&max=price',
    '/staff',
    '/faq',
    '/search?q=工場',
    '/search?q=pump',
  ])
    for (const locale of path.includes('工場') ? ['ja'] : path.includes('q=pump') ? ['en'] : ['ja', 'en']) {
      const asked = `${path}${path.includes('?') ? '&' : '?'}locale=${locale}`
      const answer = await told(first, asked)
      expect((answer as any).data, asked).not.toEqual([])
      expect(await told(second, asked), asked).toEqual(answer)
    }
})

test('a stranger writes to the company on both, and only what the form has', async () => {
  const headers = { 'content-type': 'application/json' }
  const form = {
    company: '山田商店',
    email: 'yamada@example.jp',
    message: 'ポンプの見積もりをお願いします。',
  }
  for (const server of [first, second]) {
    const send = (body: object) =>
      ask(server, '/inquiries', { method: 'POST', headers, body: JSON.stringify(body) })
    expect((await send(form)).status).toBe(201)
    const refused = await send({ ...form, handled: true })
    expect([refused.status, refused.body.errors[0]]).toMatchObject([
      422,
      { path: '/handled', code: 'unknown_field' },
    ])
    expect((await send({ company: 'x' })).status).toBe(422)
    expect(await dozo(server, 'entries', 'list', 'inquiry')).toMatch(/山田商店\s+draft/)
  }
})

test('the next state of a piece of news is previewed, waits, and goes live on both at its moment', async () => {
  const file = join(first.dataDir, 'next.csv')
  writeFileSync(file, 'slug,title.ja\nholidays,夏季休業が変わりました\n')
  const ids: string[] = []
  for (const server of [first, second]) {
    const { id } = (await get(server, '/news/holidays')).data
    ids.push(id)
    await dozo(server, 'entries', 'import', 'news', file)
    const { token } = await manage(server, `/entries/${id}/preview`, { locale: 'ja' })
    expect((await get(server, `/preview?token=${token}`)).data.title).toBe('夏季休業が変わりました')
  }
  // Only now: on a slow machine the commands above take longer than one wants to wait.
  const at = new Date(Date.now() + 5000).toISOString()
  for (const [i, server] of [first, second].entries())
    await manage(server, `/entries/${ids[i]}/schedules`, { action: 'publish', at })
  for (const server of [first, second])
    expect((await get(server, '/news/holidays')).data.title).toBe('夏季休業のお知らせ')
  for (const server of [first, second])
    await expect
      .poll(async () => (await get(server, '/news/holidays')).data.title, { timeout: 60_000, interval: 200 })
      .toBe('夏季休業が変わりました')
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(at))
}, 120_000)
