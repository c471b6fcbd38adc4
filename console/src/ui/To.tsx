import { Anchor, Button, NavLink, type AnchorProps, type ButtonProps, type NavLinkProps } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'

export type Target = { to: string; params?: Record<string, string>; search?: Record<string, string> }

/** A real link (it opens in a new tab, it can be copied) that the router follows. */
export function useLink({ to, params = {}, search = {} }: Target) {
  const router = useRouter()
  const target = { to, params, search } as never
  const { href } = router.buildLocation(target)
  return {
    href,
    onClick(event: MouseEvent) {
      if (event.defaultPrevented || event.button !== 0) return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      void router.navigate(target)
    },
  }
}

type ToProps = Target & AnchorProps & { children: ReactNode; onFollow?: () => void }

export function To({ to, params, search, onFollow, ...more }: ToProps) {
  const link = useLink({ to, ...(params ? { params } : {}), ...(search ? { search } : {}) })
  return (
    <Anchor
      href={link.href}
      onClick={(event: MouseEvent) => {
        link.onClick(event)
        onFollow?.()
      }}
      {...more}
    />
  )
}

export function ToButton({ to, params, search, ...more }: Target & ButtonProps & { children: ReactNode }) {
  return (
    <Button
      component="a"
      {...useLink({ to, ...(params ? { params } : {}), ...(search ? { search } : {}) })}
      {...more}
    />
  )
}

export function ToNav({ to, params, onFollow, ...more }: Target & NavLinkProps & { onFollow?: () => void }) {
  const link = useLink({ to, ...(params ? { params } : {}) })
  return (
    <NavLink
      component="a"
      href={link.href}
      onClick={(event: MouseEvent) => {
        link.onClick(event)
        onFollow?.()
      }}
      {...more}
    />
  )
}
