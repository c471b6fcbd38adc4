import { createContext, useContext } from 'react'

/** Takes note of a place whose text cannot even become a value (broken JSON), so that saving stops there instead of losing it. */
export type ReportBroken = (path: string, message: string | undefined) => void

export const BrokenContext = createContext<ReportBroken>(() => undefined)
export const useBroken = (): ReportBroken => useContext(BrokenContext)
