import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo({ env: { DOZO_OUTGOING_ALLOW: '127.0.0.0/8' } })
const site = '/manage/v1/sites/main'
const at = `${site}/webhooks`
const name = { ja: '名前', en: 'Name' }

/** A receiver that answers what it is told to, and remembers what it got. */
type Got = { headers: IncomingHttpHeaders; body: string }
let receiver: Server
let url: string
let got: Got[] = []
let answer = { status: 200, body: 'ok' }
let owner: Ask

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      got.push({ headers: request.headers, body })
      response.writeHead(answer.status).end(answer.body)
    })
  })
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(receiver.address() as { port: number }).port}/hook`
  owner = await dozo.member('owner', ['owner'])
  for (const key of ['news', 'faq']) {
    const fields = [
      { key: 'title', type: 'text', name, required: true, localized: true, filterable: true },
      { key: 'secret', type: 'text', name, neverDelivered: true },
    ]
    await owner(`${site}/content-types`, { method: 'POST', body: { key, name, kind: 'plain', fields } })
  }
  await owner(`${site}/apis`, { method: 'POST', body: { key: 'default', name: 'Default', security: 'open' } })
  await owner(`${site}/apis/default/endpoints`, {
    method: 'POST',
    body: { path: '/news/{id}', operation: 'entries.get', type: 'news', fields: ['title'] },
  })
})
afterAll(() => new Promise((done) => receiver.close(done)))
beforeEach(async () => {
  for (const { id } of (await owner(at)).body.data)
    await owner(`${at}/${id}`, { method: 'DELETE', ifMatch: '*' })
  await dozo.settled()
  got = []
  answer = { status: 200, body: 'ok' }
})

const make = async (more: object = {}) =>
  (await owner(at, { method: 'POST', body: { name: 'Build', url, events: ['entry.published'], ...more } }))
    .body.data
const write = async (title: string, type = 'news', publish = true) =>
  (
    await owner(`${site}/entries`, {
      method: 'POST',
      body: { type, values: { title: { ja: title }, secret: 'inside' }, publish },
    })
  ).body.data
const deliveries = async (id: string) => (await owner(`${at}/${id}/deliveries`)).body.data

test('a published entry is told, signed over time and body, with what its endpoint answers and nothing else', async () => {
  const hook = await make({ types: ['news'], payload: { api: 'default', path: '/news/{id}' } })
  expect(hook.secret).toMatch(/^dozo_whsec_/)
  expect((await owner(`${at}/${hook.id}`)).body.data.secret).toBeUndefined()
  const entry = await write('見出し')
  await write('ほかの定義', 'faq')
  await dozo.settled()
  expect(got).toHaveLength(1)
  const [{ headers, body }] = got as [Got]
  const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['dozo-signature']))!
  expect(createHmac('sha256', hook.secret).update(`${seconds}.${body}`).digest('hex')).toBe(signature)
  expect(headers['dozo-event']).toBe('entry.published')
  expect(JSON.parse(body)).toMatchObject({
    type: 'entry.published',
    site: 'main',
    contentType: 'news',
    subject: { type: 'entry', id: entry.id },
    data: { ja: { id: entry.id, title: '見出し' } },
  })
  expect(body).not.toContain('inside')
  const [line] = await deliveries(hook.id)
  expect(line).toMatchObject({
    id: headers['dozo-delivery'],
    status: 'done',
    attempts: 1,
    responseStatus: 200,
  })
})

test('a draft is told of without its contents', async () => {
  await make({ events: ['entry.created'], payload: { api: 'default', path: '/news/{id}' } })
  await write('下書き', 'news', false)
  await dozo.settled()
  expect(JSON.parse(got[0]!.body)).toMatchObject({ type: 'entry.created', data: {} })
  expect(got[0]!.body).not.toContain('下書き')
})

test('only entries that meet the condition are told', async () => {
  await make({ types: ['news'], condition: { title: { contains: '重要' } } })
  await write('ふつうのお知らせ')
  const important = await write('重要なお知らせ')
  await dozo.settled()
  expect(got.map(({ body }) => JSON.parse(body).subject.id)).toEqual([important.id])
})

test('what does not arrive is tried again under the same id, seen as failing, and seen as recovered', async () => {
  const hook = await make()
  answer = { status: 500, body: 'out of order' }
  await write('一度目は届かない')
  await dozo.readers.caughtUp()
  await expect.poll(async () => (await deliveries(hook.id))[0]?.attempts).toBeGreaterThan(0)
  expect((await deliveries(hook.id))[0]).toMatchObject({
    status: 'retrying',
    responseStatus: 500,
    responseText: 'out of order',
    error: 'http_status',
  })
  expect((await owner(`${at}/${hook.id}`)).body.data.failingSince).not.toBeNull()
  const audit = (await owner(`${site}/audit?action=webhook.failing`)).body.data
  expect(audit[0]).toMatchObject({ result: 'failed', subject: { id: hook.id } })
  answer = { status: 204, body: '' }
  const jobs = (await owner(`${site}/jobs`)).body.data.filter(
    (job: { name: string }) => job.name === 'webhooks.deliver',
  )
  await owner(`${site}/jobs/${jobs[0].id}/retry`, { method: 'POST' })
  await expect.poll(async () => (await deliveries(hook.id))[0]?.status).toBe('done')
  expect(new Set(got.map(({ headers }) => headers['dozo-delivery'])).size).toBe(1)
  expect((await owner(`${at}/${hook.id}`)).body.data.failingSince).toBeNull()
})

test('a redirect is not followed: it is no delivery', async () => {
  const hook = await make()
  answer = { status: 302, body: '' }
  const { data } = (await owner(`${at}/${hook.id}/test`, { method: 'POST' })).body
  expect(data).toMatchObject({ event: 'webhook.test', status: 'dead', responseStatus: 302 })
})

test('the test button calls at once and shows what came back; a delivery can be sent again', async () => {
  const hook = await make()
  answer = { status: 200, body: '受け取りました' }
  const { data } = (await owner(`${at}/${hook.id}/test`, { method: 'POST' })).body
  expect(data).toMatchObject({
    status: 'done',
    responseText: '受け取りました',
    durationMs: expect.any(Number),
  })
  expect(JSON.parse(data.body).type).toBe('webhook.test')
  const again = await owner(`${at}/${hook.id}/deliveries/${data.id}/replay`, { method: 'POST' })
  expect(again.status).toBe(200)
  await dozo.settled()
  expect(got).toHaveLength(2)
  expect(got[0]!.body).toBe(got[1]!.body)
})

test('a new secret signs beside the old one for a day, then alone', async () => {
  const hook = await make()
  const rotated = (await owner(`${at}/${hook.id}/rotate-secret`, { method: 'POST' })).body.data
  expect(rotated.secret).not.toBe(hook.secret)
  const signatures = async () => {
    got = []
    await owner(`${at}/${hook.id}/test`, { method: 'POST' })
    const [time, ...signed] = String(got[0]!.headers['dozo-signature']).split(',')
    const by = (secret: string) =>
      `v1=${createHmac('sha256', secret)
        .update(`${time!.slice(2)}.${got[0]!.body}`)
        .digest('hex')}`
    return { signed, fresh: by(rotated.secret), old: by(hook.secret) }
  }
  const during = await signatures()
  expect(during.signed).toEqual([during.fresh, during.old])
  dozo.time.advance(25 * 60 * 60 * 1000)
  owner = await dozo.signIn('owner@main.example')
  const afterwards = await signatures()
  expect(afterwards.signed).toEqual([afterwards.fresh])
})

test('a switched off webhook is silent, and what it missed is not told later', async () => {
  const hook = await make({ active: false })
  await write('だれも聞いていない')
  await dozo.settled()
  const { secret: _secret, ...settings } = { name: hook.name, url: hook.url, events: hook.events, secret: '' }
  await owner(`${at}/${hook.id}`, { method: 'PUT', ifMatch: hook.etag, body: { ...settings, active: true } })
  await dozo.settled()
  expect(got).toEqual([])
})

test('what is wrong is named: address, event, type, condition, endpoint', async () => {
  const refused = async (more: object) =>
    (await owner(at, { method: 'POST', body: { name: 'x', url, events: ['entry.published'], ...more } })).body
      .errors?.[0]
  for (const bad of [
    'ftp://example.com/',
    'http://',
    'javascript:alert(1)',
    'https://name:pass@example.com/',
    'example.com',
  ])
    expect(await refused({ url: bad }), bad).toMatchObject({ path: '/url', code: 'webhook_url' })
  expect(await refused({ events: ['entry.publish'] })).toMatchObject({
    path: '/events/0',
    params: { nearest: 'entry.published' },
  })
  expect(await refused({ events: ['session.opened'] })).toMatchObject({ code: 'event_unknown' })
  expect(await refused({ types: ['nothing'] })).toMatchObject({ path: '/types/0', code: 'type_unknown' })
  expect(await refused({ condition: { title: 'x' } })).toMatchObject({ code: 'condition_needs_types' })
  expect(await refused({ types: ['news'], condition: { nothing: 'x' } })).toMatchObject({
    path: '/condition/nothing',
  })
  expect(await refused({ payload: { api: 'default', path: '/nothing' } })).toMatchObject({
    code: 'webhook_payload',
  })
  const body = { path: '/members/{id}', operation: 'entries.get', type: 'news', who: {} }
  await owner(`${site}/apis/default/endpoints`, { method: 'POST', body })
  expect(await refused({ payload: { api: 'default', path: '/members/{id}' } })).toMatchObject({
    code: 'webhook_payload_members',
  })
})

test('another site sees no webhook of this one, and is not told of its entries', async () => {
  await dozo.makeSite('other')
  const stranger = await dozo.member('stranger', ['owner'], 'other')
  const hook = await make()
  expect((await stranger(`/manage/v1/sites/other/webhooks/${hook.id}`)).status).toBe(404)
  expect((await stranger('/manage/v1/sites/other/webhooks')).body.data).toEqual([])
  await stranger('/manage/v1/sites/other/webhooks', {
    method: 'POST',
    body: { name: 'spy', url, events: ['*'] },
  })
  await write('こちらだけの話')
  await dozo.settled()
  expect(got.every(({ body }) => JSON.parse(body).site === 'main')).toBe(true)
})
