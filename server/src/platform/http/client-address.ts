import { BlockList, isIP } from 'node:net'
import type { IncomingMessage } from 'node:http'
import { StartError } from '#platform/db/start-error.ts'

export type Trust = (address: string) => boolean

/** Which peers are our own proxies. Throws StartError for an entry that is neither an address nor a CIDR range. */
export function trustOf(proxies: readonly string[]): Trust {
  if (proxies.length === 0) return () => false
  const list = new BlockList()
  for (const entry of proxies) {
    const [address = '', bits] = entry.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    const most = family === 'ipv6' ? 128 : 32
    if (!isIP(address) || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)))
      throw badEntry(entry)
    list.addSubnet(address, bits === undefined ? most : Number(bits), family)
  }
  return (peer) => {
    const address = plainAddress(peer)
    const kind = isIP(address)
    return kind !== 0 && list.check(address, kind === 6 ? 'ipv6' : 'ipv4')
  }
}

/** The nearest address in X-Forwarded-For that is not one of our proxies; without trusted proxies the peer itself. */
export function clientAddress(req: IncomingMessage, trust: Trust): string {
  let address = req.socket.remoteAddress ?? ''
  const forwarded = req.headers['x-forwarded-for']
  const hops = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',')
  while (trust(address)) {
    const next = hops.pop()?.trim()
    if (!next || isIP(next) === 0) break
    address = next
  }
  return plainAddress(address)
}

/** `::ffff:192.0.2.1` is the same peer as `192.0.2.1`. */
const plainAddress = (address: string) => (address.startsWith('::ffff:') ? address.slice(7) : address)

const badEntry = (entry: string) =>
  new StartError({
    ja: `DOZO_TRUSTED_PROXIES の「${entry}」はIPアドレスでもCIDRでもありません。`,
    en: `"${entry}" in DOZO_TRUSTED_PROXIES is neither an address nor a CIDR range.`,
  })
