import type { Entry } from '@dozo/client'
import { createContext, useContext } from 'react'

/** An entry that is to be written beside what is being written; without an id, a new one. */
export type Opening = {
  type: string
  id?: string
  /** What a new one is called at first. */
  title?: string
  /** It has been saved for the first time. */
  onCreated?: (entry: Entry) => void
}

/** Opens an entry over the page, which keeps its place; nothing where that cannot be done. */
export const OpeningContext = createContext<((what: Opening) => void) | undefined>(undefined)
export const useOpening = () => useContext(OpeningContext)

/** Ids of the entries that lie open over each other, the outermost first: none is opened once more over itself. */
export const OpenEntriesContext = createContext<readonly string[]>([])
export const useOpenEntries = () => useContext(OpenEntriesContext)
