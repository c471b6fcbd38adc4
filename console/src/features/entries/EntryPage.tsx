import type { ContentType, Entry } from '@dozo/client'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useContentTypes } from '../../api/content-types.ts'
import { useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { NoPage } from '../shell/NoPage.tsx'
import { EntryEditor } from './EntryEditor.tsx'
import { useOpened } from './opened.ts'

/** One entry, or at `new` one that is still to be. */
export function EntryPage() {
  const { type: key = '', id = '' } = useParams({ strict: false })
  const { key: site } = useSite()
  const navigate = useNavigate()
  const [created, setCreated] = useState<Entry>()
  /** A new entry has an address from its first save on. */
  function arrive(entry: Entry) {
    setCreated(entry)
    const params = { site, type: entry.type, id: entry.id } as never
    void navigate({ to: paths.entry, params, replace: true, ignoreBlocker: true })
  }
  return (
    <Loaded query={useContentTypes()}>
      {(all) => {
        const type = all.find((one) => one.key === key)
        if (!type) return <NoPage />
        // An entry that was made here stays in the editor that made it: nothing that is being typed is lost on the way to its address.
        if (id === 'new' || created?.id === id)
          return <EntryEditor key={`new ${key}`} type={type} entry={undefined} onCreated={arrive} />
        return <Existing key={id} type={type} id={id} />
      }}
    </Loaded>
  )
}

function Existing({ type, id }: { type: ContentType; id: string }) {
  return (
    <Loaded query={useOpened(id)}>
      {(found) =>
        found.type === type.key ? <EntryEditor key={found.id} type={type} entry={found} /> : <NoPage />
      }
    </Loaded>
  )
}
