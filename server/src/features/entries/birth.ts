// A new entry, from what was sent to what is written and told.
import type { ModelType } from '@dozo/content-model/query/model'
import { checkValues, withDefaults } from '@dozo/content-model/values'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { invalid } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { modelOf, type SiteModel } from '#features/content-types/service.ts'
import { accessOrRefuse } from './access.ts'
import { newState } from './change.ts'
import { endOf } from './move.ts'
import { takeNumbers } from './numbers.ts'
import { titleOf } from './present.ts'
import { bornLive, tellLive } from './publish.ts'
import { refuseFull } from './room.ts'
import type { NewEntry } from './schema.ts'
import { refuseFields, refuseWrong, writeOne } from './service.ts'
import type { EntryState } from './state.ts'

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
  await refuseWrong(tx, model, type, { before: null, after: birth.after }, [], birth.born.work)
  await writeOne(tx, type, writeOf(birth))
  tell(tx, type, birth)
  return birth.after
}

export function typeOf(model: SiteModel, { type: key }: NewEntry): ModelType {
  const type = model.type(key)
  if (!type) throw invalid([{ path: '/type', code: 'type_unknown', params: { key } }])
  return type
}

/** What is about to be born: as a draft, and as it will be written. */
export type Birth = { born: EntryState; after: EntryState; publish: boolean }

/** From what was sent to what will be written; throws what is wrong with it. No database. */
export function birthOf(
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
  const publish = input.publish ?? false
  return { born, after: publish ? bornLive(ctx, type, model, born) : born, publish }
}

export const writeOf = ({ after }: Birth) =>
  ({ before: null, after, version: { kind: 'save', note: null } }) as const

export function tell(tx: Tx, type: ModelType, { born, after, publish }: Birth): void {
  const label = titleOf(type, born.work, tx.ctx.site, born.key ?? `#${born.number}`)
  emit(tx, 'entry.created', { subject: { type: 'entry', id: born.id, label }, data: { typeId: type.id } })
  if (publish) tellLive(tx, type, born, after, { copy: born })
}
