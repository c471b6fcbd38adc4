// Who sees and changes what is in a folder, and what may be put there. What a folder does not say, the one above says; what nobody says is
// left to the permissions. Rules only narrow what permissions allow.
import type { Ctx } from '#platform/ctx.ts'
import { invalid, notFound, Problem } from '#platform/errors.ts'
import { holds } from '#platform/rights.ts'
import { createTaggedCache, untoldMs } from '#platform/tagged-cache.ts'
import { keysOfMember } from '#features/groups/service.ts'
import type { FileKind } from './schema.ts'
import * as sql from './folder-sql.ts'

export const foldersTag = (siteId: string): string => `folders:${siteId}`
const kept = Symbol('folders')

/** Every rule of the site, by path; kept until one changes. */
export async function rulesOf(ctx: Ctx): Promise<ReadonlyMap<string, sql.FolderRow>> {
  const cache = ctx.app.kept(kept, () =>
    createTaggedCache<ReadonlyMap<string, sql.FolderRow>>(ctx.app.changes, {
      entries: 1000,
      mostMs: untoldMs,
    }),
  )
  const { value } = await cache.fill(ctx.site.id, ctx.now().getTime(), async () => ({
    value: new Map((await sql.rules(ctx)).map((row) => [row.path, row])),
    tags: [foldersTag(ctx.site.id)],
  }))
  return value
}

export type FolderAccess = {
  sees(folder: string): boolean
  edits(folder: string): boolean
  /** Whether each folder that says something is seen; nothing where all are. What lies below one is as it is. */
  seen: { path: string; sees: boolean }[] | undefined
}

/** What the caller may do where. Who sets the rules is bound by none. */
export async function accessOf(ctx: Ctx): Promise<FolderAccess> {
  const rules = await rulesOf(ctx)
  const free = { sees: () => true, edits: () => true, seen: undefined }
  if (rules.size === 0 || ctx.rights.everything || holds(ctx.rights, 'files.manage')) return free
  const { actor } = ctx
  const own = actor.kind === 'member' && actor.siteId === ctx.site.id
  const groups = own ? await keysOfMember(ctx.app, actor.siteId, actor.id) : []
  if (groups.includes('owner')) return free
  const amongst = (keys: readonly string[]) => keys.some((key) => groups.includes(key))
  const sees = (folder: string): boolean => {
    const [view, edit] = [sayer(rules, folder, 'view'), sayer(rules, folder, 'edit')]
    if (!view || amongst(view.said)) return true
    // Who may change what is in a folder sees it, but not what a folder within it keeps to others.
    return edit !== undefined && edit.path.length >= view.path.length && amongst(edit.said)
  }
  const edits = (folder: string): boolean => {
    const edit = sayer(rules, folder, 'edit')
    return sees(folder) && (!edit || amongst(edit.said))
  }
  const seen = [...rules.keys()].map((path) => ({ path, sees: sees(path) }))
  return { sees, edits, seen: seen.every((one) => one.sees) ? undefined : seen }
}

type Said = 'view' | 'edit' | 'endings' | 'kinds' | 'max_size'

/** What is said of a folder, by itself or by one above it, and by which. */
function sayer<K extends Said>(
  rules: ReadonlyMap<string, sql.FolderRow>,
  folder: string,
  what: K,
): { path: string; said: NonNullable<sql.FolderRow[K]> } | undefined {
  for (let path = folder; ; path = above(path)) {
    const said = rules.get(path)?.[what] ?? null
    if (said !== null) return { path, said }
    if (path === '') return undefined
  }
}

export const above = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

/** 404 where the caller may not look. */
export async function mustSee(ctx: Ctx, folder: string): Promise<void> {
  if (!(await accessOf(ctx)).sees(folder)) throw notFound()
}

/** 404 where the caller may not look, 403 where they may do no more than that. */
export async function mustEdit(ctx: Ctx, folder: string): Promise<void> {
  const { sees, edits } = await accessOf(ctx)
  if (!sees(folder)) throw notFound()
  if (!edits(folder)) throw new Problem(403, 'folder_forbidden', { params: { folder: folder || '/' } })
}

type Put = { name: string; kind?: FileKind; size?: number }

/** Throws 422 for what may not be put into the folder; of what is not known yet nothing is asked. */
export async function mustTake(ctx: Ctx, folder: string, { name, kind, size }: Put): Promise<void> {
  const rules = await rulesOf(ctx)
  const endings = sayer(rules, folder, 'endings')?.said
  const kinds = sayer(rules, folder, 'kinds')?.said
  const most = sayer(rules, folder, 'max_size')?.said
  const at = name.lastIndexOf('.')
  const ending = at < 0 ? '' : name.slice(at + 1).toLowerCase()
  if (endings && !endings.includes(ending))
    throw invalid([{ path: '/name', code: 'folder_ending', params: { allowed: endings.join(', ') } }])
  if (kinds && kind && !kinds.includes(kind))
    throw invalid([{ path: '/folder', code: 'folder_kind', params: { allowed: kinds.join(', ') } }])
  if (most !== undefined && size !== undefined && size > most)
    throw invalid([{ path: '/folder', code: 'folder_size', params: { limit: most } }])
}
