// Every version is kept whole: who, when, why, what. Restoring makes a new version; nothing is ever overwritten.
import { fieldOf } from '@dozo/content-model/definition'
import { blockChanges } from '@dozo/content-model/block-changes'
import type { ModelType } from '@dozo/content-model/query/model'
import { typeOf } from '@dozo/content-model/fields/index'
import { checkValues, type Values } from '@dozo/content-model/values'
import type { Ctx } from '#platform/ctx.ts'
import { checkVersion, forbidden, invalid, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { accessOrRefuse } from './access.ts'
import { changedState } from './change.ts'
import { changesOf } from './changes.ts'
import { cut, rightsOn, seenOf, titleOf } from './present.ts'
import type { Entry } from './schema.ts'
import type { Difference, RestoreBody, Version } from './version-schema.ts'
import { get, refuseFields, refuseHidden, refuseWrong, typeOfState, writeOne, written } from './service.ts'
import * as sql from './sql.ts'

export async function list(ctx: Ctx, id: string): Promise<Version[]> {
  const entry = await get(ctx, id)
  return (await sql.versions(ctx, id)).map((row) => toVersion(row, entry.liveVersion))
}

export async function one(ctx: Ctx, id: string, version: number): Promise<Version> {
  const { row, readable, type, liveVersion } = await readableVersion(ctx, id, version)
  return { ...toVersion(row, liveVersion), values: cut(type, row.values, readable) }
}

/** Field by field, and language by language, what differs between two versions. */
export async function compare(ctx: Ctx, id: string, from: number, to: number): Promise<Difference[]> {
  const before = await readableVersion(ctx, id, from)
  const after = await readableVersion(ctx, id, to)
  return before.type.definition.fields.flatMap((field): Difference[] => {
    if (before.readable && !before.readable.has(field.key)) return []
    const old = before.row.values[field.key]
    const fresh = after.row.values[field.key]
    const locales = field.localized ? ctx.site.locales : [undefined]
    return locales.flatMap((locale) => {
      const a = locale === undefined ? old : (old as Values | undefined)?.[locale]
      const b = locale === undefined ? fresh : (fresh as Values | undefined)?.[locale]
      if (JSON.stringify(a) === JSON.stringify(b)) return []
      return [
        {
          field: field.key,
          ...(locale ? { locale } : {}),
          before: a ?? null,
          after: b ?? null,
          ...(field.type === 'blocks' ? { blocks: blockChanges(a, b) } : {}),
        },
      ]
    })
  })
}

/** The values of an older version become the working copy again, all or some of them, as a new version. Throws 422 for an unknown field. */
export async function restore(
  ctx: Ctx,
  id: string,
  { version, fields }: RestoreBody,
  ifMatch: number | '*' | undefined,
): Promise<Entry> {
  await ctx.tx(async (tx) => {
    const before = await sql.lock(tx, id)
    const { type, model } = await typeOfState(ctx, before)
    await refuseHidden(ctx, type, model, before!)
    checkVersion(ifMatch, before!.etag)
    const access = accessOrRefuse(ctx, 'entries.update', type, model)
    const [row] = await sql.version(ctx, id, version)
    if (!row) throw notFound()
    const whole = valuesOfVersion(type, row.values, before!.work)
    const known = fields ? someOf(ctx, type, fields, whole, before!.work) : whole
    const changed = Object.keys(changesOf(before!.work, known))
    refuseFields(ctx, type, access, before!, changed, 'entries.update')
    const checked = checkValues(type.definition, known, ctx.site)
    const after = changedState(ctx, type, before!, {
      values: checked.values,
      ...(fields ? {} : { key: row.key, parentId: row.parent_id }),
    })
    if (!access.covers(seenOf(after, ctx, type))) throw forbidden('entries.update')
    await refuseWrong(tx, model, type, { before: before!, after }, checked.issues, checked.values)
    await writeOne(tx, type, { before: before!, after, version: { kind: 'restore', note: `← ${version}` } })
    emit(tx, 'entry.restored', {
      subject: {
        type: 'entry',
        id,
        label: titleOf(type, after.work, ctx.site, after.key ?? `#${after.number}`),
      },
      changes: {
        version: { before: before!.version, after: version },
        ...(fields
          ? { fields: { after: fields.map(({ field, locale }) => [field, locale].join(' ').trim()) } }
          : {}),
      },
      data: { typeId: type.id },
    })
  })
  return written(ctx, id)
}

/** What is there now, with some fields, or languages of fields, as the version has them: also as empty as it has them. */
function someOf(
  { site }: Ctx,
  type: ModelType,
  places: NonNullable<RestoreBody['fields']>,
  old: Values,
  now: Values,
): Values {
  const after = { ...valuesOfVersion(type, now, now) }
  for (const [i, { field: key, locale }] of places.entries()) {
    const field = fieldOf(type.definition, key)
    const at = `/fields/${i}`
    if (!field || typeOf(field).isComputed)
      throw invalid([{ path: `${at}/field`, code: 'unknown_field', params: { name: key } }])
    if (locale !== undefined && !(field.localized && site.locales.includes(locale)))
      throw invalid([
        { path: `${at}/locale`, code: 'locale_unknown', params: { locales: site.locales.join(', ') } },
      ])
    const own = (values: Values) => values[key] as Values | undefined
    const value = locale === undefined ? old[key] : { ...own(after), [locale]: own(old)?.[locale] }
    if (value === undefined) delete after[key]
    else after[key] = value
  }
  return after
}

/** What can come back of a version: what follows from other values follows anew, and what was counted since is not taken back. */
export function valuesOfVersion(type: ModelType, version: Values, now: Values): Values {
  const known = type.definition.fields.flatMap((field) => {
    if (typeOf(field).isComputed) return []
    const value = (field.type === 'counter' ? now : version)[field.key]
    return value === undefined ? [] : [[field.key, value] as const]
  })
  return Object.fromEntries(known)
}

async function readableVersion(ctx: Ctx, id: string, version: number) {
  const [state] = await sql.get(ctx, id)
  const { type, model } = await typeOfState(ctx, state)
  await refuseHidden(ctx, type, model, state!)
  const [row] = await sql.version(ctx, id, version)
  if (!row) throw notFound()
  const readable = rightsOn(ctx, type, model).read.fieldsOf(seenOf(state!, ctx, type))
  return { row, type, readable, liveVersion: state!.liveVersion }
}

const toVersion = (row: Omit<sql.VersionRow, 'values'>, liveVersion: number | null): Version => ({
  version: row.version,
  kind: row.kind,
  at: row.at.toISOString(),
  by: row.by_id === null ? null : { id: row.by_id, name: row.by_name },
  note: row.note,
  live: row.version === liveVersion,
  open: row.opened_at !== null,
})
