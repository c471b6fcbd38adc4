import type { ContentType, Endpoint } from '@dozo/client'
import { keyOf, typeOf as printed, type Schema } from '@dozo/client/schema-type'
import type { Field } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'
import { attributesOf, pascal, typeName } from './model-types.ts'

/** Unions of words get a name each, so that what an editor shows of a function stays readable. */
export type Aliases = { of: (name: string, words: readonly string[]) => string; printed: () => string[] }

export function aliases(): Aliases {
  const byText = new Map<string, string>()
  return {
    of(name, words) {
      const text = [...new Set(words)].map((word) => JSON.stringify(word)).join(' | ') || 'never'
      const known = byText.get(text)
      if (known) return known
      const names = [...byText.values()]
      let free = name
      for (let n = 2; names.includes(free); n++) free = `${name}${n}`
      byText.set(text, free)
      return free
    },
    printed: () => [...byText].map(([text, name]) => `export type ${name} = ${text}`),
  }
}

const visible = (type: ContentType) => (type.fields as Field[]).filter((field) => !field.neverDelivered)

/** Paths that an endpoint lets one select: those it names, or all of the type and one step over its relations. */
function selectable(endpoint: Endpoint, type: ContentType, types: readonly ContentType[]): string[] {
  if (endpoint.fields) return endpoint.fields
  return visible(type).flatMap((field) => [
    field.key,
    ...(field.type === 'relation' ? field.to! : [])
      .flatMap((key) => types.find((one) => one.key === key) ?? [])
      .flatMap((one) => visible(one).map((inner) => `${field.key}.${inner.key}`)),
  ])
}

const filterable = (endpoint: Endpoint, type: ContentType): string[] =>
  endpoint.filters ?? [
    ...visible(type)
      .filter((field) => field.filterable)
      .map((field) => field.key),
    ...['id', ...attributesOf(type).map(([name]) => name)].filter(
      (name) => !['locale', 'version'].includes(name),
    ),
  ]

function sortable(endpoint: Endpoint, type: ContentType): string[] {
  const names = endpoint.sorts ?? [
    ...visible(type)
      .filter((field) => field.filterable && typeOf(field).sortable)
      .map((field) => field.key),
    'number',
    'publishedAt',
    'updatedAt',
    'createdAt',
  ]
  return names.flatMap((name) => [name, `-${name}`])
}

/** `/news/latest` and `/news/{id}` are both reached as `dozo.news`; what the operation does names the method. */
export function placeOf(endpoint: Endpoint): { room: string; method: string } {
  const words = endpoint.path.split('/').filter((part) => part !== '' && !part.startsWith('{'))
  const method = endpoint.operation.split('.').at(-1)!
  const named = method === words.at(-1) && words.length > 1 ? words.slice(0, -1) : words
  const room = named.join('-').replace(/[-._]+(\w)/g, (_all, letter: string) => letter.toUpperCase())
  return { room, method }
}

