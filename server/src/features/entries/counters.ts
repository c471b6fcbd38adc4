// Counting is no edit: it makes no version, moves no etag, and goes into the working copy and the live one at once.
import { fieldOf } from '@dozo/content-model/definition'
import type { Ctx } from '#platform/ctx.ts'
import { conflict, invalid, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { accessOrRefuse } from './access.ts'
import * as counterSql from './counters-sql.ts'
import { titleOf } from './present.ts'
import { refuseFields, refuseHidden, typeOfState } from './service.ts'
import * as sql from './sql.ts'

/** Adds to a counter and gives what it says then. The entry is locked meanwhile: of two at once, none is lost. */
export async function increment(
  ctx: Ctx,
  id: string,
  key: string,
  by: number,
): Promise<{ field: string; value: number }> {
  return ctx.tx(async (tx) => {
    const state = await sql.lock(tx, id)
    const { type, model } = await typeOfState(ctx, state)
    await refuseHidden(ctx, type, model, state!)
    if (fieldOf(type.definition, key)?.type !== 'counter') throw notFound()
    const access = accessOrRefuse(ctx, 'entries.update', type, model)
    refuseFields(ctx, type, access, state!, [key], 'entries.update')
    if (!(await sql.holdType(tx, type))?.same)
      throw conflict('content_type_changed', { key: type.definition.key })
    const counted = (copy: Record<string, unknown>) => Number(copy[key] ?? 0) + by
    const value = counted(state!.work)
    const live = state!.live ? counted(state!.live) : null
    if (![value, live ?? 0].every(Number.isSafeInteger)) throw invalid({ by: 'counter_full' })
    await counterSql.put(tx, { id, key, column: type.columns[key], value, live })
    emit(tx, 'entry.counted', {
      subject: {
        type: 'entry',
        id,
        label: titleOf(type, state!.work, ctx.site, state!.key ?? `#${state!.number}`),
      },
      changes: { [key]: { before: value - by, after: value } },
      data: { typeId: type.id },
    })
    return { field: key, value }
  })
}
