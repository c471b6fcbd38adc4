import type { Presence } from '@dozo/client'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { client } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import type { Draft } from './draft.ts'
import type { Saving } from './saving.ts'

const everyMs = 15_000
/** Who has not moved a hand for so long is not here; nor does a page that nobody looks at keep a session from ending. */
const awayMs = 5 * 60_000

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const

/**
 * Who else has this entry open, asked as long as the page is looked at. When somebody has saved meanwhile, what they wrote comes in below
 * what is written here. Where it cannot be asked the page works as it does without.
 */
export function usePresence(draft: Draft, saving: Saving): Presence['others'] {
  const { key: site } = useSite()
  const [others, setOthers] = useState<Presence['others']>([])
  const id = draft.base?.id
  const moved = useRef(0)
  const look = useEffectEvent(async () => {
    if (id === undefined || document.hidden) return
    if (Date.now() - moved.current > awayMs) return setOthers([])
    try {
      const { data } = await client.entries.here({ site, id, body: { writing: draft.now().dirty } })
      setOthers((known) => (JSON.stringify(known) === JSON.stringify(data.others) ? known : data.others))
      if (data.etag > (draft.now().base?.etag ?? data.etag)) saving.bringIn()
    } catch {
      setOthers([])
    }
  })
  useEffect(() => {
    if (id === undefined) return
    const ask = () => void look()
    const move = () => void (moved.current = Date.now())
    move()
    ask()
    for (const sign of signs) window.addEventListener(sign, move, { passive: true })
    const timer = setInterval(ask, everyMs)
    document.addEventListener('visibilitychange', ask)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', ask)
      for (const sign of signs) window.removeEventListener(sign, move)
      void client.entries.leave({ site, id }).catch(() => undefined)
    }
  }, [site, id])
  return others
}
