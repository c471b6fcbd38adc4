// The one way out of the house. An address comes from people, so it is resolved here, every answer of the resolver is checked, and the
// connection goes to the very address that was checked: a name cannot mean one thing for the check and another for the call.
import { lookup as resolve } from 'node:dns/promises'
import * as http from 'node:http'
import * as https from 'node:https'
import { isIP } from 'node:net'
import type { Config } from '#platform/config.ts'
import { version } from '#platform/version.ts'
import { mayCall } from './addresses.ts'

export type Outgoing = {
  url: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  headers?: Record<string, string>
  body?: string
  /** The whole exchange, name look-up included. */
  timeoutMs?: number
  /** What is read of the answer at most; the rest is cut off. */
  maxBytes?: number
  signal?: AbortSignal
}
export type Incoming = {
  status: number
  headers: http.IncomingHttpHeaders
  text: string
  cut: boolean
  durationMs: number
}

/** Why nothing came back. `blocked` and `unreachable` read the same to people: what is inside is not told by trying. */
export class OutgoingError extends Error {
  readonly reason: 'address' | 'blocked' | 'unreachable' | 'timeout'
  constructor(reason: OutgoingError['reason'], message: string) {
    super(message)
    this.name = 'OutgoingError'
    this.reason = reason
  }
}

/** `http(s)`, a host, no name and password. Nothing for what is no such address. */
export function outgoingUrl(text: string): URL | undefined {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '' || url.username || url.password)
    return undefined
  return url
}

/** Sends one request. Redirects are answers, not followed. Throws OutgoingError. */
export async function send(config: Pick<Config, 'outgoingAllow'>, outgoing: Outgoing): Promise<Incoming> {
  const url = outgoingUrl(outgoing.url)
  if (!url) throw new OutgoingError('address', 'not an http or https address')
  const deadline = AbortSignal.timeout(outgoing.timeoutMs ?? 10_000)
  const signal = outgoing.signal ? AbortSignal.any([deadline, outgoing.signal]) : deadline
  const started = performance.now()
  try {
    const address = await checkedAddress(url, config.outgoingAllow, signal)
    const { status, headers, text, cut } = await exchange(url, address, outgoing, signal)
    return { status, headers, text, cut, durationMs: Math.round(performance.now() - started) }
  } catch (error) {
    if (error instanceof OutgoingError) throw error
    if (deadline.aborted) throw new OutgoingError('timeout', 'no answer in time')
    throw new OutgoingError('unreachable', (error as NodeJS.ErrnoException).code ?? 'no connection')
  }
}

type Address = { address: string; family: number }

async function checkedAddress(url: URL, allowed: readonly string[], signal: AbortSignal): Promise<Address> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const literal = isIP(host)
  const found = literal
    ? [{ address: host, family: literal }]
    : await untilAborted(resolve(host, { all: true }), signal)
  // One bad address among good ones is a trick: which of them is taken is not for the caller to choose.
  if (found.length === 0 || !found.every(({ address }) => mayCall(address, allowed)))
    throw new OutgoingError('blocked', 'no connection')
  return found[0]!
}

const untilAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((done, fail) => {
    signal.addEventListener('abort', () => fail(signal.reason as Error), { once: true })
    work.then(done, fail)
  })

function exchange(url: URL, { address, family }: Address, outgoing: Outgoing, signal: AbortSignal) {
  const { request } = url.protocol === 'https:' ? https : http
  const body = outgoing.body === undefined ? undefined : Buffer.from(outgoing.body)
  const most = outgoing.maxBytes ?? 64 * 1024
  return new Promise<Omit<Incoming, 'durationMs'>>((done, fail) => {
    const sent = request(
      url,
      {
        method: outgoing.method,
        signal,
        // A connection of its own: none is kept that another call could ride on.
        agent: false,
        lookup: (_host, options, answer) =>
          options.all ? answer(null, [{ address, family }]) : answer(null, address, family),
        headers: {
          'user-agent': `Dozo/${version}`,
          // No compression: what is read is what was counted.
          'accept-encoding': 'identity',
          ...outgoing.headers,
          ...(body ? { 'content-length': String(body.length) } : {}),
        },
      },
      (response) => {
        const chunks: Buffer[] = []
        let length = 0
        const finish = (cut: boolean) => {
          const text = Buffer.concat(chunks).subarray(0, most).toString('utf8')
          done({ status: response.statusCode ?? 0, headers: response.headers, text, cut })
        }
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk)
          length += chunk.length
          if (length <= most) return
          finish(true)
          sent.destroy()
        })
        response.on('end', () => finish(false))
        response.on('error', fail)
      },
    )
    sent.on('error', fail)
    sent.end(body)
  })
}
