import { isDeepStrictEqual } from 'node:util'
import type { ContentTypeDefinition } from '@dozo/content-model/definition'
import type { Values } from '@dozo/content-model/values'

/** Everything about one entry as it is stored: what a write starts from and what it leaves behind. */
export type EntryState = {
  id: string
  number: number
  typeId: string
  key: string | null
  parentId: string | null
  position: number
  work: Values
  live: Values | null
  version: number
  liveVersion: number | null
  liveKey: string | null
  liveParentId: string | null
  liveLocales: string[]
  liveFrom: Date | null
  liveUntil: Date | null
  publishedAt: Date | null
  etag: number
  createdAt: Date
  createdBySiteId: string | null
  createdById: string | null
  updatedAt: Date
  updatedBySiteId: string | null
  updatedById: string | null
}

type VersionKind = 'save' | 'publish' | 'restore' | 'import'

/** One entry of a block to be written. */
export type Write = {
  before: EntryState | null
  after: EntryState
  /** A new version is kept with this kind; nothing: the version before stays the newest. */
  version: {
    kind: VersionKind
    note: string | null
    sitting?: { openedAt: Date | null; goesOn: boolean }
  } | null
}

export type Status = 'draft' | 'live' | 'changed'
type Copies = Pick<EntryState, 'work' | 'live' | 'key' | 'liveKey' | 'parentId' | 'liveParentId'>

/** `changed`: the working copy is not what readers see. */
export function statusOf(state: Copies): Status {
  if (state.live === null) return 'draft'
  const same = state.key === state.liveKey && state.parentId === state.liveParentId
  return same && isDeepStrictEqual(state.work, state.live) ? 'live' : 'changed'
}

export type LanguageStatus = 'live' | 'changed' | 'draft' | 'empty'

/** Language by language, whether readers have it and have it as it is written. What all languages share counts in each of them. */
export function languagesOf(
  { fields }: ContentTypeDefinition,
  state: Copies & Pick<EntryState, 'liveLocales'>,
  locales: readonly string[],
): Record<string, LanguageStatus> {
  const { work, live } = state
  const localised = fields.filter((field) => field.localized).map((field) => field.key)
  if (localised.length === 0) return {}
  const own = (values: Values | null, key: string, locale: string) =>
    (values?.[key] as Values | undefined)?.[locale]
  const shared =
    state.key === state.liveKey &&
    state.parentId === state.liveParentId &&
    fields.every(({ key, localized }) => localized || isDeepStrictEqual(work[key], live?.[key]))
  const statusIn = (locale: string): LanguageStatus => {
    if (!live || !state.liveLocales.includes(locale))
      return localised.some((key) => own(work, key, locale) !== undefined) ? 'draft' : 'empty'
    const same = localised.every((key) => isDeepStrictEqual(own(work, key, locale), own(live, key, locale)))
    return shared && same ? 'live' : 'changed'
  }
  return Object.fromEntries(locales.map((locale) => [locale, statusIn(locale)]))
}
