// From what is stored and what is wanted to what will be stored: rules only, no database.
import { withComputed } from '@dozo/content-model/computed'
import type { ModelType } from '@dozo/content-model/query/model'
import type { Values } from '@dozo/content-model/values'
import type { Ctx } from '#platform/ctx.ts'
import type { EntryState } from './state.ts'

export const authorOf = (ctx: Ctx): { siteId: string | null; id: string | null } =>
  ctx.actor.kind === 'member' ? { siteId: ctx.actor.siteId, id: ctx.actor.id } : { siteId: null, id: null }

type Fresh = {
  id: string
  number: number
  values: Values
  key: string | null
  parentId: string | null
  position: number
}

export function newState(ctx: Ctx, type: ModelType, fresh: Fresh): EntryState {
  const by = authorOf(ctx)
  const at = ctx.now()
  return {
    id: fresh.id,
    number: fresh.number,
    typeId: type.id,
    key: keyOf(type, fresh.values, fresh.key),
    parentId: fresh.parentId,
    position: fresh.position,
    work: withComputed(type.definition, fresh.values),
    live: null,
    version: 1,
    liveVersion: null,
    liveKey: null,
    liveParentId: null,
    liveLocales: [],
    liveFrom: null,
    liveUntil: null,
    publishedAt: null,
    etag: 1,
    createdAt: at,
    createdBySiteId: by.siteId,
    createdById: by.id,
    updatedAt: at,
    updatedBySiteId: by.siteId,
    updatedById: by.id,
  }
}

/** The key field's value is the entry's key; a type without one takes the key that was sent. */
export function keyOf(type: ModelType, values: Values, sent: string | null): string | null {
  const { keyField } = type.definition
  if (!keyField) return sent
  const value = values[keyField]
  return value === undefined || value === null ? null : String(value)
}

type Wanted = {
  values: Values
  key?: string | null | undefined
  parentId?: string | null | undefined
  position?: number | undefined
}

export function changedState(ctx: Ctx, type: ModelType, before: EntryState, wanted: Wanted): EntryState {
  const by = authorOf(ctx)
  return {
    ...before,
    work: withComputed(type.definition, wanted.values),
    key: keyOf(type, wanted.values, wanted.key === undefined ? before.key : wanted.key),
    parentId: wanted.parentId === undefined ? before.parentId : wanted.parentId,
    position: wanted.position ?? before.position,
    version: before.version + 1,
    etag: before.etag + 1,
    updatedAt: ctx.now(),
    updatedBySiteId: by.siteId,
    updatedById: by.id,
  }
}

/** What is published: the working copy, or what a version kept. */
export type Copy = Pick<EntryState, 'work' | 'key' | 'parentId' | 'version'>

type Publishing = {
  locales: readonly string[]
  copy?: Copy
  from?: Date | null | undefined
  until?: Date | null | undefined
}

/** The published copy: shared fields and the named languages from what is published, other languages as they were. */
export function publishedState(
  ctx: Ctx,
  type: ModelType,
  before: EntryState,
  { locales, from, until, copy = before }: Publishing,
): EntryState {
  const live: Values = {}
  for (const field of type.definition.fields) {
    // What is counted is counted now, whatever version goes live.
    const work = (field.type === 'counter' ? before : copy).work[field.key]
    if (!field.localized) {
      if (work !== undefined) live[field.key] = work
      continue
    }
    const kept = { ...(before.live?.[field.key] as Values | undefined) }
    for (const locale of locales) {
      const own = (work as Values | undefined)?.[locale]
      if (own === undefined) delete kept[locale]
      else kept[locale] = own
    }
    if (Object.keys(kept).length > 0) live[field.key] = kept
  }
  return {
    ...before,
    live,
    liveVersion: copy.version,
    liveKey: copy.key,
    liveParentId: copy.parentId,
    liveLocales: [...new Set([...before.liveLocales, ...locales])].sort(),
    liveFrom: from === undefined ? before.liveFrom : from,
    liveUntil: until === undefined ? before.liveUntil : until,
    publishedAt: before.publishedAt ?? ctx.now(),
    etag: before.etag + 1,
  }
}

/** Without these languages: readers of the others notice nothing. With the last language the entry goes. */
export function withoutLanguages(
  type: ModelType,
  before: EntryState,
  locales: readonly string[],
): EntryState {
  const liveLocales = before.liveLocales.filter((locale) => !locales.includes(locale))
  if (!before.live || liveLocales.length === 0) return unpublishedState(before)
  const live = { ...before.live }
  for (const { key, localized } of type.definition.fields) {
    const own = localized ? (live[key] as Values | undefined) : undefined
    if (!own) continue
    const left = Object.entries(own).filter(([locale]) => !locales.includes(locale))
    if (left.length > 0) live[key] = Object.fromEntries(left)
    else delete live[key]
  }
  return { ...before, live, liveLocales, etag: before.etag + 1 }
}

export const unpublishedState = (before: EntryState): EntryState => ({
  ...before,
  live: null,
  liveVersion: null,
  liveKey: null,
  liveParentId: null,
  liveLocales: [],
  liveFrom: null,
  liveUntil: null,
  publishedAt: null,
  etag: before.etag + 1,
})
