import type { Endpoint, EndpointInput } from '@dozo/client'
import { ProblemError } from '@dozo/client'
import { useState } from 'react'
import { endpointKey, forgetApi } from '../../api/apis.ts'
import { client, queries } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { inputOf } from './endpoint-form.ts'

/**
 * Saves an endpoint over the version that was looked at. When somebody was faster, theirs becomes what one looks at and what was entered
 * stays in the form: `moved` is the version before theirs.
 */
export function useEndpointSaving(api: string, endpoint: Endpoint | undefined) {
  const { key: site } = useSite()
  const [base, setBase] = useState(endpoint)
  const [moved, setMoved] = useState<Endpoint>()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  function adopt(next: Endpoint, before?: Endpoint) {
    setBase(next)
    setMoved(before)
    queries.setQueryData(endpointKey(site, api, next.id), next)
  }
  /** The saved endpoint; nothing when it was refused. */
  async function save(form: EndpointInput): Promise<Endpoint | undefined> {
    setError(undefined)
    setBusy(true)
    try {
      const body = inputOf(form)
      const { data } = base
        ? await client.endpoints.update({ site, api, id: base.id, body, ifMatch: base.etag })
        : await client.endpoints.create({ site, api, body })
      adopt(data)
      forgetApi(site, api)
      return data
    } catch (refused) {
      const theirs =
        base && refused instanceof ProblemError && refused.code === 'version_moved'
          ? await client.endpoints.get({ site, api, id: base.id }).catch(() => undefined)
          : undefined
      if (theirs) adopt(theirs.data, base)
      else setError(refused)
      return undefined
    } finally {
      setBusy(false)
    }
  }
  return { base, moved, error, busy, save, adopt, look: setBase }
}
