import type { Api, ContentType, Operation } from '@dozo/client'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { endpointKey, useApi, useOperations } from '../../api/apis.ts'
import { client } from '../../api/client.ts'
import { useContentTypes } from '../../api/content-types.ts'
import { useSite } from '../../api/session.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { EndpointEditor } from './EndpointEditor.tsx'

type Params = { api?: string; id?: string }

export function EndpointPage() {
  const { api = '', id = '' } = useParams({ strict: false }) as Params
  const { key: site } = useSite()
  const query = useQuery({
    queryKey: endpointKey(site, api, id),
    queryFn: async () => (await client.endpoints.get({ site, api, id })).data,
  })
  return (
    <Loaded query={query}>
      {(endpoint) => (
        <Equipped>{(known) => <EndpointEditor key={id} endpoint={endpoint} {...known} />}</Equipped>
      )}
    </Loaded>
  )
}

export function NewEndpointPage() {
  return <Equipped>{(known) => <EndpointEditor key="new" endpoint={undefined} {...known} />}</Equipped>
}

type Known = { api: Api; types: ContentType[]; operations: Operation[] }

/** Operations and types come first: without them no setting has a meaning. */
function Equipped({ children }: { children: (known: Known) => ReactNode }) {
  const { api: key = '' } = useParams({ strict: false }) as Params
  const api = useApi(key)
  const types = useContentTypes()
  const operations = useOperations()
  return (
    <Loaded query={api}>
      {(found) => (
        <Loaded query={types}>
          {(all) => (
            <Loaded query={operations}>
              {(names) => children({ api: found, types: all, operations: names })}
            </Loaded>
          )}
        </Loaded>
      )}
    </Loaded>
  )
}
