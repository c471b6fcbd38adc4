// New entries. Those that arrive while others of their type are being written are written with them, in one transaction: each is checked,
// refused, told and answered by itself, but what it costs to reach the disk is paid once.
import type { ModelType } from '@dozo/content-model/query/model'
import { checkValues, withDefaults } from '@dozo/content-model/values'
import { gather, type Outcome } from '#lib/gather.ts'
import { createCtx, type Ctx, type Site, type Tx } from '#platform/ctx.ts'
import { DatabaseUnavailable } from '#platform/db/query.ts'
import { invalid, Problem, type FieldError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { modelOf, type SiteModel } from '#features/content-types/service.ts'
import { accessOrRefuse } from './access.ts'
import { newState } from './change.ts'
import { badPointers, badPointersOf, checkParent, pointersIn, type Pointer } from './check.ts'
import { endOf } from './move.ts'
import { takeNumbers } from './numbers.ts'
import { rightsOn, titleOf, toEntry } from './present.ts'
import { bornLive, tellLive } from './publish.ts'
import { isRoomy, refuseFull } from './room.ts'
import type { Entry, NewEntry } from './schema.ts'
import { refuseFields, writeOne } from './service.ts'
import type { EntryState } from './state.ts'
import { writeBlock } from './write.ts'

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

export async function createInTx(tx: Tx, input: NewEntry): Promise<EntryState> {
  const { ctx } = tx
  const model = await modelOf(ctx)
  const type = typeOf(model, input)
  accessOrRefuse(ctx, 'entries.create', type, model)
  await refuseFull(tx, type)
  const place = {
    number: await takeNumbers(ctx, 1),
    position: input.position ?? (await endOf(tx, type)),
  }
  const birth = birthOf(ctx, model, type, input, place)
  const errors = await badPointers(tx, model, birth.pointers)
  if (errors.length > 0) throw invalid(errors)
  await checkParent(tx, type, null, birth.after.parentId)
  await writeOne(tx, type, writeOf(birth))
  tell(tx, type, birth)
  return birth.after
}

function typeOf(model: SiteModel, { type: key }: NewEntry): ModelType {
  const type = model.type(key)
  if (!type) throw invalid([{ path: '/type', code: 'type_unknown', params: { key } }])
  return type
}

/** What is about to be born: as a draft, and as it will be written. */
type Birth = { born: EntryState; after: EntryState; pointers: Pointer[]; publish: boolean }

/** From what was sent to what will be written; throws what is wrong with it. No database. */
function birthOf(
  ctx: Ctx,
  model: SiteModel,
  type: ModelType,
  input: NewEntry,
  { number, position }: { number: number; position: number },
): Birth {
  const access = accessOrRefuse(ctx, 'entries.create', type, model)
  const full = withDefaults(type.definition, input.values, ctx.site.defaultLocale)
  const { values, issues } = checkValues(type.definition, full, ctx.site)
  const born = newState(ctx, type, {
    id: ctx.app.newId(),
    number,
    values,
    key: input.key ?? null,
    parentId: input.parent ?? null,
    position,
  })
  refuseFields(ctx, type, access, born, Object.keys(input.values), 'entries.create')
  if (issues.length > 0) throw invalid(issues)
  const pointers = pointersIn(type.definition.fields, values, ctx.site.locales)
  const publish = input.publish ?? false
  return { born, after: publish ? bornLive(ctx, type, model, born) : born, pointers, publish }
}

const writeOf = ({ after }: Birth) =>
  ({ before: null, after, version: { kind: 'save', note: null } }) as const

function tell(tx: Tx, type: ModelType, { born, after, publish }: Birth): void {
  const label = titleOf(type, born.work, tx.ctx.site, born.key ?? `#${born.number}`)
  emit(tx, 'entry.created', { subject: { type: 'entry', id: born.id, label }, data: { typeId: type.id } })
  if (publish) tellLive(tx, type, born, after, { copy: born })
}

type Asked = { ctx: Ctx; input: NewEntry }
type Writers = (asked: Asked) => Promise<EntryState>

const kept = Symbol('writers of new entries')
const mostTogether = 50

/** Places among others, and the last free place, are found by looking at the others. */
const isAlone = (type: ModelType, input: NewEntry): boolean =>
  type.definition.kind !== 'plain' ||
  type.definition.ordered === 'manual' ||
  typeof input.parent === 'string' ||
  !isRoomy(type)

/** Those who make entries of one type, of one state of its definition and of its site's settings. */
function writersOf({ app, site }: Ctx, type: ModelType): Writers {
  const bySite = app.kept(kept, () => new WeakMap<Site, WeakMap<ModelType, Writers>>())
  const byType = bySite.get(site) ?? new WeakMap<ModelType, Writers>()
  bySite.set(site, byType)
  const writers = byType.get(type) ?? gather(createTogether, { atOnce: 2, most: mostTogether })
  byType.set(type, writers)
  return writers
}

/** All in one transaction, without those that are wrong by themselves. Where they are in each other's or in others' way, each by itself. */
async function createTogether(asked: Asked[]): Promise<Outcome<EntryState>[]> {
  const [first] = asked
  if (first && asked.length > 1) {
    try {
      const ctx = createCtx({ ...first.ctx, beforeCommit: undefined })
      return await ctx.tx((tx) => createAll(tx, asked))
    } catch (error) {
      // Whether it was written is not known: nobody may write it a second time.
      if (error instanceof DatabaseUnavailable) throw error
    }
  }
  return Promise.all(
    asked.map(({ ctx, input }) =>
      ctx
        .tx((tx) => createInTx(tx, input))
        .then(
          (value) => ({ value }),
          (error: unknown) => ({ error }),
        ),
    ),
  )
}

class InTheWay extends Error {}

async function createAll(tx: Tx, asked: readonly Asked[]): Promise<Outcome<EntryState>[]> {
  const model = await modelOf(tx.ctx)
  const type = typeOf(model, asked[0]!.input)
  const number = await takeNumbers(tx.ctx, asked.length)
  const planned = asked.map(({ ctx, input }, i): { birth: Birth } | { error: unknown } => {
    try {
      const place = { number: number + i, position: input.position ?? 0 }
      return { birth: birthOf(ctx, model, type, input, place) }
    } catch (error) {
      return { error }
    }
  })
  const wrong = await badPointersOf(
    tx,
    model,
    planned.map((one) => ('birth' in one ? one.birth.pointers : [])),
  )
  const outcomes = planned.map((one, i) => {
    if ('error' in one) return one
    return wrong[i]!.length > 0 ? { error: invalid(wrong[i]!) } : { value: one.birth.after, birth: one.birth }
  })
  const births = outcomes.flatMap((one) => ('birth' in one ? [one.birth] : []))
  if (births.length === 0) return outcomes
  const clashes = await writeBlock(tx, type, births.map(writeOf))
  if (clashes.length > 0) throw new InTheWay()
  for (const [i, one] of outcomes.entries()) {
    if (!('birth' in one)) continue
    const own = { ...tx, ctx: asked[i]!.ctx }
    tell(own, type, one.birth)
    await own.ctx.beforeCommit?.(own)
  }
  return outcomes
}
