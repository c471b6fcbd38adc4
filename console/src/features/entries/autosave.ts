import { ProblemError } from '@dozo/client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { endedKey } from '../../api/client.ts'
import { isConverting } from '../../ui/ime.ts'
import { useWhenReachable } from '../../ui/reachable.ts'
import type { Draft } from './draft.ts'
import type { Saving } from './saving.ts'

const idleMs = 1200

/**
 * Saves what is typed a moment after the last key, never in the middle of a conversion. What was refused is not sent again until it has
 * changed; what could not be sent is, as soon as it can.
 */
export function useAutosave(draft: Draft, saving: Saving, wanted: boolean) {
  const { autosave, save } = saving
  const [refused, setRefused] = useState<Pick<Draft, 'values' | 'tree'>>()
  const { data: ended = false } = useQuery({ queryKey: endedKey, queryFn: () => false, staleTime: Infinity })
  const waits = mayPass(autosave.error)
  const possible = wanted && draft.base !== undefined && draft.dirty && !ended
  const stands = refused?.values === draft.values && refused.tree === draft.tree
  const due = possible && !autosave.isPending && !save.isPending && !waits && !stands
  const send = () => {
    const { values, tree } = draft.now()
    return autosave.mutateAsync().catch((error: unknown) => {
      if (!mayPass(error) && !isOver(error)) setRefused({ values, tree })
      throw error
    })
  }
  const again = () => void send().catch(() => undefined)
  const act = useEffectEvent(again)
  useWhenReachable(again, possible && waits && !autosave.isPending)
  useEffect(() => {
    if (!due) return
    let timer = setTimeout(later, idleMs)
    // A conversion takes as long as it takes.
    function later() {
      if (isConverting()) timer = setTimeout(later, idleMs)
      else act()
    }
    return () => clearTimeout(timer)
  }, [due, draft.values, draft.tree])
  return {
    /** Whatever is not saved, now; says whether all is. */
    flush: async (): Promise<boolean> => {
      if (!possible) return !draft.now().dirty
      await send().catch(() => undefined)
      return !draft.now().dirty
    },
  }
}

/** Not our doing and not for ever: no network, a server that is busy or gone. */
const mayPass = (error: unknown): boolean =>
  error instanceof ProblemError
    ? error.status >= 500 || error.status === 429 || error.code === 'content_type_changed'
    : error instanceof TypeError

/** Sent again by whoever has signed in again. */
const isOver = (error: unknown): boolean => error instanceof ProblemError && error.status === 401
