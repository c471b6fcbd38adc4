import { createContext, useContext } from 'react'

/** The entry whose fields are shown; nothing while it does not exist yet. */
export const EntryIdContext = createContext<string | undefined>(undefined)
export const useEntryId = (): string | undefined => useContext(EntryIdContext)
