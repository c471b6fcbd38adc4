import { Suspense, useContext, useState, type ReactNode } from 'react'
import {
  OpenEntriesContext,
  OpeningContext,
  useOpenEntries,
  type Opening,
} from '../../fields/relation/opening.ts'
import { DialogDepth } from '../../ui/keys.ts'
import { later } from '../../ui/later.ts'

const EntryAside = later(() => import('./EntryAside.tsx'), 'EntryAside')

/** So many may lie over each other; from there on entries are opened in a tab of their own. */
const deepest = 2

/** What lies within can open entries over the page. */
export function Openings({ id, children }: { id: string | undefined; children: ReactNode }) {
  const around = useOpenEntries()
  const depth = useContext(DialogDepth)
  const [opening, open] = useState<Opening>()
  return (
    <OpenEntriesContext value={id === undefined ? around : [...around, id]}>
      <OpeningContext value={depth < deepest ? open : undefined}>
        {children}
        {opening && (
          <Suspense>
            <EntryAside opening={opening} close={() => open(undefined)} />
          </Suspense>
        )}
      </OpeningContext>
    </OpenEntriesContext>
  )
}
