import { isDeepStrictEqual } from 'node:util'
import type { Tx } from '#platform/ctx.ts'
import * as sql from './sql.ts'
import { withoutFields } from './without-fields.ts'

/** What groups were given of fields that are gone goes with them. */
export async function forgetFields(tx: Tx, type: string, gone: readonly string[]): Promise<void> {
  if (gone.length === 0) return
  for (const group of await sql.lockAll(tx)) {
    const grants = withoutFields(group.grants, type, gone)
    if (!isDeepStrictEqual(grants, group.grants))
      await sql.update(tx, group.key, { name: group.name, grants })
  }
}
