import { isIP } from 'node:net'
import { networks, plainAddress } from '#lib/networks.ts'

/** Networks that a stranger's address must never lead to (IANA special-purpose registries: RFC 6890, 6598, 5737, 2544, 7526). */
const inside4 = networks([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
])
/** Only this part of IPv6 is given out to the world (NAT64, local and link-local addresses lie outside) … */
const global6 = networks(['2000::/3'])
/** … and in it these are not, or carry an IPv4 address that could be anything (Teredo, 6to4). */
const inside6 = networks(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'])

/** Whether an IP address may be called. `allowed`: inner networks that the operator has opened (`DOZO_OUTGOING_ALLOW`). */
export function mayCall(ip: string, allowed: readonly string[]): boolean {
  const address = plainAddress(ip)
  if (networks(allowed)(address)) return true
  return isIP(address) === 4 ? !inside4(address) : global6(address) && !inside6(address)
}
