import { execFileSync } from 'node:child_process'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { curlOf, typescriptOf } from '../src/api/call-code.ts'
import { recorded, recordingFetch, type ApiCall } from '../src/api/calls.ts'

const call: ApiCall = {
  method: 'PATCH',
  path: '/manage/v1/sites/main/entries/1?fields=a%20b',
  headers: { 'if-match': '"3"', 'content-type': 'application/json' },
  body: { values: { title: { en: 'It\'s $HOME; `date` \\ "quoted"', ja: '日本語' } } },
}

describe('a call in words that can be pasted', () => {
  test('a shell gives curl exactly what was sent, whatever stands in it', () => {
    // A curl that prints what it was given, argument by argument.
    const script = `curl() { for one in "$@"; do printf '%s\\0' "$one"; done; }; ${curlOf(call, 'http://dozo.test')}`
    const given = execFileSync('sh', ['-c', script], { env: { DOZO_TOKEN: 'dozo_x' } })
      .toString()
      .split('\0')
    expect(given.slice(0, 3)).toEqual(['-X', 'PATCH', `http://dozo.test${call.path}`])
    expect(given).toContain('Authorization: Bearer dozo_x')
    expect(given).toContain('if-match: "3"')
    expect(JSON.parse(given.at(-2)!)).toEqual(call.body)
  })

  test('a program sends the same', async () => {
    const sent: unknown[] = []
    const fetched = (url: string, init: object) => {
      sent.push(url, init)
      return { ok: true, json: async () => ({ data: 1 }) }
    }
    const run = new Function(
      'fetch',
      'process',
      `return (async () => { ${typescriptOf(call, 'http://dozo.test')} })()`,
    )
    await run(fetched, { env: { DOZO_TOKEN: 'dozo_x' } })
    expect(sent).toEqual([
      `http://dozo.test${call.path}`,
      {
        method: 'PATCH',
        headers: { authorization: 'Bearer dozo_x', ...call.headers },
        body: JSON.stringify(call.body),
      },
    ])
  })
})

describe('what is kept of a call', () => {
  afterEach(() => vi.unstubAllGlobals())
  test('no password, no token: it is shown, and copied about', async () => {
    const bodies: unknown[] = []
    vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => bodies.push(init.body))
    const body = JSON.stringify({
      email: 'a@example.com',
      password: 'correct horse battery',
      headers: { Authorization: 'Bearer x' },
    })
    await recordingFetch('/manage/v1/sites/main/members', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: 'Bearer secret',
        accept: 'application/json',
      },
      body,
    })
    expect(bodies).toEqual([body])
    expect(recorded()).toEqual([
      {
        method: 'POST',
        path: '/manage/v1/sites/main/members',
        headers: { 'content-type': 'application/json' },
        body: { email: 'a@example.com', password: '…', headers: { Authorization: '…' } },
      },
    ])
  })
})
