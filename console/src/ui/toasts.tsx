import type { NotificationData } from '@mantine/notifications'
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { createStore } from './store.ts'

// What shows messages comes with the first of them: most pages are left without one.
const loaded = () => import('@mantine/notifications')
const Notifications = lazy(async () => ({ default: (await loaded()).Notifications }))
const wanted = createStore(false)

/** Where messages appear. */
export function Toasts() {
  if (!useSyncExternalStore(wanted.subscribe, wanted.get)) return null
  return (
    <Suspense>
      <Notifications position="bottom-right" autoClose={10_000} />
    </Suspense>
  )
}

/** Shows a message; what comes back takes it away again. */
export async function say(message: NotificationData): Promise<() => void> {
  const { notifications } = await loaded()
  const id = notifications.show(message)
  wanted.set(true)
  return () => void notifications.hide(id)
}
