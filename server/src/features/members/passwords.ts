import { hash, verify } from '@node-rs/argon2'
import { invalid } from '#platform/errors.ts'

// OWASP's figures for Argon2id: 19 MiB, two passes, one lane.
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
const shortest = 10

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), cost)

/** What is verified when there is nobody to verify against, so that a stranger's guess takes as long as a member's. */
let nobody: Promise<string> | undefined

export async function passwordMatches(stored: string | null | undefined, password: string): Promise<boolean> {
  const against = stored ?? (await (nobody ??= hashPassword('nobody has this password')))
  const right = await verify(against, password.normalize('NFKC'))
  return right && stored !== null && stored !== undefined
}

/** The first of the password rules; the site's own policy comes on top of it. Throws 422 at `path`. */
export function checkPassword(password: string, email: string, path = '/password'): void {
  const length = [...password.normalize('NFKC')].length
  if (length < shortest) throw invalid([{ path, code: 'password_too_short', params: { limit: shortest } }])
  const lower = password.toLowerCase()
  const easy = lower === email || lower === email.split('@')[0] || new Set(lower).size < 4
  if (easy) throw invalid([{ path, code: 'password_too_easy' }])
}
