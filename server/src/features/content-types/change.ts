// What a definition that takes the place of another does to its type, and what of it is told before.
import { allocateColumns } from '@dozo/content-model/columns'
import { planChange } from '@dozo/content-model/change'
import type { ContentTypeDefinition } from '@dozo/content-model/definition'
import type { ModelType } from '@dozo/content-model/query/model'
import { asWritten } from '@dozo/content-model/shared-kinds'
import { sayStep } from '@dozo/content-model/step-words'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { emit } from '#platform/events/emit.ts'
import { withCounts, type Read } from './plan-counts.ts'
import type { Step } from './schema.ts'
import * as sql from './sql.ts'

/** The steps from what a type is to what it would be, in words, with how many entries they reach. */
export async function planned(
  ctx: Ctx,
  read: Read,
  type: ModelType,
  after: ContentTypeDefinition,
): Promise<Step[]> {
  const both = { before: type.definition, after }
  const place = { siteId: ctx.site.id, typeId: type.id }
  const steps = await withCounts(read, place, both, planChange(both.before, after))
  return steps.map((step) => {
    const { params: _params, ...rest } = step
    return { ...rest, message: sayStep(step, both, ctx.language) }
  })
}

/** Puts the definition in the place of the one that this locked type has; its entries follow in a job. */
export async function change(
  tx: Tx,
  before: sql.TypeRow,
  definition: ContentTypeDefinition,
  convert: boolean,
): Promise<void> {
  const { id, key } = before
  const { columns } = allocateColumns(definition, before.columns, before.definition)
  await sql.update(tx, { id, key, definition, columns })
  emit(tx, 'content_type.updated', {
    subject: { type: 'content_type', id, label: definition.name.ja },
    changes: { definition: { before: asWritten(before.definition), after: asWritten(definition) } },
    data: {
      key,
      removedFields: before.definition.fields
        .map((field) => field.key)
        .filter((old) => !definition.fields.some((field) => field.key === old)),
    },
  })
  await tx.ctx.app.jobs.add(tx, 'entries.rebuild', { typeId: id, before: before.definition, convert }, {})
}
