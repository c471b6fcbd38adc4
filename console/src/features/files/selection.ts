import { useRef, useState } from 'react'

/** Which files of a list are meant. */
export type Selection = {
  ids: ReadonlySet<string>
  /** `range`: and all between the one before and this one. */
  toggle: (id: string, range: boolean) => void
  toggleAll: () => void
  clear: () => void
}

/** `list`: another list begins with nothing chosen; `all`: its ids, in their order. */
export function useSelection(list: string, all: readonly string[]): Selection {
  const [kept, keep] = useState({ list, ids: new Set<string>() })
  const last = useRef<string>(undefined)
  // What has left the list is not meant any more.
  const ids = new Set(kept.list === list ? all.filter((id) => kept.ids.has(id)) : [])
  const take = (next: Set<string>) => keep({ list, ids: next })
  return {
    ids,
    toggle(id, range) {
      const next = new Set(ids)
      const on = !next.has(id)
      for (const one of range ? between(all, last.current ?? id, id) : [id])
        if (on) next.add(one)
        else next.delete(one)
      last.current = id
      take(next)
    },
    toggleAll: () => take(ids.size === all.length ? new Set() : new Set(all)),
    clear: () => take(new Set()),
  }
}

export function between(all: readonly string[], from: string, to: string): readonly string[] {
  const ends = [all.indexOf(from), all.indexOf(to)].toSorted((a, b) => a - b) as [number, number]
  return ends[0] < 0 ? [to] : all.slice(ends[0], ends[1] + 1)
}
