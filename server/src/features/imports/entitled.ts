import type { Ctx } from '#platform/ctx.ts'
import { forbidden } from '#platform/errors.ts'
import { holds } from '#platform/rights.ts'

/** Throws 403 for whoever may not write entries of the type at all; each line is judged by itself later. */
export function refuseUnentitled({ rights }: Ctx, type: string, publish?: boolean): void {
  for (const permission of ['entries.create', 'entries.update', ...(publish ? ['entries.publish'] : [])])
    if (!holds(rights, permission, type)) throw forbidden(permission)
}
