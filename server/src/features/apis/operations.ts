import type { Ctx } from '#platform/ctx.ts'
import type { OperationLine } from './schema.ts'

/** What every endpoint may say, whatever its operation. */
const always = ['who', 'rateLimit', 'deprecated'] as const

/** Everything an endpoint can be made to do, with the settings that mean something to it. */
export const operations = (ctx: Ctx): OperationLine[] =>
  ctx.app.features
    .flatMap((feature) => feature.operations)
    .map((one) => ({
      name: one.name,
      label: one.label,
      does: one.reference.does,
      method: one.method,
      cacheable: one.cacheable,
      needsType: one.needsType,
      writes: one.takesBody === true || one.body !== undefined || one.method === 'DELETE',
      knownCallers: one.knownCallers === true,
      places: [...one.places],
      settings: [...new Set([...one.reference.settings, ...always])],
      parameters: Object.entries(one.reference.parameters).map(([name, says]) => ({ name, says })),
    }))
