import { fieldOf, type Field } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'
import type { Seen } from '@dozo/content-model/query/matches'
import type { ModelType } from '@dozo/content-model/query/model'
import { valueIn, type Values } from '@dozo/content-model/values'
import type { Ctx } from '#platform/ctx.ts'
import type { SiteModel } from '#features/content-types/service.ts'
import { accessTo, type Access } from './access.ts'
import type { Waiting } from './schedule-schema.ts'
import { waitingOf } from './schedule-sql.ts'
import type { Entry } from './schema.ts'
import * as sql from './sql.ts'
import { languagesOf, statusOf, type EntryState } from './state.ts'

/** Name of an entry for lists: its title field in the default language, else in any, else its key or number. */
export function titleOf(
  type: ModelType,
  values: Values,
  site: { locales: string[]; defaultLocale: string },
  or: string,
): string {
  const field =
    type.definition.titleField === undefined
      ? firstText(type)
      : fieldOf(type.definition, type.definition.titleField)
  if (!field) return or
  for (const locale of [site.defaultLocale, ...site.locales]) {
    const value = valueIn(field, values, locale, null)
    if (value !== undefined && value !== null && value !== '')
      return typeOf(field).plainText(value, field) || or
  }
  return or
}

/** As `titleOf`, for somebody who may not read the title, or the entry: then what names it without telling. */
export function titleFor(
  ctx: Ctx,
  type: ModelType,
  state: EntryState,
  read: Access,
  { hidden }: { hidden: string },
): string {
  const seen = seenOf(state, ctx, type)
  if (!read.allowed || !read.covers(seen)) return hidden
  const readable = read.fieldsOf(seen)
  const titleField = type.definition.titleField ?? firstText(type)?.key
  const mayName = titleField === undefined || !readable || readable.has(titleField)
  return mayName ? titleOf(type, state.work, ctx.site, state.key ?? `#${state.number}`) : hidden
}

const firstText = (type: ModelType): Field | undefined =>
  type.definition.fields.find((field) => field.type === 'text')

/** An entry as conditions in memory see it. */
export const seenOf = (state: EntryState, ctx: Ctx, type: ModelType): Seen => ({
  attribute(name) {
    switch (name) {
      case 'id':
        return state.id
      case 'key':
        return state.key
      case 'number':
        return state.number
      case 'status':
        return statusOf(state)
      case 'createdBy':
        return state.createdById
      case 'parent':
        return state.parentId
      case 'position':
        return state.position
      case 'createdAt':
        return state.createdAt.toISOString()
      case 'updatedAt':
        return state.updatedAt.toISOString()
      case 'publishedAt':
        return state.publishedAt?.toISOString() ?? null
      default:
        return null
    }
  },
  value(key) {
    const field = fieldOf(type.definition, key)
    return field && valueIn(field, state.work, ctx.site.defaultLocale, ctx.site.defaultLocale)
  },
})

export type Rights = { read: Access; update: Access; publish: Access; remove: Access }

export const rightsOn = (ctx: Ctx, type: ModelType, model: SiteModel): Rights => ({
  read: accessTo(ctx, 'entries.read', type, model),
  update: accessTo(ctx, 'entries.update', type, model),
  publish: accessTo(ctx, 'entries.publish', type, model),
  remove: accessTo(ctx, 'entries.delete', type, model),
})

/** What is told beside entries: names of the people, and what waits to happen. */
export type Besides = { names: Map<string, string>; waiting: Map<string, Waiting[]> }

/** One look-up each, whatever the number of entries. */
export async function besidesOf(ctx: Ctx, states: readonly EntryState[]): Promise<Besides> {
  const people = states.flatMap((state) => [state.createdById, state.updatedById]).filter((id) => id !== null)
  const [names, rows] = await Promise.all([
    people.length > 0 ? sql.names(ctx, [...new Set(people)]) : [],
    states.length > 0
      ? waitingOf(
          ctx,
          states.map((state) => state.id),
        )
      : [],
  ])
  const waiting = new Map<string, Waiting[]>()
  for (const { id, entry_id, action, version, locales, at, etag } of rows) {
    const one = { id, action, version, locales, at: at.toISOString(), etag }
    waiting.set(entry_id, [...(waiting.get(entry_id) ?? []), one])
  }
  return { names: new Map(names.map((row) => [row.id, row.name])), waiting }
}

/** The management form of an entry, cut to the fields that the caller may read. */
export function toEntry(
  ctx: Ctx,
  type: ModelType,
  state: EntryState,
  rights: Rights,
  { names, waiting }: Besides,
  { withLive = false } = {},
): Entry {
  const seen = seenOf(state, ctx, type)
  const readable = rights.read.fieldsOf(seen)
  const person = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? null })
  return {
    id: state.id,
    number: state.number,
    type: type.definition.key,
    key: state.key,
    status: statusOf(state),
    title: titleFor(ctx, type, state, rights.read, { hidden: `#${state.number}` }),
    etag: state.etag,
    version: state.version,
    liveVersion: state.liveVersion,
    locales: state.liveLocales,
    languages: languagesOf(type.definition, state, ctx.site.locales),
    schedules: waiting.get(state.id) ?? [],
    liveFrom: state.liveFrom?.toISOString() ?? null,
    liveUntil: state.liveUntil?.toISOString() ?? null,
    values: cut(type, state.work, readable),
    ...(withLive ? { live: state.live && cut(type, state.live, readable) } : {}),
    parent: state.parentId,
    position: state.position,
    createdAt: state.createdAt.toISOString(),
    updatedAt: state.updatedAt.toISOString(),
    publishedAt: state.publishedAt?.toISOString() ?? null,
    createdBy: person(state.createdById),
    updatedBy: person(state.updatedById),
    can: {
      update: rights.update.allowed && rights.update.covers(seen),
      publish: rights.publish.allowed && rights.publish.covers(seen),
      delete: rights.remove.allowed && rights.remove.covers(seen),
    },
  }
}

/** Values of fields that the definition still has and the caller may read. */
export const cut = (type: ModelType, values: Values, readable: ReadonlySet<string> | null): Values =>
  Object.fromEntries(
    type.definition.fields.flatMap((field) =>
      values[field.key] === undefined || (readable && !readable.has(field.key))
        ? []
        : [[field.key, values[field.key]]],
    ),
  )
