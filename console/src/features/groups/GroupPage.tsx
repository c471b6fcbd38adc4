import type { Group } from '@dozo/client'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { client } from '../../api/client.ts'
import { useContentTypes } from '../../api/content-types.ts'
import { groupKey } from '../../api/groups.ts'
import { usePermissions } from '../../api/permissions.ts'
import { useSite } from '../../api/session.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { GroupEditor } from './GroupEditor.tsx'

export function GroupPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  return (
    <Fetched id={id}>
      {(group) => <Equipped>{(known) => <GroupEditor key={group.key} group={group} {...known} />}</Equipped>}
    </Fetched>
  )
}

/** A new group, from nothing or from the one that the address names. */
export function NewGroupPage() {
  const { from } = useSearch({ strict: false }) as { from?: string }
  const editor = (model: Group | undefined) => (
    <Equipped>
      {(known) => <GroupEditor key={`new ${from}`} group={undefined} model={model} {...known} />}
    </Equipped>
  )
  return from ? <Fetched id={from}>{editor}</Fetched> : editor(undefined)
}

function Fetched({ id, children }: { id: string; children: (group: Group) => ReactNode }) {
  const { key: site } = useSite()
  const query = useQuery({
    queryKey: groupKey(site, id),
    queryFn: async () => (await client.groups.get({ site, group: id })).data,
  })
  return <Loaded query={query}>{children}</Loaded>
}

type Known = {
  types: NonNullable<ReturnType<typeof useContentTypes>['data']>
  permissions: NonNullable<ReturnType<typeof usePermissions>['data']>
}

/** Rows and columns of the matrix come first: without them a tick would mean something else. */
function Equipped({ children }: { children: (known: Known) => ReactNode }) {
  const types = useContentTypes()
  const permissions = usePermissions()
  return (
    <Loaded query={types}>
      {(rows) => (
        <Loaded query={permissions}>{(names) => children({ types: rows, permissions: names })}</Loaded>
      )}
    </Loaded>
  )
}
