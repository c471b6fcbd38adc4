import { Problem } from '#platform/errors.ts'

type Headers = Record<string, string | string[] | undefined>
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

/** `Authorization: Bearer …`. Another scheme is refused: nobody is treated as anonymous by mistake. */
export function bearerOf(headers: Headers): string | undefined {
  const header = one(headers['authorization'])
  if (header === undefined) return undefined
  const match = /^Bearer +([\x21-\x7e]{1,500})$/i.exec(header)
  if (!match) throw new Problem(401, 'bad_token')
  return match[1]
}

export function cookieOf(headers: Headers, name: string): string | undefined {
  for (const part of (one(headers['cookie']) ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return undefined
}

/**
 * Name of the session cookie. `__Host-` where the door is reached over TLS; on plain-HTTP loopback, where browsers refuse that prefix,
 * a plain name with the instance's suffix, since cookies do not keep ports apart.
 */
export function sessionCookieName(secure: boolean, door: 'console' | 'site', suffix: string): string {
  const name = door === 'console' ? 'dozo_console' : 'dozo_member'
  return secure ? `__Host-${name}` : `${name}_${suffix}`
}

export function sessionCookie(name: string, token: string, secure: boolean, maxAgeSeconds: number): string {
  return `${name}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure ? '; Secure' : ''}`
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A cookie comes along with any request a browser makes, so an unsafe one must prove that our own pages made it:
 * `Origin` is ours, and `Sec-Fetch-Site` (where the browser sends it) says same-origin. Throws 403.
 */
export function refuseCrossSite(
  method: string,
  headers: Headers,
  ownOrigins: readonly string[],
  invited: readonly string[] = [],
): void {
  if (safeMethods.has(method)) return
  const origin = one(headers['origin'])
  const fetchSite = one(headers['sec-fetch-site'])
  const sameSite = fetchSite === undefined || fetchSite === 'same-origin'
  if (origin !== undefined && ownOrigins.includes(origin) && sameSite) return
  if (origin !== undefined && invited.includes(origin)) return
  throw new Problem(403, 'cross_site')
}
