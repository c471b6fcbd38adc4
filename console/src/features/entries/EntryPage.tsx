import type { ContentType, Entry } from '@dozo/client'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { useContentTypes } from '../../api/content-types.ts'
import { entryKey } from '../../api/entries.ts'
import { useSite } from '../../api/session.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { NoPage } from '../shell/NoPage.tsx'
import { EntryEditor } from './EntryEditor.tsx'

/** One entry, or at `new` one that is still to be. */
export function EntryPage() {
  const { type: key = '', id = '' } = useParams({ strict: false })
  const [created, setCreated] = useState<Entry>()
  return (
    <Loaded query={useContentTypes()}>
      {(all) => {
        const type = all.find((one) => one.key === key)
        if (!type) return <NoPage />
        // An entry that was made here stays in the editor that made it: nothing that is being typed is lost on the way to its address.
        if (id === 'new' || created?.id === id)
          return <EntryEditor key={`new ${key}`} type={type} entry={undefined} onCreated={setCreated} />
        return <Existing key={id} type={type} id={id} />
      }}
    </Loaded>
  )
}

/** As it is when it is opened; writing goes on with that, whatever the server learns meanwhile. */
function Existing({ type, id }: { type: ContentType; id: string }) {
  const { key: site } = useSite()
  const entry = useQuery({
    queryKey: entryKey(site, id),
    gcTime: 0,
    staleTime: Infinity,
    queryFn: async () => (await client.entries.get({ site, id })).data,
  })
  return (
    <Loaded query={entry}>
      {(found) =>
        found.type === type.key ? <EntryEditor key={found.id} type={type} entry={found} /> : <NoPage />
      }
    </Loaded>
  )
}
