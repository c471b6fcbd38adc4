import type { Ctx } from '#platform/ctx.ts'
import { accessTo } from './access.ts'
import { seenOf } from './present.ts'
import { typeOfState } from './service.ts'
import * as sql from './sql.ts'

/** Whether the caller's grants of a permission cover one entry; `broken`: none of them can be understood any more. 404 when it is not there. */
export async function covered(ctx: Ctx, permission: string, id: string): Promise<'yes' | 'no' | 'broken'> {
  const [state] = await sql.get(ctx, id)
  const { type, model } = await typeOfState(ctx, state)
  const access = accessTo(ctx, permission, type, model)
  if (!access.allowed) return 'broken'
  return access.covers(seenOf(state!, ctx, type)) ? 'yes' : 'no'
}
