// The one place where entries are written, one or a thousand at a time: the entry, its version, and everything that is looked up by,
// in one transaction and with the same number of statements whatever the number of entries.
import { createHash } from 'node:crypto'
import { indexRows, refRows, sharedLocale } from '@dozo/content-model/columns'
import type { ModelType } from '@dozo/content-model/query/model'
import { sortKey } from '@dozo/content-model/field-type'
import { valueIn, type Values } from '@dozo/content-model/values'
import type { Tx } from '#platform/ctx.ts'
import { conflict, type FieldError } from '#platform/errors.ts'
import { keyIssues } from './check.ts'
import type { Stage } from './filter-sql.ts'
import { noteWritten } from './growth.ts'
import { keepOldKeys } from './old-keys.ts'
import { holdType, lockType, misplaced } from './sql.ts'
import { endSittings } from './sitting.ts'
import { statusOf, type EntryState, type Write } from './state.ts'
import * as sql from './write-sql.ts'

/** An entry that cannot be written: another one has its key or a unique value, or it would lie below itself. */
export type Clash = { id: string; errors: FieldError[] }

/**
 * Writes a block of entries of one type. Entries that clash with others are not written and come back, named; the caller decides whether
 * that spoils the rest. Throws 409 when the type is not what the caller takes it for: what a process keeps may be a moment old.
 */
export async function writeBlock(tx: Tx, type: ModelType, writes: readonly Write[]): Promise<Clash[]> {
  // Two moves at the same time, each fine by itself, could make a ring together.
  if (moved(writes).some((write) => write.before)) await lockType(tx, type.id)
  // What needs no answer from before travels together: each wait for an answer costs as much as the work.
  const [held, keyClashes] = await Promise.all([
    holdType(tx, type),
    keyErrors(tx, type, writes),
    endSittings(tx, type, cutOff(writes)),
  ])
  // Index rows of a definition that has changed since it was read would be found by nobody, and nobody would write them anew.
  if (!held?.same) throw conflict('content_type_changed', { key: type.definition.key })
  const fit = writes.filter((write) => !keyClashes.some((clash) => clash.id === write.after.id))
  if (fit.length === 0) return keyClashes
  const states = fit.map((write) => write.after)
  const known = fit.filter((write) => write.before).map((write) => write.after.id)
  const [, , misplacements, taken] = await Promise.all([
    sql.putEntries(tx, states),
    sql.clearStages(tx, known, ['work', 'live']),
    treeErrors(tx, fit),
    addUniques(tx, type, fit),
    addVersions(tx, fit),
    keepOldKeys(tx, type.id, fit),
    addIndex(tx, type, states),
  ])
  return [...keyClashes, ...misplacements, ...taken]
}

/** Index rows only, for entries whose values stay as they are (the definition or the site's languages changed). */
export async function rewriteIndex(tx: Tx, type: ModelType, states: readonly EntryState[]): Promise<void> {
  if (states.length === 0) return
  await sql.clearStages(
    tx,
    states.map((state) => state.id),
    ['work', 'live'],
  )
  await addUniques(
    tx,
    type,
    states.map((after) => ({ before: null, after, version: null })),
  )
  await addIndex(tx, type, states)
}

async function keyErrors(tx: Tx, type: ModelType, writes: readonly Write[]): Promise<Clash[]> {
  const uses = writes.flatMap(({ after: { id, key, liveKey } }): sql.KeyUse[] => [
    ...(key === null ? [] : [{ id, stage: 'work' as const, key }]),
    ...(liveKey === null ? [] : [{ id, stage: 'live' as const, key: liveKey }]),
  ])
  if (uses.length === 0) return []
  const good = uses.filter(({ key }) => keyIssues(key).length === 0)
  const seen = new Set((await sql.keysTaken(tx, type.id, good)).map(({ stage, key }) => `${stage} ${key}`))
  const clashes = uses.flatMap(({ id, stage, key }): Clash[] => {
    const [issue] = keyIssues(key)
    const clash = seen.has(`${stage} ${key}`) ? { code: 'key_taken', params: { key } } : issue
    seen.add(`${stage} ${key}`)
    return clash ? [{ id, errors: [{ path: keyPath(type), ...clash }] }] : []
  })
  // Live and draft of one entry mostly have the same key: said once is enough.
  return clashes.filter(({ id }, i) => clashes.findIndex((other) => other.id === id) === i)
}

/** Entries that come to lie below others. */
const moved = (writes: readonly Write[]) =>
  writes.filter(
    ({ before, after }) => after.parentId !== null && after.parentId !== (before?.parentId ?? null),
  )

/** Whose sitting, if there is one, is over with this write. */
const cutOff = (writes: readonly Write[]) =>
  writes.flatMap(({ before, version }) => (before && !version?.sitting?.goesOn ? [before] : []))

const mostLevels = 50

