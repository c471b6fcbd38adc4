import type { Site } from '#platform/ctx.ts'
import type { EndpointSettings } from '#platform/operation.ts'
import type { SiteModel } from '#features/content-types/service.ts'

type Kept = { model: SiteModel; site: Site; answers: Map<string, unknown> }

const most = 200
const longest = 2000
const kept = new WeakMap<EndpointSettings, Kept>()

/**
 * What a question to an endpoint means, read again only when the endpoint, the model or the site is another: reading it and writing the
 * statement for it take a third of the time of a list that nothing keeps (2026-11). Only for questions that mean the same for everybody.
 */
export function askedBefore<T>(
  { endpoint, model, site }: { endpoint: EndpointSettings; model: SiteModel; site: Site },
  question: string,
  read: () => T,
): T {
  if (question.length > longest) return read()
  let known = kept.get(endpoint)
  if (known?.model !== model || known.site !== site) {
    known = { model, site, answers: new Map() }
    kept.set(endpoint, known)
  }
  const before = known.answers.get(question)
  if (before !== undefined) return before as T
  const value = read()
  if (known.answers.size >= most) known.answers.clear()
  known.answers.set(question, value)
  return value
}
