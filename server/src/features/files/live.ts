// What entries know of files: which there are, and what their readers get of them.
import type { Values } from '@dozo/content-model/values'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { siteUrl } from '#platform/site-url.ts'
import { accessOf } from './folder-rules.ts'
import { addressOf } from './name.ts'
import type { FileKind } from './schema.ts'
import * as sql from './sql.ts'

/** Kinds of those of these files that there are, those in the trash among them: what shows one can still be saved. */
export async function kindsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, FileKind>> {
  return new Map((await sql.kindsOf(tx, ids)).map(({ id, kind }) => [id, kind]))
}

/** Files that the caller may see, by their path, or by one that they had before. */
export async function idsAt(tx: Tx, paths: readonly string[]): Promise<Map<string, string>> {
  const { sees } = await accessOf(tx.ctx)
  const found = (await sql.idsAt(tx, paths)).filter(({ folder }) => sees(folder))
  return new Map(found.map(({ path, id }) => [path, id]))
}

export async function pathsOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  const { sees } = await accessOf(ctx)
  const found = (await sql.pathsOf(ctx, ids)).filter(({ folder }) => sees(folder))
  return new Map(found.map(({ id, path }) => [id, path]))
}

export type LiveFile = sql.FileRow & { url: string }

/** Those of these files that everybody may see. Private ones and those in the trash are as if they were not. */
export async function liveFiles(ctx: Ctx, ids: readonly string[]): Promise<Map<string, LiveFile>> {
  const rows = ids.length > 0 ? await sql.publicOf(ctx, ids) : []
  const host = siteUrl(ctx.app, ctx.site)
  return new Map(rows.map((row) => [row.id, { ...row, url: `${host}${addressOf(row.path)}` }]))
}

/** A change of the file purges what shows it. */
export const fileTag = (id: string): string => `file:${id}`
/** A folder that moves takes the addresses of many with it: that purges whatever shows a file of the site. */
export const placesTag = (siteId: string): string => `file-places:${siteId}`

type Words = { alt?: string; caption?: string }
type Languages = { locale: string; fallback: string | null }

const wordIn = (texts: Record<string, string>, { locale, fallback }: Languages): string =>
  texts[locale] || (fallback === null ? '' : (texts[fallback] ?? ''))

/** A file as readers get it. Words that are said where it is used hold there; without them its own do. */
export function shownFile(file: LiveFile, own: Words, language: Languages, of: 'image' | 'file'): Values {
  const { id, url, name, type, size, hash, width, height, placeholder, focal, credit } = file
  const caption = own.caption ?? wordIn(file.caption, language)
  const common = { id, url, name, type, size, hash: hash.slice(0, 16), width, height }
  if (of === 'file') return { ...common, caption, credit }
  return { ...common, placeholder, alt: own.alt ?? wordIn(file.alt, language), focal, caption, credit }
}
