import { useNavigate, useSearch } from '@tanstack/react-router'
import { useSite } from '../../api/session.ts'

/** Which language is written, and which one stands beside it; both are in the address. */
export function useLanguages() {
  const { locales, defaultLocale } = useSite()
  const asked = useSearch({ strict: false }) as Record<string, string | undefined>
  const navigate = useNavigate()
  const known = (locale: string | undefined) => locales.find((one) => one === locale)
  const locale = known(asked['language']) ?? defaultLocale
  const beside = known(asked['beside'])
  const go = (next: string, other: string | undefined) =>
    void navigate({
      to: '.',
      replace: true,
      ignoreBlocker: true,
      search: {
        ...asked,
        language: next === defaultLocale ? undefined : next,
        beside: other === next ? undefined : other,
      } as never,
    })
  return {
    locale,
    beside: beside === locale ? undefined : beside,
    /** One that is shown already changes places with the other. */
    setLocale: (next: string) => go(next, next === beside ? locale : beside),
    setBeside: (next: string | undefined) => go(locale, next),
  }
}
