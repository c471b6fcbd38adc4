// Relations read from the other side. Nothing of it is kept with the entry that is pointed to: the rows of `entry_refs` say it.
import { fieldOf, type Field } from '@dozo/content-model/definition'
import { mostReverse } from '@dozo/content-model/fields/reverse'
import type { ModelType, Selection } from '@dozo/content-model/query/model'
import type { Ctx } from '#platform/ctx.ts'
import { notFound } from '#platform/errors.ts'
import type { SiteModel } from '#features/content-types/service.ts'
import { accessTo } from './access.ts'
import type { Source, Language } from './render.ts'
import * as reverseSql from './reverse-sql.ts'
import type { Reverse } from './schema.ts'
import { refuseHidden, toReferences, typeOfState } from './service.ts'
import * as sql from './sql.ts'

/** The type that points here, and its field; nothing when either is gone. */
function otherSide(model: SiteModel, field: Field): { type: ModelType; by: Field } | undefined {
  const type = field.of && model.type(field.of.type)
  const by = type && fieldOf(type.definition, field.of!.field)
  return by?.type === 'relation' ? { type: type!, by } : undefined
}

/** Puts into the sources of one type what points to them, for the fields that are wanted. */
export async function readReverse(
  ctx: Ctx,
  model: SiteModel,
  level: { type: ModelType; sources: Source[]; selection: Selection },
  { locale }: Language,
): Promise<void> {
  for (const key of level.selection.fields.keys()) {
    const field = fieldOf(level.type.definition, key)
    if (field?.type !== 'reverse') continue
    const other = otherSide(model, field)
    const ids = level.sources.map((source) => source.id)
    const rows = other
      ? await reverseSql.pointing(ctx, ids, { ...other, locale, most: mostReverse(field) })
      : []
    const found = Map.groupBy(rows, (row) => row.target)
    for (const source of level.sources) {
      source.reverse ??= new Map()
      source.reverse.set(key, found.get(source.id)?.map((row) => row.id) ?? [])
    }
  }
}

const mostListed = 100

/** For editors: what points to an entry through one reverse field, of what they may read, and how many that are. */
export async function list(ctx: Ctx, id: string, key: string): Promise<Reverse> {
  const [state] = await sql.get(ctx, id)
  const { type, model } = await typeOfState(ctx, state)
  await refuseHidden(ctx, type, model, state!)
  const field = fieldOf(type.definition, key)
  if (field?.type !== 'reverse') throw notFound()
  const other = otherSide(model, field)
  const access = other && accessTo(ctx, 'entries.read', other.type, model)
  if (!access?.allowed || !access.readable(other!.by.key)) return { count: 0, entries: [] }
  const wanted = { ...other!, access: access.filter, most: mostListed }
  const [rows, [counted]] = await Promise.all([
    ctx.read<sql.ReferenceRow>(reverseSql.working(ctx, id, wanted)),
    ctx.read<{ count: number }>(reverseSql.countWorking(ctx, id, wanted)),
  ])
  return { count: counted?.count ?? 0, entries: toReferences(ctx, model, rows) }
}
