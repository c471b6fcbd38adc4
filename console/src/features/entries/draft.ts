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
type State = Written & {
  /** Undefined while the entry does not exist yet. */
  base: Entry | undefined
  /** What counts as saved, as it is written here: the server may have tidied it (a space at the end of a text). */
  before: Values
}

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
  /**
   * The server has saved what was sent; what was typed since stays. `typing`: so does the way it was typed, as somebody is in the middle
   * of it.
   */
  saved: (entry: Entry, sent: Written, typing?: boolean) => void
  /** The server has something newer: mine stays where I changed something, the rest is theirs. Gives the places at which both did. */
  rebase: (theirs: Entry) => Place[]
  /** What differs from the base, as it was there and as it is here. */
  changed: () => { before: Values; after: Values }
  /** What was typed on an earlier base comes in, as mine. */
  retrieve: (kept: { before: Values; after: Values }) => void
  /** Everything as the server has it. */
  discard: (entry: Entry | undefined) => void
}

export const treeOf = (entry: Entry | undefined): Tree => ({
  parent: entry?.parent ?? null,
  position: entry?.position ?? 0,
})

/** What a new entry starts with, so that defaults are seen before they are saved, and the title that it was asked for by. */
function startValues({ fields, titleField }: ContentType, locale: string, title: string | undefined): Values {
  const startOf = (field: ContentType['fields'][number]) =>
    field.key === titleField && field.type === 'text' ? (title ?? field.default) : field.default
  return Object.fromEntries(
    fields
      .filter((field) => startOf(field) !== undefined)
      .map((field) => [field.key, field.localized ? { [locale]: startOf(field) } : startOf(field)]),
  )
}

export function useDraft(type: ContentType, entry: Entry | undefined, title?: string): Draft {
  const { locales, defaultLocale } = useSite()
  const fields = type.fields as Field[]
  const places = useMemo(() => placesOf(fields, locales), [fields, locales])
  const start = useMemo(() => startValues(type, defaultLocale, title), [type, defaultLocale, title])
  const [store] = useState(() => createStore<State>(stateOf(entry, start)))
  const shown = useSyncExternalStore(store.subscribe, store.get)
  const parts = useMemo(() => partsOf(store, places, start), [store, places, start])
  return { ...shown, places, ...parts, dirty: isDirty(shown, places) }
}

const stateOf = (entry: Entry | undefined, start: Values): State => {
  const values = entry?.values ?? start
  return { base: entry, before: values, values, tree: treeOf(entry) }
}

/** What of the place in the tree differs from the base. */
function moves({ base, tree }: State): Partial<Tree> {
  const { parent, position } = treeOf(base)
  return {
    ...(tree.parent === parent ? {} : { parent: tree.parent }),
    ...(tree.position === position ? {} : { position: tree.position }),
  }
}

const isDirty = (state: State, places: readonly Place[]) =>
  Object.keys(moves(state)).length > 0 || changedPlaces(places, state.before, state.values).length > 0

/** What can be done with a draft; each asks the store, so that work begun a while ago does not go by what was true then. */
function partsOf(store: Store<State>, places: readonly Place[], start: Values) {
  const parts: Omit<Draft, keyof State | 'places' | 'dirty'> = {
    now() {
      const state = store.get()
      return { ...state, dirty: isDirty(state, places) }
    },
    set: (place, value) => store.set((old) => ({ ...old, values: withValue(old.values, place, value) })),
    setTree: (part) => store.set((old) => ({ ...old, tree: { ...old.tree, ...part } })),
    change() {
      const state = store.get()
      const change = changeOf(places, state.base ? state.before : {}, state.values)
      return {
        ...(Object.keys(change).length > 0 || !state.base ? { values: change } : {}),
        ...moves(state),
      }
    },
    saved(reply, sent, typing = false) {
      store.set((now) => {
        const own = typing ? changedPlaces(places, now.before, sent.values) : []
        const before = own.reduce(
          (sum, place) => withValue(sum, place, valueAt(sent.values, place)),
          reply.values,
        )
        const tree = treeOf(reply)
        return {
          base: reply,
          before,
          values: merged(places, { base: sent.values, mine: now.values, theirs: before }).values,
          tree: {
            parent: now.tree.parent === sent.tree.parent ? tree.parent : now.tree.parent,
            position: now.tree.position === sent.tree.position ? tree.position : now.tree.position,
          },
        }
      })
    },
    rebase(theirs) {
      const now = store.get()
      const found = merged(places, {
        base: now.before,
        mine: now.values,
        theirs: theirs.values,
        theirBase: now.base?.values ?? now.before,
      })
      store.set({
        base: theirs,
        before: theirs.values,
        values: found.values,
        tree: { ...treeOf(theirs), ...moves(now) },
      })
      return found.clashes
    },
    changed() {
      const { values, before } = store.get()
      const differing = changedPlaces(places, before, values)
      const only = (all: Values) =>
        differing.reduce<Values>((sum, place) => withValue(sum, place, valueAt(all, place) ?? null), {})
      return { before: only(before), after: only(values) }
    },
    retrieve({ before: base, after: mine }) {
      store.set((now) => ({ ...now, values: merged(places, { base, mine, theirs: now.values }).values }))
    },
    discard: (other) => store.set(stateOf(other, start)),
  }
  return parts
}
