// The settings of an endpoint as a form holds them. What is left out means something else than what is empty: `filters: []` lets nobody
// filter, without `filters` the fields decide. So empty lists stay.
import type { ContentType, Endpoint, EndpointInput, Operation } from '@dozo/client'

export const formOf = ({ id: _id, etag: _etag, url: _url, ...input }: Endpoint): EndpointInput => input

/** What is sent: nothing that was only half begun. */
export function inputOf(form: EndpointInput): EndpointInput {
  const given = Object.entries(form).filter(
    ([, value]) => value !== undefined && value !== null && value !== '' && value !== false,
  )
  return Object.fromEntries(given) as EndpointInput
}

/** Whether two forms say the same, in whatever order. */
export const sameInput = (a: EndpointInput, b: EndpointInput): boolean => ordered(a) === ordered(b)
const ordered = (form: EndpointInput): string =>
  JSON.stringify(Object.entries(inputOf(form)).toSorted(([a], [b]) => (a < b ? -1 : 1)))

export const takes = (operation: Operation | undefined, name: keyof EndpointInput): boolean =>
  operation?.settings.includes(name) ?? false

/** Settings that are there but mean nothing to the operation: somebody wrote them by the API. They are kept, and shown. */
export const strangeTo = (form: EndpointInput, operation: Operation | undefined): string[] =>
  operation
    ? Object.keys(inputOf(form)).filter(
        (name) => !['path', 'operation', ...operation.settings].includes(name),
      )
    : []

/** The form for another operation: without what that one does not know, with the place that its path needs. */
export function withOperation(form: EndpointInput, operation: Operation): EndpointInput {
  const known = ['path', 'operation', ...operation.settings]
  const kept = Object.fromEntries(Object.entries(form).filter(([name]) => known.includes(name)))
  return {
    ...(kept as EndpointInput),
    // What one reads and what one may write are not the same fields.
    ...(operation.writes ? { fields: null } : {}),
    operation: operation.name,
    path: withPlace(form.path, operation.places),
  }
}

/** `/news` becomes `/news/{id}`, and back. */
function withPlace(path: string, places: readonly string[]): string {
  const own = /\{(\w+)\}/.exec(path)?.[1]
  if (own !== undefined && places.includes(own)) return path
  const plain = path.replace(/\/\{\w+\}/g, '')
  return places.length === 0 ? plain : `${plain}/{${places[0]}}`
}

/** The form for another type: its paths are those of its own fields. */
export const withType = (form: EndpointInput, type: string, before: string | undefined): EndpointInput => {
  const { fields: _f, filters: _s, sorts: _o, filter: _c, sort: _r, ...rest } = form
  const suggested = before === undefined ? '/' : pathFor(before)
  const path =
    form.path === '/' || form.path === suggested ? pathFor(type) : form.path.replace(suggested, pathFor(type))
  return { ...rest, type, path }
}

const pathFor = (type: string): string => `/${type.replaceAll('_', '-')}`

/** A new endpoint begins as the list of the first type there is, for all that readers may see. */
export function newForm(operations: readonly Operation[], types: readonly ContentType[]): EndpointInput {
  const type = types[0]?.key
  const wanted = type === undefined ? 'sessions.me' : 'entries.list'
  const operation = operations.find(({ name }) => name === wanted) ?? operations[0]
  return {
    path: type === undefined ? '/me' : pathFor(type),
    operation: operation?.name ?? wanted,
    ...(type === undefined ? {} : { type }),
  }
}
