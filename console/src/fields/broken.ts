import { createContext, useCallback, useContext, useState } from 'react'

/** Takes note of a place whose text cannot even become a value (broken JSON), so that saving stops there instead of losing it. */
export type ReportBroken = (path: string, message: string | undefined) => void

export const BrokenContext = createContext<ReportBroken>(() => undefined)
export const useBroken = (): ReportBroken => useContext(BrokenContext)

/** Messages of the places that are broken now, by their path; for whoever saves. */
export function useBrokenPlaces() {
  const [broken, setBroken] = useState<Record<string, string>>({})
  const report = useCallback<ReportBroken>((path, message) => {
    setBroken((old) => {
      if (old[path] === message) return old
      const rest = Object.fromEntries(Object.entries(old).filter(([key]) => key !== path))
      return message === undefined ? rest : { ...rest, [path]: message }
    })
  }, [])
  return { broken, report }
}
