import type { ContentType, Entry, NewSchedule, PublishOptions, RestoreBody } from '@dozo/client'
import { ProblemError } from '@dozo/client'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState, useSyncExternalStore } from 'react'
import { client, queries } from '../../api/client.ts'
import { entriesKey, entryKey } from '../../api/entries.ts'
import { useSite } from '../../api/session.ts'
import { createStore } from '../../ui/store.ts'
import { treeOf, type Draft } from './draft.ts'
import { changedPlaces, pathOf, sameAt, type Place } from './places.ts'

/** `base`: what both began with. `clashes`: where both wrote, and not the same; until it is decided, mine stays. */
export type Conflict = { theirs: Entry; base: Entry; clashes: Place[] }

/** How a save stands to the ones around it: by itself while one writes, or by hand. */
type Sitting = 'on' | 'end'

/** Saving, publishing and the rest of what is done with an entry, one after another, each on the version that was seen. */
export function useSaving(type: ContentType, draft: Draft, onCreated?: (entry: Entry) => void) {
  const { key: site } = useSite()
  const [met] = useState(() => createStore<Conflict | undefined>(undefined))
  const conflict = useSyncExternalStore(met.subscribe, met.get)
  const inTurn = useTurns()
  // Whether something was saved by itself since the last save by hand.
  const sitting = useRef(false)

  /** What was met is decided, or has been read. */
  const settle = () => met.set(undefined)

  function know(entry: Entry) {
    queries.setQueryData(entryKey(site, entry.id), entry)
    void queries.invalidateQueries({ queryKey: entriesKey(site, type.key) })
    void queries.invalidateQueries({ queryKey: ['versions', site, entry.id] })
    void queries.invalidateQueries({ queryKey: ['entry-names'] })
    void queries.invalidateQueries({ queryKey: ['choices', site] })
  }

  /** Somebody was faster: their version comes in below mine, and the next save goes on top of it. Throws where one must be asked first. */
  async function takeTheirs(error: unknown): Promise<void> {
    const { base } = draft.now()
    if (!(error instanceof ProblemError && error.status === 412 && base)) throw error
    const theirs = (await client.entries.get({ site, id: base.id })).data
    if (meet(theirs, base).length > 0) throw error
  }

  /** Gives the places at which both wrote: those of before, too, as long as nobody has decided. */
  function meet(theirs: Entry, base: Entry): Place[] {
    const fresh = draft.rebase(theirs)
    know(theirs)
    const { values } = draft.now()
    const open = met.get()?.clashes.filter((place) => !sameAt(place, values, theirs.values)) ?? []
    const clashes = [...open, ...fresh.filter((place) => !open.some((one) => pathOf(one) === pathOf(place)))]
    const first = open.length > 0 ? met.get()!.base : base
    // What is only published, or moves on by a schedule, is nobody's writing.
    if (clashes.length > 0 || changedPlaces(draft.places, first.values, theirs.values).length > 0)
      met.set({ theirs, base: first, clashes })
    return clashes
  }

  /** As above, where nothing goes on by itself: what becomes public is looked at first. */
  async function seeTheirs(error: unknown): Promise<never> {
    await takeTheirs(error)
    throw error
  }

  async function write(how: Sitting): Promise<Entry> {
    const { base, dirty, values, tree } = draft.now()
    if (base && !dirty && !(how === 'end' && sitting.current)) return base
    // Whoever saves by hand has been asked before.
    if (base && how === 'on' && (met.get()?.clashes.length ?? 0) > 0) return base
    const change = draft.change()
    const reply = base
      ? await client.entries
          .update({ site, id: base.id, body: { ...change, sitting: how }, ifMatch: base.etag })
          .catch(takeTheirs)
      : await client.entries.create({ site, body: { type: type.key, values: {}, ...change } })
    if (!reply) return write(how)
    sitting.current = how === 'on'
    draft.saved(reply.data, { values, tree }, how === 'on')
    know(reply.data)
    if (!base) onCreated?.(reply.data)
    return reply.data
  }

  /** What the server has done to the entry; what was typed since stays. */
  function take(entry: Entry, values: Entry['values']) {
    draft.saved(entry, { values, tree: treeOf(draft.now().base) })
    know(entry)
  }
  /** As the server has it now. */
  async function refresh(id: string, values: Entry['values']) {
    take((await client.entries.get({ site, id })).data, values)
    void queries.invalidateQueries({ queryKey: ['schedules', site] })
  }

  /** What somebody else has saved comes in without being asked for. A failure is no matter: the next save meets it. */
  function bringIn(): void {
    void inTurn(async () => {
      const { base } = draft.now()
      if (!base) return
      const theirs = (await client.entries.get({ site, id: base.id })).data
      if (theirs.etag > base.etag) meet(theirs, base)
    }).catch(() => undefined)
  }

  const save = useMutation({ mutationFn: () => inTurn(() => write('end')) })
  const autosave = useMutation({ mutationFn: () => inTurn(() => write('on')) })
  const publish = useMutation({
    mutationFn: (options: PublishOptions) =>
      inTurn(async () => {
        const entry = await write('end')
        const reply = await client.entries
          .publish({ site, id: entry.id, body: options, ifMatch: entry.etag })
          .catch(seeTheirs)
        take(reply.data, entry.values)
        return reply.data
      }),
  })
  const unpublish = useMutation({
    mutationFn: () =>
      inTurn(async () => {
        const base = draft.now().base!
        const { data } = await client.entries
          .unpublish({ site, id: base.id, ifMatch: base.etag })
          .catch(seeTheirs)
        take(data, base.values)
        return data
      }),
  })
  const schedule = useMutation({
    mutationFn: (wanted: NewSchedule[]) =>
      inTurn(async () => {
        const entry = await write('end')
        for (const body of wanted) await client.entries.schedule({ site, id: entry.id, body })
        await refresh(entry.id, entry.values)
      }),
  })
  const cancelSchedule = useMutation({
    mutationFn: ({ id, etag }: { id: string; etag: number }) =>
      inTurn(async () => {
        const base = draft.now().base!
        await client.schedules.cancel({ site, id, ifMatch: etag })
        await refresh(base.id, base.values)
      }),
  })
  const restore = useMutation({
    mutationFn: (body: RestoreBody) =>
      inTurn(async () => {
        const { id, etag } = draft.now().base!
        const { data } = await client.entries.restore({ site, id, body, ifMatch: etag })
        sitting.current = false
        settle()
        draft.discard(data)
        know(data)
      }),
  })
  return {
    save,
    autosave,
    publish,
    unpublish,
    schedule,
    cancelSchedule,
    restore,
    conflict,
    settle,
    bringIn,
    know,
  }
}

export type Saving = ReturnType<typeof useSaving>

/** One request at a time: the next one goes by what the one before has left. */
function useTurns() {
  const last = useRef<Promise<unknown>>(Promise.resolve())
  return function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.current.then(work)
    last.current = mine.catch(() => undefined)
    return mine
  }
}
