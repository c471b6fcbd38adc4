import type { Endpoint, Operation, RefusalExplained } from '@dozo/client'
import { endpointsAt } from './path-match.ts'

/** Parts of the endpoint editor, as its address names them. */
export type Part = 'what' | 'fields' | 'filters' | 'sorts' | 'callers'

/** Where the rule is kept that refused: at an API, at a part of an endpoint, in the rights of a member, or nowhere one can change. */
export type Rule =
  | { kind: 'permission' }
  | { kind: 'noEndpoint' | 'security' | 'origins' | 'method'; api: string }
  | { kind: 'type'; api: string; endpoint: Endpoint }
  | { kind: 'callers' | 'rate' | 'fields' | 'filters' | 'sorts' | 'what'; api: string; endpoint: Endpoint }
  | undefined

/** The API and the path in it that a request of the site door asked for. */
export function calledAt({ door, path }: Pick<RefusalExplained, 'door' | 'path'>) {
  const [, api, rest = '/'] = (door === 'site' && /^\/api\/([^/]+)(\/.*)?$/.exec(path)) || []
  return api === undefined ? undefined : { api, path: rest }
}

const byQuery: Record<string, 'filters' | 'sorts' | 'fields' | 'type'> = {
  filter_not_allowed: 'filters',
  // What the type does not let anybody ask, no endpoint can allow.
  not_filterable: 'type',
  sort_not_allowed: 'sorts',
  not_sortable: 'type',
  field_not_allowed: 'fields',
  unknown_field: 'fields',
  page_size: 'sorts',
}

export function ruleOf(
  refusal: RefusalExplained,
  endpoints: readonly Endpoint[],
  operations: readonly Operation[],
): Rule {
  const { code, method, errors, door } = refusal
  if (code === 'permission_missing') return { kind: 'permission' }
  const called = calledAt(refusal)
  if (door !== 'site' || !called) return undefined
  const { api } = called
  const found = endpointsAt(endpoints, called.path)
  const methodOf = ({ operation }: Endpoint) => operations.find(({ name }) => name === operation)?.method
  const endpoint = found.find((one) => methodOf(one) === method)
  if (code === 'cross_site') return { kind: 'origins', api }
  if (code === 'bad_token' || code === 'session_ended') return { kind: 'security', api }
  if (code === 'method_not_allowed') return { kind: 'method', api }
  if (!endpoint) return code === 'not_found' ? { kind: 'noEndpoint', api } : { kind: 'security', api }
  if (code === 'sign_in_required')
    return endpoint.who ? { kind: 'callers', api, endpoint } : { kind: 'security', api }
  if (code === 'too_many_requests') return { kind: 'rate', api, endpoint }
  if (code === 'not_found')
    return endpoint.who || endpoint.rights === 'caller'
      ? { kind: 'callers', api, endpoint }
      : { kind: 'what', api, endpoint }
  const part = errors.map((one) => byQuery[one.code]).find((one) => one !== undefined)
  return { kind: part ?? 'what', api, endpoint }
}

export const partOf = (kind: NonNullable<Rule>['kind']): Part =>
  kind === 'rate' || kind === 'callers'
    ? 'callers'
    : kind === 'fields' || kind === 'filters' || kind === 'sorts'
      ? kind
      : 'what'
