// What was typed and not saved stays in this browser: a broken network, a closed tab or a crash take nothing away. Each editor that is
// open keeps its own; whoever opens the entry again is offered what another one left.
import type { Values } from '@dozo/content-model/values'

/** The places that differ from what the server had: as it had them, and as they were typed. */
export type KeptDraft = { at: string; before: Values; after: Values }
export type Found = KeptDraft & { key: string }

const prefix = 'dozo.draft.'
const mostDays = 30

/** Where the drafts of one person lie for one entry, or for new ones of a type. */
export const shelfOf = (memberId: string, site: string, entry: string): string =>
  `${prefix}${memberId}.${site}.${entry}.`

export function keep(key: string, draft: KeptDraft): void {
  try {
    localStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // A browser that is full, or keeps nothing, writes without a net.
  }
}

export const drop = (key: string): void => localStorage.removeItem(key)

/** What was left on a shelf, newest first; what is too old, or cannot be read, goes. */
export function leftOn(shelf: string, own: string, now = Date.now()): Found[] {
  return keysFrom(shelf)
    .filter((key) => key !== own)
    .flatMap((key): Found[] => {
      const draft = read(key)
      const fresh = draft && Date.parse(draft.at) > now - mostDays * 86_400_000
      if (!fresh) drop(key)
      return fresh ? [{ ...draft, key }] : []
    })
    .toSorted((a, b) => b.at.localeCompare(a.at))
}

/** Who signs out leaves nothing behind on a machine that others use. */
export const dropAll = (): void => keysFrom(prefix).forEach(drop)

const keysFrom = (start: string) => Object.keys(localStorage).filter((key) => key.startsWith(start))

function read(key: string): KeptDraft | undefined {
  try {
    const draft = JSON.parse(localStorage.getItem(key) ?? '') as KeptDraft
    return typeof draft.at === 'string' && draft.before && draft.after ? draft : undefined
  } catch {
    return undefined
  }
}