/** Methods of one endpoint as TypeScript, by name; nothing for operations that the client has no form for. */
export function methodsOf(
  endpoint: Endpoint,
  types: readonly ContentType[],
  { of }: Aliases,
): Record<string, string> | undefined {
  const path = JSON.stringify(endpoint.path)
  const type = types.find((one) => one.key === endpoint.type)
  if (endpoint.operation.startsWith('sessions.')) return sessionMethods(endpoint.operation, path)
  if (endpoint.operation === 'search.all') {
    const names = (endpoint.types ?? []).map((key) => JSON.stringify(key)).join(' | ') || 'string'
    return {
      searchAll: `(query: Call & { q: string; page?: { size?: number } }) =>\n      call.get(${path}, query) as Promise<Found<{ id: string; type: ${names}; key: string | null; number: number; title: unknown; publishedAt: string | null }>>`,
    }
  }
  if (!type) return undefined
  const name = typeName(type.key)
  const own = pascal(type.key)
  const fields = of(`${own}Field`, selectable(endpoint, type, types))
  const whole = endpoint.fields ? `Selected<${name}, ${fields}>` : `Complete<${name}>`
  const result = `[F] extends [never] ? ${whole} : Selected<${name}, F>`
  const query = `fields?: readonly F[]; filter?: Filter<${of(`${own}Filter`, filterable(endpoint, type))}>`
  const paging = 'page?: { size?: number; after?: string }'
  const sorts = of(`${own}Sort`, sortable(endpoint, type))
  const sorting = `sort?: ${sorts} | readonly ${sorts}[]; count?: 'exact' | 'estimated'`
  const f = `<const F extends ${fields} = never>`
  switch (endpoint.operation) {
    case 'entries.list':
      return {
        list: `${f}(query?: Call & { ${query}; ${sorting}; ${paging} }) =>\n      call.get(${path}, query) as Promise<Page<${result}>>`,
        each: `${f}(query?: Call & { ${query}; ${sorting}; page?: { size?: number } }) =>\n      call.each(${path}, query) as AsyncGenerator<${result}>`,
      }
    case 'entries.get': {
      const [place] = /(?<=\{)\w+(?=\})/.exec(endpoint.path)!
      const places = `{ ${keyOf(place)}: string }`
      return {
        [place === 'id' ? 'get' : 'getByKey']:
          `${f}(place: ${places}, query?: Call & { fields?: readonly F[] }) =>\n      call.one(${path}, place, query) as Promise<(${result}) | undefined>`,
      }
    }
    case 'entries.neighbours': {
      const [place] = /(?<=\{)\w+(?=\})/.exec(endpoint.path)!
      return {
        neighbours: `${f}(place: { ${keyOf(place)}: string }, query?: Call & { ${query}; ${sorting.split(';')[0]} }) =>\n      call.one(${path}, place, query) as Promise<{ previous: (${result}) | null; next: (${result}) | null } | undefined>`,
      }
    }
    case 'entries.preview':
      return {
        preview: `${f}(token: string, query?: { fields?: readonly F[]; signal?: AbortSignal }) =>\n      call.one(${path}, {}, { ...query, token }) as Promise<(${result}) | undefined>`,
      }
    case 'entries.aggregate': {
      const names = of(`${own}Filter`, filterable(endpoint, type))
      const measured = `min?: readonly ${names}[]; max?: readonly ${names}[]; sum?: readonly ${names}[]; avg?: readonly ${names}[]`
      return {
        aggregate: `(query?: Call & { group?: readonly (${names} | \`\${${names}}:\${'year' | 'month' | 'day'}\`)[]; ${measured}; sort?: string; ${query.slice(query.indexOf('filter'))}; page?: { size?: number } }) =>\n      call.get(${path}, query) as Promise<{ data: Counted<${names}>[]; meta: { more: boolean } }>`,
      }
    }
    case 'search':
      return {
        search: `${f}(query: Call & { q: string; facets?: readonly ${of(`${own}Filter`, filterable(endpoint, type))}[]; ${query}; page?: { size?: number } }) =>\n      call.get(${path}, query) as Promise<Found<${result}>>`,
      }
    case 'entries.create':
      return {
        create: `(values: ${inputType(endpoint, type, true)}, query?: Write) =>\n      call.post(${path}, values, query) as Promise<{ data: Written }>`,
      }
    case 'entries.update':
      return {
        update: `(place: { id: string }, values: ${inputType(endpoint, type, false)}, query?: Write) =>\n      call.write('PATCH', ${path}, place, values, query) as Promise<{ data: Written }>`,
      }
    case 'entries.delete':
      return {
        delete: `(place: { id: string }, query?: Write) =>\n      call.write('DELETE', ${path}, place, undefined, query) as Promise<undefined>`,
      }
    default:
      return undefined
  }
}

/** The fields that an endpoint takes, in one language. */
function inputType(endpoint: Endpoint, type: ContentType, whole: boolean): string {
  const fields = (type.fields as Field[]).filter((field) => endpoint.fields?.includes(field.key))
  const lines = fields.map(
    (field) =>
      `${keyOf(field.key)}${whole && field.required ? '' : '?'}: ${printed(typeOf(field).schema(field) as Schema)}${whole ? '' : ' | null'}`,
  )
  return `{ ${lines.join('; ')} }`
}

function sessionMethods(operation: string, path: string): Record<string, string> | undefined {
  switch (operation) {
    case 'sessions.login':
      return {
        login: `(input: { email: string; password: string }) =>\n      call.post(${path}, input) as Promise<{ data: { token: string; expiresAt: string } }>`,
      }
    case 'sessions.refresh':
      return {
        refresh: `() => call.post(${path}, {}) as Promise<{ data: { token: string; expiresAt: string } }>`,
      }
    case 'sessions.logout':
      return { logout: `() => call.post(${path}, {}) as Promise<undefined>` }
    case 'sessions.me':
      return {
        me: `() => call.get(${path}) as Promise<{ data: { id: string; name: string; email: string } }>`,
      }
    default:
      return undefined
  }
}
