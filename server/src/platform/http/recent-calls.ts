// The last calls of each API, for whoever builds on it and wonders what arrives. In memory of this process, gone when it ends: what must
// last is in the access log. Of who called, nothing is kept.
import type { App } from '#platform/app.ts'
import type { AccessLine, AccessLog } from './access-log.ts'

export type Call = Pick<AccessLine, 'at' | 'id' | 'method' | 'url' | 'status' | 'bytes' | 'ms' | 'cache'>

const mostCalls = 100
const longestUrl = 1000
const under = '/api/'
const kept = Symbol('recent calls')

type Ring = { calls: Call[]; next: number }
type Kept = { since: Date; ofSites: Map<string, Map<string, Ring>> }

const keptOf = (app: App): Kept => app.kept(kept, () => ({ since: app.clock(), ofSites: new Map() }))

/** An access log that also keeps the last calls in mind. */
export function rememberingCalls(app: App, log: AccessLog): AccessLog {
  keptOf(app)
  return {
    ...log,
    write(line) {
      log.write(line)
      rememberCall(app, line)
    },
  }
}

export function rememberCall(app: App, line: Call & Pick<AccessLine, 'site'>): void {
  const { site, url, status } = line
  if (site === undefined || !url.startsWith(under)) return
  const { ofSites } = keptOf(app)
  const rings = ofSites.get(site) ?? new Map<string, Ring>()
  const api = apiOf(url)
  const ring = rings.get(api) ?? { calls: [], next: 0 }
  if (ring.calls.length === 0) {
    // What exists answers something else, unless all is broken: names that somebody makes up take no memory.
    if (status === 404 || status >= 500) return
    ofSites.set(site, rings.set(api, ring))
  }
  const { at, id, method, bytes, ms, cache } = line
  ring.calls[ring.next] = { at, id, method, url: withoutWords(url), status, bytes, ms, cache }
  ring.next = (ring.next + 1) % mostCalls
}

const saysHow = /^(sort|fields|include|locale|count|page(\[|%5B)\w+(\]|%5D)|format)$/i

/** The values of filters and searches are what readers look for, and may be secrets: of these only the names are kept. */
function withoutWords(url: string): string {
  const cut = url.length > longestUrl ? url.slice(0, longestUrl) : url
  const at = cut.indexOf('?')
  if (at < 0) return cut
  const parts = cut
    .slice(at + 1)
    .split('&')
    .map((part) => {
      const end = part.indexOf('=')
      const name = end < 0 ? part : part.slice(0, end)
      if (saysHow.test(name)) return part
      return end < 0 ? '…' : `${name}=…`
    })
  return cut.slice(0, at + 1) + parts.join('&')
}

function apiOf(url: string): string {
  const end = url.slice(under.length).search(/[/?]/)
  return end < 0 ? url.slice(under.length) : url.slice(under.length, under.length + end)
}

/** The newest first, and since when this process has been listening. */
export function recentCalls(app: App, site: string, api: string): { since: Date; calls: Call[] } {
  const { since, ofSites } = keptOf(app)
  const ring = ofSites.get(site)?.get(api)
  const calls = ring ? [...ring.calls.slice(ring.next), ...ring.calls.slice(0, ring.next)].reverse() : []
  return { since, calls }
}

export function forgetCalls(app: App, site: string, api: string): void {
  keptOf(app).ofSites.get(site)?.delete(api)
}
