import { BlockList, isIP } from 'node:net'

/** An entry that is neither an address nor a CIDR range. */
export class BadNetwork extends Error {}

export type Networks = (address: string) => boolean

/** Whether an address lies in one of these networks: `10.0.0.0/8`, `::1`. Throws BadNetwork. */
export function networks(entries: readonly string[]): Networks {
  if (entries.length === 0) return () => false
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    const most = family === 'ipv6' ? 128 : 32
    if (!isIP(address) || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)))
      throw new BadNetwork(entry)
    list.addSubnet(address, bits === undefined ? most : Number(bits), family)
  }
  return (wanted) => {
    const address = plainAddress(wanted)
    const kind = isIP(address)
    return kind !== 0 && list.check(address, kind === 6 ? 'ipv6' : 'ipv4')
  }
}

/** IPv4 dressed as IPv6 is the IPv4 address it is: `::ffff:192.0.2.1`, `::ffff:c000:201`, `0:0:0:0:0:ffff:…`. */
export function plainAddress(address: string): string {
  if (isIP(address) !== 6) return address
  // As Node writes it, for each of our own readers.
  const usual = address.startsWith('::ffff:') ? address.slice(7) : ''
  if (isIP(usual) === 4) return usual
  // The URL parser writes every IPv6 address in one way, the last 32 bits as two groups.
  const canonical = URL.parse(`http://[${address}]/`)?.hostname.slice(1, -1)
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical ?? '') ?? []
  if (high === undefined || low === undefined) return address
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)]
  return [a >> 8, a & 255, b >> 8, b & 255].join('.')
}
