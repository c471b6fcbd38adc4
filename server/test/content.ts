// Short ways of saying what most tests of content begin with: a definition, an entry, a change, a publication.
import type { Answer, Ask } from './harness.ts'

export const words = (text: string) => ({ ja: text, en: text })

/** A field with its key as its name. */
export const field = (type: string, key: string, more: object = {}) => ({
  key,
  type,
  name: words(key),
  ...more,
})

export const definition = (key: string, fields: object[], more: object = {}) => ({
  key,
  name: words(key),
  kind: 'plain',
  fields,
  ...more,
})

/** A document of one paragraph. */
export const paragraph = (text: string) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
})

export type Content = ReturnType<typeof contentOf>

/** Content of one site as one person reaches it. What must succeed throws with the answer when it does not. */
export function contentOf(ask: Ask, site = 'main') {
  const at = `/manage/v1/sites/${site}`
  const post = (path: string, body: unknown, more: object = {}) =>
    ask(`${at}/${path}`, { method: 'POST', body, ...more })
  return {
    at,
    define: async (given: object) => succeeded(await post('content-types', given)),
    tryCreate: (type: string, values: object, more: object = {}) =>
      post('entries', { type, values, ...more }),
    create: async (type: string, values: object, more: object = {}) =>
      succeeded(await post('entries', { type, values, ...more })),
    patch: (id: string, values: object, ifMatch: number | '*' = '*') =>
      ask(`${at}/entries/${id}`, { method: 'PATCH', ifMatch, body: { values } }),
    change: (id: string, body: object) => ask(`${at}/entries/${id}`, { method: 'PATCH', ifMatch: '*', body }),
    publish: (id: string, body: object = {}) =>
      ask(`${at}/entries/${id}/publish`, { method: 'POST', ifMatch: '*', body }),
    unpublish: (id: string, query = '') =>
      ask(`${at}/entries/${id}/unpublish${query}`, { method: 'POST', ifMatch: '*' }),
    schedule: (id: string, body: object) => post(`entries/${id}/schedules`, body),
    remove: (id: string, query = '') =>
      ask(`${at}/entries/${id}${query}`, { method: 'DELETE', ifMatch: '*' }),
    recover: (id: string, body: object = {}) => post(`trash/${id}/recover`, body),
    copy: (id: string, body: object = {}) => post(`entries/${id}/copy`, body),
    get: async (id: string) => succeeded(await ask(`${at}/entries/${id}`)),
    list: async (query: string): Promise<any[]> => succeeded(await ask(`${at}/entries?${query}`)),
  }
}

/** The data of an answer that must be a good one. */
export function succeeded(answer: Answer): any {
  if (answer.status >= 300) throw new Error(`${answer.status}: ${answer.text}`)
  return answer.body?.data
}

/** `[path, code]` of each wrong place of a refusal. */
export const wrongs = (answer: Answer): [string, string][] =>
  (answer.body?.errors ?? []).map((one: { path: string; code: string }) => [one.path, one.code])
