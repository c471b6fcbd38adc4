import { useEffect, useEffectEvent } from 'react'

const againEveryMs = 10_000

/** What could not be sent is tried again: at once when the browser has a network again, and now and then in case it was the server. */
export function useWhenReachable(act: () => void, on: boolean): void {
  const again = useEffectEvent(act)
  useEffect(() => {
    if (!on) return
    const timer = setInterval(again, againEveryMs)
    window.addEventListener('online', again)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [on])
}
