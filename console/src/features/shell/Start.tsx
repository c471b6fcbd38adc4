import { Navigate } from '@tanstack/react-router'
import { useSession } from '../../api/session.ts'
import { paths } from '../../paths.ts'

const lastKey = 'dozo.site'

/** The bare address leads to the site one was in last, else to one's own. */
export function Start() {
  const { sites, member } = useSession()
  const last = localStorage.getItem(lastKey)
  const site = sites.find((one) => one.key === last)?.key ?? member.siteKey
  return <Navigate to={paths.site} params={{ site } as never} replace />
}

export const rememberSite = (key: string): void => localStorage.setItem(lastKey, key)
