// What the page in view has asked of the management API: it has no other way, so whoever writes a program can do the same.
import { useSyncExternalStore } from 'react'
import { early } from './early.ts'

export type ApiCall = {
  method: string
  /** With its query, without the host. */
  path: string
  headers: Record<string, string>
  /** As JSON; nothing where none was sent, or where it was a file. */
  body?: unknown
}

const most = 30
let calls: readonly ApiCall[] = []
const listeners = new Set<() => void>()

function set(next: readonly ApiCall[]): void {
  calls = next
  for (const tell of listeners) tell()
}

/** Newest first, each once. */
function record(call: ApiCall): void {
  const same = (other: ApiCall) => JSON.stringify(other) === JSON.stringify(call)
  set([call, ...calls.filter((one) => !same(one))].slice(0, most))
}

export const forget = (): void => set([])

export const recorded = (): readonly ApiCall[] => calls

export const useApiCalls = (): readonly ApiCall[] =>
  useSyncExternalStore((tell) => {
    listeners.add(tell)
    return () => listeners.delete(tell)
  }, recorded)

/** Headers that say something about the call; the rest is the browser's business. */
const telling = ['if-match', 'content-type', 'idempotency-key']
const secret = /password|token|secret|authorization|cookie/i

/** What nobody wants to find in a text that is copied about. */
const withoutSecrets = (key: string, value: unknown) =>
  secret.test(key) && typeof value === 'string' ? '…' : value

export const recordingFetch: typeof fetch = (input, init = {}) => {
  const headers = Object.entries(init.headers as Record<string, string>).filter(([name]) =>
    telling.includes(name),
  )
  const json =
    typeof init.body === 'string' && Object.fromEntries(headers)['content-type'] === 'application/json'
  record({
    method: init.method ?? 'GET',
    path: String(input),
    headers: Object.fromEntries(headers),
    ...(json ? { body: JSON.parse(init.body as string, withoutSecrets) as unknown } : {}),
  })
  const asked = init.method === 'GET' ? early(String(input)) : undefined
  return asked ? asked.then((response) => response ?? fetch(input, init)) : fetch(input, init)
}
