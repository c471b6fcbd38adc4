import type { ContentType, Endpoint } from '@dozo/client'
import { keyOf } from '@dozo/client/schema-type'
import { aliases, methodsOf, placeOf, type Aliases } from './endpoint-types.ts'
import { modelType } from './model-types.ts'

export type ApiModel = {
  /** Address of the API, the client's default. */
  url: string
  endpoints: readonly Endpoint[]
  types: readonly ContentType[]
}

/** One file for one API: the runtime, the types its endpoints lead to, and one function an endpoint. The same model prints the same text. */
export function generateDeliveryClient(runtime: string, { url, endpoints, types }: ApiModel): string {
  const named = aliases()
  const rooms = roomsOf(endpoints, types, named)
  return [
    '// Printed by `dozo client` from the API as it was. Do not edit: print it again when the API changes.',
    runtime.trim(),
    ...reachable(endpoints, types).map(modelType),
    ...named.printed(),
    [
      `/** The API at ${url}, one function an endpoint. */`,
      'export function createDozo(options: Partial<DozoOptions> = {}) {',
      `  const call = sender({ url: ${JSON.stringify(url)}, ...options })`,
      '  return {',
      ...rooms,
      '  }',
      '}',
    ].join('\n'),
    '',
  ].join('\n\n')
}

function roomsOf(endpoints: readonly Endpoint[], types: readonly ContentType[], named: Aliases): string[] {
  const rooms = new Map<string, Map<string, string>>()
  for (const endpoint of endpoints.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const { room } = placeOf(endpoint)
    const methods = rooms.get(room) ?? new Map<string, string>()
    for (const [name, text] of Object.entries(methodsOf(endpoint, types, named) ?? {})) {
      // Another endpoint of the same operation in the same room.
      let free = name
      for (let n = 2; methods.has(free); n++) free = `${name}${n}`
      methods.set(free, text)
    }
    if (methods.size > 0) rooms.set(room, methods)
  }
  return [...rooms].flatMap(([room, methods]) => [
    `    ${keyOf(room)}: {`,
    ...[...methods].map(([name, text]) => `      ${keyOf(name)}: ${text},`),
    '    },',
  ])
}

/** Types that endpoints answer with, and those that their relations lead to. */
function reachable(endpoints: readonly Endpoint[], types: readonly ContentType[]): ContentType[] {
  const found = new Set<string>()
  const follow = (key: string): void => {
    const type = types.find((one) => one.key === key)
    if (!type || found.has(key)) return
    found.add(key)
    for (const field of type.fields) for (const to of field.to ?? []) follow(to)
  }
  for (const endpoint of endpoints) if (endpoint.type) follow(endpoint.type)
  return types.filter((type) => found.has(type.key))
}
