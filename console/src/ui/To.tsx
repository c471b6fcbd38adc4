import { Button, NavLink, type ButtonProps, type NavLinkProps } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'
import { stringifySearch } from './search-params.ts'

export type Target = { to: string; params?: Record<string, string>; search?: Record<string, string> }

/** The address as it stands in the browser: lists have hundreds of them, and the router's own way takes its time. */
export const addressOf = ({ to, params = {}, search = {} }: Target): string =>
  to.replace(/\$(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? '')) +
  stringifySearch(search)

/** A real link (it opens in a new tab, it can be copied) that the router follows. */
export function useLink(target: Target) {
  const router = useRouter()
  return {
    href: addressOf(target),
    onClick(event: MouseEvent) {
      if (event.defaultPrevented || event.button !== 0) return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      void router.navigate({ params: {}, search: {}, ...target } as never)
    },
  }
}

type ToProps = Target & { children: ReactNode; size?: 'sm'; truncate?: boolean; onFollow?: () => void }

export function To({ children, size, truncate, onFollow, ...target }: ToProps) {
  const link = useLink(target)
  return (
    <a
      className="link"
      data-size={size}
      data-truncate={truncate}
      href={link.href}
      onClick={(event: MouseEvent) => {
        link.onClick(event)
        onFollow?.()
      }}
    >
      {children}
    </a>
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
