import type { Ctx } from '#platform/ctx.ts'
import { Problem, type FieldError } from '#platform/errors.ts'
import { modelOf } from '#features/content-types/service.ts'
import { createInTx, typeOf } from './birth.ts'
import { isAlone, writersOf } from './create-together.ts'
import { rightsOn, toEntry } from './present.ts'
import type { Entry, NewEntry } from './schema.ts'

export async function create(ctx: Ctx, input: NewEntry): Promise<Entry> {
  const model = await modelOf(ctx)
  const type = typeOf(model, input)
  const state = isAlone(type, input)
    ? await ctx.tx((tx) => createInTx(tx, input))
    : await writersOf(ctx, type)({ ctx, input })
  // Nothing is read again: nobody has touched it yet, and its maker's name is the only one in it.
  const { actor } = ctx
  const ownSite = actor.kind === 'member' && actor.siteId === ctx.site.id
  const names = new Map(ownSite ? [[actor.id, actor.name]] : [])
  return toEntry(
    ctx,
    type,
    state,
    rightsOn(ctx, type, model),
    { names, waiting: new Map() },
    { withLive: true },
  )
}

/** Issues of a new entry without saving it. */
export async function validate(ctx: Ctx, input: NewEntry): Promise<{ issues: FieldError[] }> {
  try {
    await ctx.tx(async (tx) => {
      await createInTx(tx, input)
      throw new Problem(200, 'rehearsed')
    })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.code === 'rehearsed') return { issues: [] }
    if (error.status !== 422) throw error
    return { issues: error.errors }
  }
  return { issues: [] }
}
