import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useSite } from '../../api/session.ts'

type Asked = Record<string, string | undefined>

/** Which language is written, and which one stands beside it; both are in the address, or in none for what is opened over a page. */
export function useLanguages(addressed: boolean) {
  const { locales, defaultLocale } = useSite()
  const address = useSearch({ strict: false }) as Asked
  const [own, setOwn] = useState<Asked>({})
  const asked = addressed ? address : own
  const navigate = useNavigate()
  const known = (locale: string | undefined) => locales.find((one) => one === locale)
  const locale = known(asked['language']) ?? defaultLocale
  const beside = known(asked['beside'])
  function go(next: string, other: string | undefined) {
    const search = {
      ...asked,
      language: next === defaultLocale ? undefined : next,
      beside: other === next ? undefined : other,
    }
    if (addressed) void navigate({ to: '.', replace: true, ignoreBlocker: true, search: search as never })
    else setOwn(search)
  }
  return {
    locale,
    beside: beside === locale ? undefined : beside,
    /** One that is shown already changes places with the other. */
    setLocale: (next: string) => go(next, next === beside ? locale : beside),
    setBeside: (next: string | undefined) => go(locale, next),
  }
}
