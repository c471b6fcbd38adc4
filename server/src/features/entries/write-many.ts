// Blocks of entries by key, for imports: the same rules as one save, with a handful of statements for hundreds of lines.
import {
  checkValues,
  mergeValues,
  missingValues,
  withDefaults,
  type Values,
} from '@dozo/content-model/values'
import type { ModelType } from '@dozo/content-model/query/model'
import { isDeepStrictEqual } from 'node:util'
import type { Tx } from '#platform/ctx.ts'
import type { FieldError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { SiteModel } from '#features/content-types/service.ts'
import { accessTo } from './access.ts'
import { changedState, newState, publishedState } from './change.ts'
import { badPointersOf, keyIssues, pointersIn, type Pointer } from './check.ts'
import { seenOf } from './present.ts'
import { languagesToPublish } from './publish.ts'
import { fullError, roomIn } from './room.ts'
import { takeNumbers } from './numbers.ts'
import * as sql from './sql.ts'
import { statusOf, type EntryState, type Write } from './state.ts'
import { writeBlock } from './write.ts'

export type Wanted = {
  line: number
  /** Names an entry of the type that has no key. */
  id?: string | null
  key: string | null
  parentKey: string | null | undefined
  position: number | undefined
  values: Values
}
export type Options = { mode: 'upsert' | 'create' | 'update'; publish: boolean; note: string | null }
/** `before`: nothing of a new entry; of another what it was. */
export type Written = { line: number; id: string; etag: number; before: EntryState | null }
export type Result = {
  created: number
  updated: number
  skipped: number
  written: Written[]
  refused: { line: number; errors: FieldError[] }[]
}

type Planned = { line: number; write: Write; pointers: Pointer[] }

export async function writeMany(
  tx: Tx,
  model: SiteModel,
  type: ModelType,
  wanted: readonly Wanted[],
  options: Options,
): Promise<Result> {
  const { ctx } = tx
  const refused: Result['refused'] = []
  const keys = [...new Set(wanted.flatMap((one) => one.key ?? []))].filter(
    (key) => keyIssues(key).length === 0,
  )
  const room = await roomIn(tx, type)
  const known = new Map((await sql.lockByKeys(tx, type.id, keys)).map((state) => [state.key, state]))
  const ids = wanted.flatMap((one) => (one.key === null && one.id ? [one.id] : []))
  const keyless = new Map((await sql.lockByIds(tx, type.id, ids)).map((state) => [state.id, state]))
  const parents = await parentIds(tx, type, wanted)
  const firstNumber = await takeNumbers(ctx, wanted.length)
  const seen = new Set<string>()
  const planned: Planned[] = []
  const isFull = () => room < Infinity && planned.filter((plan) => !plan.write.before).length >= room
  let skipped = 0
  for (const [i, one] of wanted.entries()) {
    const before = one.key === null ? keyless.get(one.id ?? '') : known.get(one.key)
    const errors = [
      ...keyErrors(one, before, options.mode, seen),
      ...(!before && isFull() ? [{ path: '', ...fullError(type) }] : []),
    ]
    if (errors.length > 0) {
      refused.push({ line: one.line, errors })
      continue
    }
    const plan = planOne(tx, model, type, one, before, firstNumber + i, parents, options)
    if ('errors' in plan) refused.push({ line: one.line, errors: plan.errors })
    else if (plan.write.before && unchanged(plan.write.before, plan.write.after)) skipped++
    else {
      planned.push({ line: one.line, ...plan })
      // A tree may come in one file, parents before children.
      if (one.key !== null) parents.set(one.key, plan.write.after.id)
    }
  }
  const dangling = await badPointersOf(
    tx,
    model,
    planned.map((plan) => plan.pointers),
  )
  const bad = (errors: FieldError[]) => errors.length > 0
  refused.push(
    ...planned.map(({ line }, i) => ({ line, errors: dangling[i]! })).filter((one) => bad(one.errors)),
  )
  const fit = planned.filter((_, i) => !bad(dangling[i]!))
  const written = await writeFitting(tx, type, fit, refused)
  if (written.length > 0) {
    emit(tx, 'entries.imported', {
      subject: { type: 'content_type', id: type.id, label: type.definition.key },
      changes: { entries: { after: written.length } },
      data: { typeId: type.id, ids: written.map((plan) => plan.write.after.id) },
    })
  }
  const created = written.filter((plan) => !plan.write.before).length
  const told = written.map(({ line, write }) => ({
    line,
    id: write.after.id,
    etag: write.after.etag,
    before: write.before,
  }))
  return { created, updated: written.length - created, skipped, written: told, refused }
}

/** Clashing entries are taken out and the rest is written again: the savepoint takes back what had been written with them. */
async function writeFitting(
  tx: Tx,
  type: ModelType,
  planned: Planned[],
  refused: Result['refused'],
): Promise<Planned[]> {
  let fit = planned
  while (fit.length > 0) {
    const clashes = await tx
      .savepoint(async () => {
        const found = await writeBlock(
          tx,
          type,
          fit.map((plan) => plan.write),
        )
        if (found.length > 0) throw new Clashing(found)
        return []
      })
      .catch((error: unknown) => {
        if (error instanceof Clashing) return error.clashes
        throw error
      })
    if (clashes.length === 0) return fit
    const lines = fit.filter((plan) => clashes.some((clash) => clash.id === plan.write.after.id))
    refused.push(
      ...lines.map((plan) => ({
        line: plan.line,
        errors: clashes.filter((c) => c.id === plan.write.after.id).flatMap((c) => c.errors),
      })),
    )
    fit = fit.filter((plan) => !lines.includes(plan))
  }
  return fit
}

class Clashing extends Error {
  readonly clashes: Awaited<ReturnType<typeof writeBlock>>
  constructor(clashes: Awaited<ReturnType<typeof writeBlock>>) {
    super('entries clash')
    this.clashes = clashes
  }
}

function keyErrors(
  one: Wanted,
  before: EntryState | undefined,
  mode: Options['mode'],
  seen: Set<string>,
): FieldError[] {
  const params = { key: one.key ?? '' }
  const [issue] = one.key === null ? [] : keyIssues(one.key)
  if (issue) return [{ path: '/key', ...issue }]
  if (one.key === null && one.id && before) {
    if (seen.has(one.id)) return [{ path: '/id', code: 'import_twice', params: { key: one.id } }]
    seen.add(one.id)
  }
  if (one.key === null)
    return mode === 'update' && !before ? [{ path: '/key', code: 'import_key_missing' }] : []
  if (seen.has(one.key)) return [{ path: '/key', code: 'import_twice', params }]
  seen.add(one.key)
  if (mode === 'create' && before) return [{ path: '/key', code: 'import_exists', params }]
  return mode === 'update' && !before ? [{ path: '/key', code: 'import_unknown', params }] : []
}

async function parentIds(tx: Tx, type: ModelType, wanted: readonly Wanted[]): Promise<Map<string, string>> {
  const keys = [...new Set(wanted.flatMap((one) => one.parentKey ?? []))].filter(
    (key) => keyIssues(key).length === 0,
  )
  if (type.definition.kind !== 'tree' || keys.length === 0) return new Map()
  const rows = await sql.lockByKeys(tx, type.id, keys)
  return new Map(rows.flatMap((row) => (row.key === null ? [] : [[row.key, row.id] as const])))
}

function planOne(
  tx: Tx,
  model: SiteModel,
  type: ModelType,
  one: Wanted,
  before: EntryState | undefined,
  number: number,
  parents: Map<string, string>,
  options: Options,
): Omit<Planned, 'line'> | { errors: FieldError[] } {
  const { ctx } = tx
  const access = accessTo(ctx, before ? 'entries.update' : 'entries.create', type, model)
  const merged = before
    ? mergeValues(type.definition, before.work, one.values)
    : withDefaults(type.definition, one.values, ctx.site.defaultLocale)
  const checked = checkValues(type.definition, merged, ctx.site)
  const parentId =
    one.parentKey === undefined
      ? undefined
      : one.parentKey === null
        ? null
        : (parents.get(one.parentKey) ?? one.parentKey)
  if (typeof parentId === 'string' && !parents.has(one.parentKey ?? '')) {
    return { errors: [{ path: '/parent', code: 'entry_missing', params: { id: parentId } }] }
  }
  const saved = before
    ? changedState(ctx, type, before, {
        values: checked.values,
        key: one.key ?? before.key,
        parentId,
        position: one.position,
      })
    : newState(ctx, type, {
        id: ctx.app.newId(),
        number,
        values: checked.values,
        key: one.key,
        parentId: parentId ?? null,
        position: one.position ?? 0,
      })
  const missingRight = rightMissing(tx, model, type, { before, saved }, options)
  if (missingRight)
    return { errors: [{ path: '', code: 'permission_missing', params: { permission: missingRight } }] }
  const allowed = access.fieldsOf(seenOf(before ?? saved, ctx, type))
  const outside = Object.keys(one.values).find((key) => allowed && !allowed.has(key))
  if (outside)
    return { errors: [{ path: `/values/${outside}`, code: 'field_forbidden', params: { field: outside } }] }
  if (checked.issues.length > 0) return { errors: checked.issues }
  const locales = languagesToPublish(type.definition, saved.work, ctx.site.defaultLocale)
  const missing = options.publish ? missingValues(type.definition, saved.work, locales) : []
  if (missing.length > 0) return { errors: missing }
  const after = options.publish ? publishedState(ctx, type, saved, { locales }) : saved
  return {
    write: { before: before ?? null, after, version: { kind: 'import', note: options.note } },
    pointers: pointersIn(type.definition.fields, checked.values, ctx.site.locales),
  }
}

/** The first permission that does not cover this entry, before or after. As for one save: what cannot be read is not changed. */
function rightMissing(
  { ctx }: Tx,
  model: SiteModel,
  type: ModelType,
  { before, saved }: { before: EntryState | undefined; saved: EntryState },
  { publish }: Options,
): string | undefined {
  const lacks = (permission: string, state: EntryState) => {
    const access = accessTo(ctx, permission, type, model)
    return !access.allowed || !access.covers(seenOf(state, ctx, type))
  }
  if (before && lacks('entries.read', before)) return 'entries.read'
  if (before && lacks('entries.update', before)) return 'entries.update'
  const write = before ? 'entries.update' : 'entries.create'
  if (lacks(write, saved)) return write
  return publish && lacks('entries.publish', saved) ? 'entries.publish' : undefined
}

/** Run twice, an import finds that nothing is left to do. */
const unchanged = (before: EntryState, after: EntryState) =>
  isDeepStrictEqual(before.work, after.work) &&
  before.key === after.key &&
  before.parentId === after.parentId &&
  before.position === after.position &&
  statusOf(before) === statusOf(after)
