import type { Entry } from '@dozo/client'
import type { ContentType } from '@dozo/client'
import type { Field } from '@dozo/content-model/definition'
import type { Values } from '@dozo/content-model/values'
import { useMemo, useState } from 'react'
import { useSite } from '../../api/session.ts'
import { changedPlaces, changeOf, merged, placesOf, valueAt, withValue, type Place } from './places.ts'

type Tree = { parent: string | null; position: number }
type Written = { values: Values; tree: Tree }

/** What is being written, on top of what the server had: typing never waits for a reply, and no reply overwrites typing. */
export type Draft = Written & {
  /** Undefined while the entry does not exist yet. */
  base: Entry | undefined
  places: readonly Place[]
  dirty: boolean
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
  const [base, setBase] = useState(entry)
  const [written, setWritten] = useState<Written>({ values: entry?.values ?? start, tree: treeOf(entry) })
  const before = base?.values ?? start
  const { values, tree } = written
  const moved = tree.parent !== treeOf(base).parent || tree.position !== treeOf(base).position
  return {
    base,
    places,
    values,
    tree,
    dirty: moved || changedPlaces(places, before, values).length > 0,
    set: (place, value) => setWritten((old) => ({ ...old, values: withValue(old.values, place, value) })),
    setTree: (part) => setWritten((old) => ({ ...old, tree: { ...old.tree, ...part } })),
    change() {
      const change = changeOf(places, base ? before : {}, values)
      return {
        ...(Object.keys(change).length > 0 || !base ? { values: change } : {}),
        ...(moved ? tree : {}),
      }
    },
    saved(reply, sent) {
      setBase(reply)
      setWritten((now) => ({
        values: merged(places, { base: sent.values, mine: now.values, theirs: reply.values }).values,
        tree: now.tree === sent.tree ? treeOf(reply) : now.tree,
      }))
    },
    rebase(theirs) {
      const found = merged(places, { base: before, mine: values, theirs: theirs.values })
      setBase(theirs)
      setWritten({ values: found.values, tree: moved ? tree : treeOf(theirs) })
      return found.clashes
    },
    changed() {
      const differing = changedPlaces(places, before, values)
      const only = (all: Values) =>
        differing.reduce<Values>((sum, place) => withValue(sum, place, valueAt(all, place) ?? null), {})
      return { before: only(before), after: only(values) }
    },
    retrieve({ before: base, after: mine }) {
      setWritten((now) => ({ ...now, values: merged(places, { base, mine, theirs: now.values }).values }))
    },
    discard(other) {
      setBase(other)
      setWritten({ values: other?.values ?? start, tree: treeOf(other) })
    },
  }
}
