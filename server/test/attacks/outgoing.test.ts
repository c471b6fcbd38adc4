import { createServer } from 'node:http'
import { beforeAll, expect, test } from 'vitest'
import { mayCall } from '#platform/http-out/addresses.ts'
import { OutgoingError, outgoingUrl, send } from '#platform/http-out/send.ts'
import { useDozo, type Ask } from '../harness.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/main/webhooks'
let owner: Ask
beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
})

/** Every way that we know of to write an address inside. */
const inside = [
  'http://127.0.0.1/',
  'http://localhost/',
  'http://127.1/',
  'http://0x7f.1/',
  'http://0x7f000001/',
  'http://2130706433/',
  'http://017700000001/',
  'http://127.0.0.1.:80/',
  'http://１２７.０.０.１/',
  'http://①②⑦.⓪.⓪.①/',
  'http://0.0.0.0/',
  'http://0/',
  'http://10.0.0.1/',
  'http://172.16.0.1/',
  'http://172.31.255.255/',
  'http://192.168.1.1/',
  'http://169.254.169.254/latest/meta-data/',
  'http://100.64.0.1/',
  'http://198.18.0.1/',
  'http://192.0.0.192/',
  'http://224.0.0.1/',
  'http://255.255.255.255/',
  'http://[::]/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[0:0:0:0:0:ffff:a9fe:a9fe]/',
  'http://[::127.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[64:ff9b:1::a00:1]/',
  'http://[2002:7f00:1::]/',
  'http://[2001:0:7f00:1::]/',
  'http://[fc00::1]/',
  'http://[fd12:3456::1]/',
  'http://[fe80::1]/',
  'http://[fec0::1]/',
  'http://[ff02::1]/',
  'http://[2001:db8::1]/',
]

test.each(inside)('%s is never called, and the answer does not tell why', async (url) => {
  expect(outgoingUrl(url)).toBeDefined()
  const error = await send({ outgoingAllow: [] }, { url, method: 'GET', timeoutMs: 2000 }).catch(
    (one: unknown) => one,
  )
  expect(error).toBeInstanceOf(OutgoingError)
  expect((error as OutgoingError).reason).toBe('blocked')
  expect((error as OutgoingError).message).toBe('no connection')
})

test.each([
  'file:///etc/passwd',
  'gopher://127.0.0.1:25/',
  'ftp://example.com/',
  'data:,x',
  'http://',
  '//example.com',
  'http://a:b@example.com/',
])('%s is no address at all', (url) => expect(outgoingUrl(url)).toBeUndefined())

test.each(['93.184.216.34', '1.1.1.1', '2606:4700::1111', '172.32.0.1', '100.128.0.1', '::ffff:1.1.1.1'])(
  '%s is out in the world',
  (ip) => expect(mayCall(ip, [])).toBe(true),
)

test('what the operator opens is open, and only that', () => {
  expect(mayCall('10.1.2.3', ['10.1.2.0/24'])).toBe(true)
  expect(mayCall('::ffff:10.1.2.3', ['10.1.2.0/24'])).toBe(true)
  expect(mayCall('10.1.3.3', ['10.1.2.0/24'])).toBe(false)
})

test('the call goes to the address that was checked, whatever the name means a moment later', async () => {
  const hosts: (string | undefined)[] = []
  const server = createServer((request, response) => {
    hosts.push(request.headers.host)
    response.end('here')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  const answer = await send(
    { outgoingAllow: ['127.0.0.1', '::1'] },
    { url: `http://localhost:${port}/`, method: 'GET' },
  )
  expect([answer.status, answer.text, hosts]).toEqual([200, 'here', [`localhost:${port}`]])
  await new Promise((done) => server.close(done))
})

test('a slow receiver is left after its time, an endless one after its bytes', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/slow') return
    const flood = () => {
      while (response.write('x'.repeat(16_384)));
    }
    response.on('drain', flood)
    response.on('error', () => undefined)
    flood()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  const config = { outgoingAllow: ['127.0.0.1'] }
  const slow = send(config, { url: `http://127.0.0.1:${port}/slow`, method: 'GET', timeoutMs: 300 })
  await expect(slow).rejects.toMatchObject({ reason: 'timeout' })
  const flood = await send(config, { url: `http://127.0.0.1:${port}/flood`, method: 'GET', maxBytes: 1000 })
  expect([flood.text.length, flood.cut]).toEqual([1000, true])
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

test('neither a webhook nor its test button reaches inside, and both say the same of it', async () => {
  const seen = new Set<string>()
  for (const url of [
    'http://127.0.0.1:5432/',
    'http://localhost:22/',
    'http://169.254.169.254/',
    'http://127.0.0.1:1/',
  ]) {
    const hook = (await owner(at, { method: 'POST', body: { name: 'x', url, events: ['*'] } })).body.data
    const { data } = (await owner(`${at}/${hook.id}/test`, { method: 'POST' })).body
    expect(data).toMatchObject({ status: 'dead', responseStatus: null, responseText: null })
    seen.add(data.error)
  }
  expect([...seen]).toEqual(['no_connection'])
})
