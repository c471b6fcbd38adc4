import { isIP } from 'node:net'
import type { IncomingMessage } from 'node:http'
import { BadNetwork, networks, plainAddress } from '#lib/networks.ts'
import { StartError } from '#platform/db/start-error.ts'

export type Trust = (address: string) => boolean

/** Which peers are our own proxies. Throws StartError for an entry that is neither an address nor a CIDR range. */
export function trustOf(proxies: readonly string[]): Trust {
  try {
    return networks(proxies)
  } catch (error) {
    throw error instanceof BadNetwork ? badEntry(error.message) : error
  }
}

/** The nearest address in X-Forwarded-For that is not one of our proxies; without trusted proxies the peer itself. */
export function clientAddress(req: IncomingMessage, trust: Trust): string {
  let address = req.socket.remoteAddress ?? ''
  if (!trust(address)) return plainAddress(address)
  const forwarded = req.headers['x-forwarded-for']
  const hops = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',')
  while (trust(address)) {
    const next = hops.pop()?.trim()
    if (!next || isIP(next) === 0) break
    address = next
  }
  return plainAddress(address)
}

const badEntry = (entry: string) =>
  new StartError({
    ja: `DOZO_TRUSTED_PROXIES の「${entry}」はIPアドレスでもCIDRでもありません。`,
    en: `"${entry}" in DOZO_TRUSTED_PROXIES is neither an address nor a CIDR range.`,
  })
