// Folders: those of the paths of files, and those that say something of their own.
import type { Ctx, Tx } from '#platform/ctx.ts'
import { checkVersion, conflict, invalid, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { Page } from '#platform/feature.ts'
import * as groups from '#features/groups/service.ts'
import { above, accessOf, mustEdit, mustSee, mustTake, rulesOf } from './folder-rules.ts'
import type { Folder, FolderMove, FolderRules, FoldersQuery, Moved, Usage } from './folder-schema.ts'
import { folderOf, pathOf } from './name.ts'
import type { FileKind } from './schema.ts'
import * as sql from './folder-sql.ts'

/** The folders in one, by name; `meta.folder` is that one itself. */
export async function list(ctx: Ctx, { under = '', size = 100, after = '' }: FoldersQuery): Promise<Page> {
  const folder = folderOf(under, 'under')
  await mustSee(ctx, folder)
  const [access, rules] = await Promise.all([accessOf(ctx), rulesOf(ctx)])
  const rows = await sql.children(ctx, folder, access.seen, after, size + 1)
  const shown = rows.slice(0, size).map(({ name, files, bytes }) => {
    const path = folder === '' ? name : `${folder}/${name}`
    return toFolder(path, { files, bytes }, rules.get(path), access.edits(path))
  })
  const next = rows.length > size ? shown.at(-1)!.name : null
  return new Page(shown, { page: { size, next }, folder: await get(ctx, folder) })
}

/** What is said of one folder, and how much is in it and below. */
async function get(ctx: Ctx, given: string): Promise<Folder> {
  const path = folderOf(given, 'path')
  await mustSee(ctx, path)
  const [access, rules] = await Promise.all([accessOf(ctx), rulesOf(ctx)])
  const [total] = await sql.totals(ctx, path, access.seen)
  return toFolder(path, total ?? { files: 0, bytes: 0 }, rules.get(path), access.edits(path))
}

export async function create(ctx: Ctx, given: string): Promise<Folder> {
  const path = folderOf(given, 'path')
  await mustEdit(ctx, path)
  await ctx.tx(async (tx) => {
    if ((await sql.insert(tx, path)) === 0) throw conflict('folder_exists', { folder: path })
    tell(tx, 'created', path)
  })
  return get(ctx, path)
}

/** The whole of what a folder says. */
export async function put(ctx: Ctx, rules: FolderRules, ifMatch: number | '*' | undefined): Promise<Folder> {
  const path = folderOf(rules.path, 'path')
  await refuseUnknownGroups(ctx, rules)
  await ctx.tx(async (tx) => {
    const before = await sql.lock(tx, path)
    checkVersion(ifMatch, before?.etag ?? 0)
    const after = await sql.put(tx, { ...rules, path })
    const changes = (['view', 'edit', 'endings', 'kinds', 'max_size'] as const).flatMap((key) =>
      JSON.stringify(before?.[key] ?? null) === JSON.stringify(after[key])
        ? []
        : [[key, { before: before?.[key] ?? null, after: after[key] }] as const],
    )
    tell(tx, 'updated', path, Object.fromEntries(changes))
  })
  return get(ctx, path)
}

/** Of an empty folder. Its rules go with it. */
export async function remove(ctx: Ctx, given: string): Promise<void> {
  const path = folderOf(given, 'path')
  await mustEdit(ctx, path)
  await ctx.tx(async (tx) => {
    const row = await sql.lock(tx, path)
    if (!row) throw notFound()
    if (await sql.isUsed(tx, path)) throw conflict('folder_in_use', { folder: path })
    await sql.remove(tx, path)
    tell(tx, 'deleted', path)
  })
}

const mostMoved = 10_000

/** With all that is in it. Needs the right to change everything that moves, and the place it goes to takes all of it. */
export async function move(ctx: Ctx, given: FolderMove): Promise<Moved> {
  const [from, to] = [folderOf(given.from, 'from'), folderOf(given.to, 'to')]
  if (to === from || to.startsWith(`${from}/`)) throw invalid({ to: 'folder_into_itself' })
  for (const path of [from, to, above(to)]) await mustEdit(ctx, path)
  const access = await accessOf(ctx)
  for (const path of (await rulesOf(ctx)).keys())
    if (path.startsWith(`${from}/`) && !access.edits(path)) await mustEdit(ctx, path)
  return ctx.tx(async (tx) => {
    const files = await sql.lockWithin(tx, from, mostMoved + 1)
    if (files.length > mostMoved) throw conflict('folder_too_large', { limit: mostMoved })
    if (files.length === 0 && !(await sql.lock(tx, from))) throw notFound()
    const paths: string[] = []
    for (const file of files) {
      const folder = `${to}${file.folder.slice(from.length)}`
      paths.push(pathOf(folderOf(folder, 'to'), file.name))
      await mustTake(ctx, folder, { name: file.name, kind: file.kind as FileKind, size: file.size })
    }
    const [taken] = await sql.taken(tx, paths)
    if (taken) throw conflict('file_exists', { path: taken.path })
    if (await sql.lock(tx, to)) throw conflict('folder_exists', { folder: to })
    await sql.move(tx, from, to)
    tell(tx, 'moved', to, { path: { before: from, after: to }, files: { after: files.length } })
    return { files: files.length }
  })
}

export async function usage(ctx: Ctx): Promise<Usage> {
  const [row] = await sql.usage(ctx)
  const { files, bytes, versions, version_bytes, trashed, trashed_bytes } = row!
  return {
    files,
    bytes,
    earlier: { versions, bytes: version_bytes },
    trash: { files: trashed, bytes: trashed_bytes },
  }
}

async function refuseUnknownGroups(ctx: Ctx, { view, edit }: FolderRules): Promise<void> {
  const known = new Set((await groups.list(ctx)).map(({ key }) => key))
  for (const [what, keys] of Object.entries({ view, edit }))
    for (const [i, key] of (keys ?? []).entries())
      if (!known.has(key))
        throw invalid([{ path: `/${what}/${i}`, code: 'group_unknown', params: { name: key } }])
}

type Changes = Record<string, { before?: unknown; after?: unknown }>
const tell = (tx: Tx, what: string, path: string, changes: Changes = {}): void =>
  emit(tx, `folder.${what}`, { subject: { type: 'folder', id: path || '/', label: path || '/' }, changes })

const toFolder = (
  path: string,
  { files, bytes }: { files: number; bytes: number },
  row: sql.FolderRow | undefined,
  canEdit: boolean,
): Folder => ({
  path,
  name: path.slice(path.lastIndexOf('/') + 1),
  files,
  bytes,
  view: row?.view ?? null,
  edit: row?.edit ?? null,
  endings: row?.endings ?? null,
  kinds: (row?.kinds as FileKind[] | undefined) ?? null,
  maxSize: row?.max_size ?? null,
  canEdit,
  etag: row?.etag ?? 0,
})