async function treeErrors(tx: Tx, writes: readonly Write[]): Promise<Clash[]> {
  const ids = moved(writes).map((write) => write.after.id)
  if (ids.length === 0) return []
  return (await misplaced(tx, ids, mostLevels)).map(({ id, ring }) => ({
    id,
    errors: [{ path: '/parent', code: ring ? 'parent_is_descendant' : 'tree_too_deep' }],
  }))
}

const keyPath = (type: ModelType) =>
  type.definition.keyField ? `/values/${type.definition.keyField}` : '/key'

const stagesOf = (state: EntryState): { stage: Stage; values: Values }[] => [
  { stage: 'work', values: state.work },
  ...(state.live ? [{ stage: 'live' as const, values: state.live }] : []),
]

async function addIndex(tx: Tx, type: ModelType, states: readonly EntryState[]): Promise<void> {
  const { site } = tx.ctx
  noteWritten(tx, states.length)
  const rows = states.flatMap((state) =>
    stagesOf(state).flatMap(({ stage, values }) =>
      indexRows(type.definition, type.columns, values, site).map((row) => indexInsert(state, stage, row)),
    ),
  )
  const refs = states.flatMap((state) =>
    stagesOf(state).flatMap(({ stage, values }) =>
      refRows(type.definition, values, site.locales).map((row) => ({
        ...row,
        typeId: type.id,
        stage,
        entryId: state.id,
      })),
    ),
  )
  await Promise.all([sql.addIndexRows(tx, rows), refs.length > 0 ? sql.addRefs(tx, refs) : undefined])
}

function indexInsert(
  state: EntryState,
  stage: Stage,
  row: ReturnType<typeof indexRows>[number],
): sql.IndexInsert {
  const live = stage === 'live'
  return {
    type_id: state.typeId,
    stage,
    locale: row.locale,
    entry_id: state.id,
    own: row.own && (!live || row.locale === sharedLocale || state.liveLocales.includes(row.locale)),
    live_from: live ? state.liveFrom : null,
    live_until: live ? state.liveUntil : null,
    published_at: state.publishedAt,
    created_at: state.createdAt,
    updated_at: state.updatedAt,
    number: state.number,
    key: live ? state.liveKey : state.key,
    parent_id: live ? state.liveParentId : state.parentId,
    position: state.position,
    status: live ? 'live' : statusOf(state),
    created_by_id: state.createdById,
    ...row.columns,
  }
}

async function addVersions(tx: Tx, writes: readonly Write[]): Promise<void> {
  const kept = writes.filter(({ version }) => version !== null)
  const [growing, fresh] = [true, false].map((grows) =>
    kept.filter(({ version }) => (version?.sitting?.goesOn ?? false) === grows).map(versionRow),
  ) as [sql.VersionRow[], sql.VersionRow[]]
  for (const row of growing) await sql.growVersion(tx, row)
  if (fresh.length > 0) await sql.addVersions(tx, fresh)
}

const versionRow = ({ after, version }: Write): sql.VersionRow => ({
  entryId: after.id,
  version: after.version,
  kind: version!.kind,
  values: after.work,
  key: after.key,
  parentId: after.parentId,
  note: version!.note,
  at: after.updatedAt,
  bySiteId: after.updatedBySiteId,
  byId: after.updatedById,
  openedAt: version!.sitting?.openedAt ?? null,
})

/** By which two values of a unique field are the same. */
export const uniqueHash = (value: unknown): string =>
  createHash('sha256')
    .update(typeof value === 'string' ? sortKey(value) : JSON.stringify(value))
    .digest('hex')

/** Unique values as hashes of their keys; two entries with one value meet at the primary key, however many write at once. */
async function addUniques(tx: Tx, type: ModelType, writes: readonly Write[]): Promise<Clash[]> {
  const fields = type.definition.fields.filter((field) => field.unique)
  if (fields.length === 0) return []
  const rows = writes.flatMap(({ after }) =>
    stagesOf(after).flatMap(({ stage, values }) =>
      fields.flatMap((field) =>
        (field.localized ? tx.ctx.site.locales : [sharedLocale]).flatMap((locale) => {
          const value = valueIn(field, values, locale, null)
          if (value === undefined || value === null) return []
          const hash = uniqueHash(value)
          return [{ typeId: type.id, stage, field: field.key, locale, hash, entryId: after.id }]
        }),
      ),
    ),
  )
  if (rows.length === 0) return []
  const written = new Set(
    (await sql.addUniques(tx, rows)).map((row) => `${row.entry_id} ${row.stage} ${row.field} ${row.locale}`),
  )
  const missing = rows.filter((row) => !written.has(`${row.entryId} ${row.stage} ${row.field} ${row.locale}`))
  return missing.map((row) => ({
    id: row.entryId,
    errors: [
      {
        path: `/values/${row.field}${row.locale === sharedLocale ? '' : `/${row.locale}`}`,
        code: 'value_taken',
      },
    ],
  }))
}
