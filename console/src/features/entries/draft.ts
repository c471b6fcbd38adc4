import type { Entry } from '@dozo/client'
import type { ContentType } from '@dozo/client'
import type { Field } from '@dozo/content-model/definition'
import type { Values } from '@dozo/content-model/values'
import { useMemo, useState, useSyncExternalStore } from 'react'
import { useSite } from '../../api/session.ts'
import { createStore, type Store } from '../../ui/store.ts'
import { changedPlaces, changeOf, merged, placesOf, valueAt, withValue, type Place } from './places.ts'

type Tree = { parent: string | null; position: number }
type Written = { values: Values; tree: Tree }
/** `base` is undefined while the entry does not exist yet. */
type State = Written & { base: Entry | undefined }

/** What is being written, on top of what the server had: typing never waits for a reply, and no reply overwrites typing. */
export type Draft = State & {
  places: readonly Place[]
  dirty: boolean
  /** As it is this moment, for work that has waited since the page was drawn. */
  now: () => State & { dirty: boolean }
  set: (place: Place, value: unknown) => void
  setTree: (part: Partial<Tree>) => void
  /** Body of the save: what differs from the base. */
  change: () => { values?: Values; parent?: string | null; position?: number }
  /** The server has saved what was sent; what was typed since stays. */
  saved: (entry: Entry, sent: Written) => void
  /** The server has something newer: mine stays where I changed something, the rest is theirs. Gives the places at which both did. */
  rebase: (theirs: Entry) => Place[]
  /** What differs from the base, as it was there and as it is here. */
  changed: () => { before: Values; after: Values }
  /** What was typed on an earlier base comes in, as mine. */
  retrieve: (kept: { before: Values; after: Values }) => void
  /** Everything as the server has it. */
  discard: (entry: Entry | undefined) => void
}

const treeOf = (entry: Entry | undefined): Tree => ({
  parent: entry?.parent ?? null,
  position: entry?.position ?? 0,
})

/** What a new entry starts with, so that defaults are seen before they are saved. */
function startValues(fields: readonly Field[], locale: string): Values {
  return Object.fromEntries(
    fields
      .filter((field) => field.default !== undefined)
      .map((field) => [field.key, field.localized ? { [locale]: field.default } : field.default]),
  )
}

export function useDraft(type: ContentType, entry: Entry | undefined): Draft {
  const { locales, defaultLocale } = useSite()
  const fields = type.fields as Field[]
  const places = useMemo(() => placesOf(fields, locales), [fields, locales])
  const start = useMemo(() => startValues(fields, defaultLocale), [fields, defaultLocale])
  const [store] = useState(() =>
    createStore<State>({ base: entry, values: entry?.values ?? start, tree: treeOf(entry) }),
  )
  const shown = useSyncExternalStore(store.subscribe, store.get)
  const parts = useMemo(() => partsOf(store, places, start), [store, places, start])
  return { ...shown, places, ...parts, dirty: isDirty(shown, places, start) }
}

const isMoved = ({ base, tree }: State) =>
  tree.parent !== treeOf(base).parent || tree.position !== treeOf(base).position

const isDirty = (state: State, places: readonly Place[], start: Values) =>
  isMoved(state) || changedPlaces(places, state.base?.values ?? start, state.values).length > 0

/** What can be done with a draft; each asks the store, so that work begun a while ago does not go by what was true then. */
function partsOf(store: Store<State>, places: readonly Place[], start: Values) {
  const before = () => store.get().base?.values ?? start
  const parts: Omit<Draft, keyof State | 'places' | 'dirty'> = {
    now() {
      const state = store.get()
      return { ...state, dirty: isDirty(state, places, start) }
    },
    set: (place, value) => store.set((old) => ({ ...old, values: withValue(old.values, place, value) })),
    setTree: (part) => store.set((old) => ({ ...old, tree: { ...old.tree, ...part } })),
    change() {
      const state = store.get()
      const change = changeOf(places, state.base ? before() : {}, state.values)
      return {
        ...(Object.keys(change).length > 0 || !state.base ? { values: change } : {}),
        ...(isMoved(state) ? state.tree : {}),
      }
    },
    saved(reply, sent) {
      store.set((now) => ({
        base: reply,
        values: merged(places, { base: sent.values, mine: now.values, theirs: reply.values }).values,
        tree: now.tree === sent.tree ? treeOf(reply) : now.tree,
      }))
    },
    rebase(theirs) {
      const { values: mine, ...now } = store.get()
      const found = merged(places, { base: before(), mine, theirs: theirs.values })
      const tree = isMoved({ ...now, values: mine }) ? now.tree : treeOf(theirs)
      store.set({ base: theirs, values: found.values, tree })
      return found.clashes
    },
    changed() {
      const { values } = store.get()
      const differing = changedPlaces(places, before(), values)
      const only = (all: Values) =>
        differing.reduce<Values>((sum, place) => withValue(sum, place, valueAt(all, place) ?? null), {})
      return { before: only(before()), after: only(values) }
    },
    retrieve({ before: base, after: mine }) {
      store.set((now) => ({ ...now, values: merged(places, { base, mine, theirs: now.values }).values }))
    },
    discard: (other) => store.set({ base: other, values: other?.values ?? start, tree: treeOf(other) }),
  }
  return parts
}
