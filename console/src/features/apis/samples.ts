// Calls of an endpoint as one writes them: for a shell, as a program, and with the client that `dozo client` prints. Tokens come from the
// environment, so that a sample can be pasted anywhere.
import type { Api, ContentType, EndpointInput, Operation } from '@dozo/client'
import type { Field } from '@dozo/content-model/definition'

export type Sampled = {
  api: Pick<Api, 'url' | 'security'>
  endpoint: EndpointInput
  operation: Operation
  /** Below the API, with its query: `/news?sort=-date`. */
  address: string
  type: ContentType | undefined
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** A token is sent where the API or the endpoint wants to know who calls. */
export const wantsToken = ({ api, endpoint, operation }: Sampled): boolean =>
  operation.name !== 'sessions.login' &&
  (api.security !== 'open' || Boolean(endpoint.who) || endpoint.own === true || endpoint.rights === 'caller')

const samples: Partial<Record<Field['type'], unknown>> = {
  number: 1,
  counter: 1,
  boolean: true,
  date: '2026-12-01',
  date_time: '2026-12-01T09:00:00+09:00',
  time: '09:00',
  link: { url: 'https://www.example.jp' },
  multi_select: [],
  gallery: [],
  repeat: [],
  blocks: [],
}

function sampleOf(field: Field): unknown {
  if (field.options?.[0])
    return field.type === 'multi_select' ? [field.options[0].value] : field.options[0].value
  if (field.type === 'relation') return field.many ? ['…'] : '…'
  return samples[field.type] ?? '…'
}

/** A body with everything that the endpoint takes. */
export function bodyOf({ endpoint, operation, type }: Sampled): Record<string, unknown> | undefined {
  if (!operation.writes || operation.method === 'DELETE') return undefined
  if (operation.name === 'sessions.login') return { email: 'taro@example.jp', password: '…' }
  if (!type) return undefined
  const fields = (type.fields as Field[]).filter(({ key }) => endpoint.fields?.includes(key))
  return Object.fromEntries(fields.map((field) => [field.key, sampleOf(field)]))
}

export function curlOf(sampled: Sampled): string {
  const { api, operation, address } = sampled
  const body = bodyOf(sampled)
  // Without -g curl reads the brackets of filters as lists.
  const flags = [
    address.includes('[') ? ' -g' : '',
    operation.method === 'GET' ? '' : ` -X ${operation.method}`,
  ]
  const lines = [
    `curl${flags.join('')} ${quoted(api.url + address)}`,
    ...(wantsToken(sampled) ? ['-H "Authorization: Bearer $DOZO_TOKEN"'] : []),
    ...(body ? ["-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(body, null, 2))}`] : []),
  ]
  return lines.join(' \\\n  ')
}

export function fetchOf(sampled: Sampled): string {
  const { api, operation, address } = sampled
  const body = bodyOf(sampled)
  const token = wantsToken(sampled)
  const headers = [
    ...(token ? ['    authorization: `Bearer ${process.env.DOZO_TOKEN}`,'] : []),
    ...(body ? ["    'content-type': 'application/json',"] : []),
  ]
  const options = [
    ...(operation.method === 'GET' ? [] : [`  method: '${operation.method}',`]),
    ...(headers.length > 0 ? ['  headers: {', ...headers, '  },'] : []),
    ...(body ? [`  body: JSON.stringify(${JSON.stringify(body, null, 2).replaceAll('\n', '\n  ')}),`] : []),
  ]
  const url = JSON.stringify(api.url + address)
  return [
    options.length > 0 ? `const reply = await fetch(${url}, {` : `const reply = await fetch(${url})`,
    ...(options.length > 0 ? [...options, '})'] : []),
    'if (!reply.ok) throw new Error(await reply.text())',
    ...(operation.method === 'DELETE' || operation.name === 'sessions.logout'
      ? []
      : ['const { data, meta } = await reply.json()']),
  ].join('\n')
}
