// A call with the client that `dozo client` prints of an API: its rooms and methods bear the names that it gives them.
import type { Endpoint, EndpointInput } from '@dozo/client'
import { bodyOf, wantsToken, type Sampled } from './samples.ts'

/** `/news/latest` and `/news/{id}` are both in the room `news`; the last word of the operation names the method. */
function placeOf({ path, operation }: Pick<EndpointInput, 'path' | 'operation'>) {
  const words = path.split('/').filter((part) => part !== '' && !part.startsWith('{'))
  const last = operation.split('.').at(-1)!
  const named = last === words.at(-1) && words.length > 1 ? words.slice(0, -1) : words
  const room = named.join('-').replace(/[-._]+(\w)/g, (_all, letter: string) => letter.toUpperCase())
  if (operation === 'search.all') return { room, method: 'searchAll' }
  return { room, method: operation === 'entries.get' && path.includes('{key}') ? 'getByKey' : last }
}

/** The method of an endpoint among those of its API: a second one of a name is numbered, in the order of paths. */
function methodOf(endpoint: EndpointInput & { id?: string }, all: readonly Endpoint[]): string {
  const own = placeOf(endpoint)
  const others = all.filter(({ id }) => id !== endpoint.id)
  const before = [...others, endpoint]
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .filter((one) => {
      const { room, method } = placeOf(one)
      return room === own.room && method === own.method
    })
  const place = before.indexOf(endpoint)
  return place > 0 ? `${own.method}${place + 1}` : own.method
}

const isName = (text: string) => /^[A-Za-z_$][\w$]*$/.test(text)

function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (value !== null && typeof value === 'object')
    return `{ ${Object.entries(value)
      .map(([key, one]) => `${isName(key) ? key : literal(key)}: ${literal(one)}`)
      .join(', ')} }`
  return String(value)
}

const lists = ['fields', 'facets', 'group', 'min', 'max', 'sum', 'avg']

type Nested = { [key: string]: unknown }

/** `filter[date][gte]=…` as the object that the client takes. */
function queryOf(search: string): Nested {
  const query: Nested = {}
  for (const [name, value] of new URLSearchParams(search)) {
    const steps = name.replaceAll(']', '').split('[')
    const last = steps.pop()!
    let at = query
    for (const step of steps) at = (at[step] ??= {}) as Nested
    if (last === '') continue
    at[last] = lists.includes(name) ? value.split(',') : name === 'page[size]' ? Number(value) : value
  }
  return query
}

export function clientOf(sampled: Sampled, all: readonly Endpoint[]): string {
  const { api, endpoint, address, operation } = sampled
  const { room } = placeOf(endpoint)
  const [path = '', search = ''] = address.split('?')
  const { token, ...query } = queryOf(search)
  const place = /\{(\w+)\}/.exec(endpoint.path)?.[1]
  const at = endpoint.path.split('/').findIndex((part) => part.startsWith('{'))
  const body = bodyOf(sampled)
  const given = [
    ...(operation.name === 'entries.preview' ? [literal(token ?? '…')] : []),
    ...(place === undefined ? [] : [literal({ [place]: decodeURIComponent(path.split('/')[at] || '…') })]),
    ...(body ? [literal(body)] : []),
    ...(Object.keys(query).length > 0 ? [literal(query)] : []),
  ]
  const whole = ['entries.get', 'entries.neighbours', 'entries.preview'].includes(operation.name)
  const result =
    operation.method === 'DELETE' || operation.name === 'sessions.logout'
      ? ''
      : whole
        ? 'const entry = '
        : 'const { data } = '
  const options = wantsToken(sampled) ? '{ token: process.env.DOZO_TOKEN }' : ''
  const call = `dozo${isName(room) ? `.${room}` : `[${literal(room)}]`}.${methodOf(endpoint, all)}`
  return [
    `// npx dozo client --api ${api.url.split('/').at(-1)} > dozo.ts`,
    "import { createDozo } from './dozo.ts'",
    '',
    `const dozo = createDozo(${options})`,
    `${result}await ${call}(${given.join(', ')})`,
  ].join('\n')
}
