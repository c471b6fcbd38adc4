// New entries that arrive while others of their type are being written are written with them, in one transaction: each is checked, refused,
// told and answered by itself, but what it costs to reach the disk is paid once.
import type { ModelType } from '@dozo/content-model/query/model'
import { gather, type Outcome } from '#lib/gather.ts'
import { createCtx, type Ctx, type Site, type Tx } from '#platform/ctx.ts'
import { DatabaseUnavailable } from '#platform/db/query.ts'
import { invalid, unavailable } from '#platform/errors.ts'
import { modelOf, type SiteModel } from '#features/content-types/service.ts'
import { birthOf, createInTx, tell, typeOf, writeOf, type Birth } from './birth.ts'
import { badPointersOf, pointersIn } from './check.ts'
import { takeNumbers } from './numbers.ts'
import { isRoomy } from './room.ts'
import type { NewEntry } from './schema.ts'
import type { EntryState } from './state.ts'
import { writeBlock } from './write.ts'

type Asked = { ctx: Ctx; input: NewEntry }
type Writers = (asked: Asked) => Promise<EntryState>

const kept = Symbol('writers of new entries')
const mostTogether = 50
const mostWaiting = 500
const longestTogetherMs = 5000

/** Places among others, and the last free place, are found by looking at the others. */
export const isAlone = (type: ModelType, input: NewEntry): boolean =>
  type.definition.kind !== 'plain' ||
  type.definition.ordered === 'manual' ||
  typeof input.parent === 'string' ||
  !isRoomy(type)

/** Those who make entries of one type, of one state of its definition and of its site's settings. */
export function writersOf({ app, site }: Ctx, type: ModelType): Writers {
  const bySite = app.kept(kept, () => new WeakMap<Site, WeakMap<ModelType, Writers>>())
  const byType = bySite.get(site) ?? new WeakMap<ModelType, Writers>()
  bySite.set(site, byType)
  const writers =
    byType.get(type) ??
    gather(createTogether, { atOnce: 2, most: mostTogether, mostWaiting, full: unavailable })
  byType.set(type, writers)
  return writers
}

const aloneAtOnce = 4

/**
 * All in one transaction, without those that are wrong by themselves. Those who are in the way of others are taken out and written by
 * themselves behind them; where it is not known who is to blame, all are.
 */
async function createTogether(asked: Asked[]): Promise<Outcome<EntryState>[]> {
  const outcomes = new Map<Asked, Outcome<EntryState>>()
  let together = asked
  while (together.length > 1) {
    const done = await triedTogether(together)
    if ('outcomes' in done) {
      for (const [i, outcome] of done.outcomes.entries()) outcomes.set(together[i]!, outcome)
      break
    }
    together = together.filter((one) => !done.inTheWay.has(one))
  }
  const left = asked.filter((one) => !outcomes.has(one))
  for (let i = 0; i < left.length; i += aloneAtOnce)
    await Promise.all(
      left.slice(i, i + aloneAtOnce).map(async (one) => outcomes.set(one, await createAlone(one))),
    )
  return asked.map((one) => outcomes.get(one)!)
}

const createAlone = ({ ctx, input }: Asked): Promise<Outcome<EntryState>> =>
  ctx
    .tx((tx) => createInTx(tx, input))
    .then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    )

type Tried = { outcomes: Outcome<EntryState>[] } | { inTheWay: ReadonlySet<Asked> }

async function triedTogether(asked: readonly Asked[]): Promise<Tried> {
  const ctx = createCtx({ ...asked[0]!.ctx, beforeCommit: undefined })
  let written = false
  const work = (tx: Tx) => {
    tx.afterCommit(() => {
      written = true
    })
    return createAll(tx, asked)
  }
  try {
    return { outcomes: await ctx.tx(work, { statementTimeoutMs: longestTogetherMs }) }
  } catch (error) {
    // It was written, or nobody knows whether it was: it must not be written a second time.
    if (written || error instanceof DatabaseUnavailable) throw error
    return { inTheWay: error instanceof InTheWay ? error.who : new Set(asked) }
  }
}

class InTheWay extends Error {
  readonly who: ReadonlySet<Asked>
  constructor(who: Iterable<Asked>) {
    super('entries clash')
    this.who = new Set(who)
  }
}

async function createAll(tx: Tx, asked: readonly Asked[]): Promise<Outcome<EntryState>[]> {
  const model = await modelOf(tx.ctx)
  const type = typeOf(model, asked[0]!.input)
  // The definition may be another one than when they came.
  if (asked.some(({ input }) => isAlone(type, input))) throw new InTheWay(asked)
  const number = await takeNumbers(tx.ctx, asked.length)
  const planned = asked.map((one, i) => plannedOne(one, model, type, number + i))
  const wrong = await badPointersOf(
    tx,
    model,
    planned.map((one) =>
      'birth' in one ? pointersIn(type.definition.fields, one.birth.born.work, tx.ctx.site.locales) : [],
    ),
  )
  const outcomes = planned.map((one, i) => {
    if ('error' in one) return one
    return wrong[i]!.length > 0
      ? { error: invalid(wrong[i]!) }
      : { value: one.birth.after, birth: one.birth, by: asked[i]! }
  })
  const births = outcomes.flatMap((one) => ('birth' in one ? [one] : []))
  if (births.length === 0) return outcomes
  const writes = births.map(({ birth }) => writeOf(birth))
  const clashing = new Set((await writeBlock(tx, type, writes)).map(({ id }) => id))
  if (clashing.size > 0)
    throw new InTheWay(births.filter(({ value }) => clashing.has(value.id)).map(({ by }) => by))
  for (const { birth, by } of births) {
    const own = { ...tx, ctx: by.ctx }
    tell(own, type, birth)
    await own.ctx.beforeCommit?.(own)
  }
  return outcomes
}

function plannedOne(
  { ctx, input }: Asked,
  model: SiteModel,
  type: ModelType,
  number: number,
): { birth: Birth } | { error: unknown } {
  try {
    return { birth: birthOf(ctx, model, type, input, { number, position: input.position ?? 0 }) }
  } catch (error) {
    return { error }
  }
}
