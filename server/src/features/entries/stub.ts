import type { ModelType } from '@dozo/content-model/query/model'
import type { Values } from '@dozo/content-model/values'
import type { Tx } from '#platform/ctx.ts'
import type { SiteModel } from '#features/content-types/service.ts'
import { accessTo } from './access.ts'
import * as sql from './sql.ts'
import { writeMany } from './write-many.ts'

/**
 * An entry that has its key and, as its title, the key: what a relation in an import points to and nobody has made yet. Public when
 * the caller may publish it. Nothing when it cannot be made: the line with the relation is refused, then.
 */
export async function createStub(
  tx: Tx,
  model: SiteModel,
  type: ModelType,
  key: string,
  parentKey?: string | null,
): Promise<string | undefined> {
  const { ctx } = tx
  const { keyField, titleField } = type.definition
  const title = type.definition.fields.find((field) => field.key === titleField && field.type === 'text')
  const values: Values = {
    ...(keyField ? { [keyField]: key } : {}),
    ...(title ? { [title.key]: title.localized ? { [ctx.site.defaultLocale]: key } : key } : {}),
  }
  const stub = [{ line: 0, key, parentKey, position: undefined, values }]
  const { allowed } = accessTo(ctx, 'entries.publish', type, model)
  for (const publish of allowed ? [true, false] : [false]) {
    const { refused } = await writeMany(tx, model, type, stub, { mode: 'create', publish, note: null })
    if (refused.length === 0) return (await sql.lockByKeys(tx, type.id, [key]))[0]?.id
  }
  return undefined
}
