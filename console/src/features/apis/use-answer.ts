import type { Endpoint, EndpointInput, SiteAnswer, TrialAnswer } from '@dozo/client'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { forgetApi } from '../../api/apis.ts'
import { client } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { inputOf } from './endpoint-form.ts'
import { addressOf, type Request } from './request.ts'

/** `site`: as the site answers what is saved. `trial`: as it would answer the settings as they stand here. */
export type Way = 'site' | 'trial'
export type Told = ({ way: 'site' } & SiteAnswer) | ({ way: 'trial' } & TrialAnswer)

type Asked = {
  way: Way
  api: string
  form: EndpointInput
  saved: Endpoint | undefined
  request: Request
  token: string
}

const settledMs = 500

/**
 * The answer to what was asked last. A call of the site is made when somebody presses the button, as it counts there; a trial follows the
 * settings from then on: it counts nowhere.
 */
export function useAnswer({ way, api, form, saved, request, token }: Asked) {
  const { key: site } = useSite()
  const [sent, setSent] = useState<{ times: number; way: Way; request: Request; token: string }>()
  const [was, setWas] = useState(way)
  if (was !== way) {
    setWas(way)
    // Saved, there is a site to call again; that counts, so it waits for somebody to press.
    if (way === 'site') setSent(undefined)
  }
  const [settled] = useDebouncedValue(JSON.stringify(inputOf(form)), settledMs)
  const on = sent !== undefined && (way === 'trial' || sent.way === way)
  const tried = JSON.parse(settled) as EndpointInput
  const path = way === 'site' && saved ? saved.path : tried.path
  const url = `/api/${api}${addressOf(path, on ? sent.request : request)}`
  const query = useQuery({
    queryKey: ['answer', site, way, url, sent?.times, way === 'trial' ? settled : ''],
    enabled: on,
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
    placeholderData: (before, old) => (old?.queryKey[2] === way ? keepPreviousData(before) : undefined),
    async queryFn(): Promise<Told> {
      if (way === 'trial') {
        const body = { api, endpoint: tried, url }
        return { way, ...(await client.explain.trial({ site, body })).data }
      }
      const secret = sent?.token ? { token: sent.token } : {}
      const { data } = await client.explain.call({ site, body: { url, ...secret } })
      forgetApi(site, api)
      return { way, ...data }
    },
  })
  return {
    query,
    asked: url,
    ask: () => setSent({ times: (sent?.times ?? 0) + 1, way, request, token }),
  }
}
