import { useState } from 'react'

/** Which rows are meant: those that are ticked, or all that the list finds, also on its other pages. */
export type Ticks = {
  ids: ReadonlySet<string>
  all: boolean
  toggle: (id: string) => void
  /** All rows of the page, or none of them. */
  togglePage: (ids: readonly string[]) => void
  takeAll: () => void
  clear: () => void
}

/** `list`: another list begins with nothing ticked. */
export function useTicks(list: string): Ticks {
  const none = { list, ids: new Set<string>(), all: false }
  const [kept, keep] = useState(none)
  const now = kept.list === list ? kept : none
  const take = (ids: Set<string>) => keep({ list, ids, all: false })
  return {
    ids: now.ids,
    all: now.all,
    toggle(id) {
      const ids = new Set(now.ids)
      if (!ids.delete(id)) ids.add(id)
      take(ids)
    },
    togglePage(page) {
      const ids = new Set(now.ids)
      const whole = page.every((id) => ids.has(id))
      for (const id of page)
        if (whole) ids.delete(id)
        else ids.add(id)
      take(ids)
    },
    takeAll: () => keep({ ...now, all: true }),
    clear: () => take(new Set()),
  }
}
