// Folders: those of the paths of files, and those that say something of their own.
import type { Ctx, Tx } from '#platform/ctx.ts'
import { checkVersion, conflict, forbidden, invalid, notFound } from '#platform/errors.ts'
import { holds } from '#platform/rights.ts'
import { emit } from '#platform/events/emit.ts'
import { Page } from '#platform/feature.ts'
import { list as allGroups } from '#features/groups/service.ts'
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
  const groups = (await allGroups(ctx)).map(({ key }) => key)
  await ctx.tx(async (tx) => {
    const before = await sql.lock(tx, path)
    checkVersion(ifMatch, before?.etag ?? 0)
    refuseUnknownGroups(rules, before, groups)
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

/** Of an empty folder. One that says something is taken away only by who may say it. */
export async function remove(ctx: Ctx, given: string): Promise<void> {
  const path = folderOf(given, 'path')
  await mustEdit(ctx, path)
  await ctx.tx(async (tx) => {
    const row = await sql.lock(tx, path)
    if (!row) throw notFound()
    mustManage(ctx, row)
    if (await sql.isUsed(tx, path)) throw conflict('folder_in_use', { folder: path })
    await sql.remove(tx, path)
    tell(tx, 'deleted', path)
  })
}

const mostMoved = 10_000

/** With all that is in it. Needs the right to change everything that moves, and the place it goes to takes all of it. */
export async function move(ctx: Ctx, given: FolderMove): Promise<Moved> {
  const [from, to] = [folderOf(given.from, 'from'), folderOf(given.to, 'to')]
  if (from === '') throw invalid({ from: 'folder_top' })
  if (to === '') throw invalid({ to: 'folder_top' })
  if (to === from || to.startsWith(`${from}/`)) throw invalid({ to: 'folder_into_itself' })
  for (const path of [from, to, above(to)]) await mustEdit(ctx, path)
  for (const [path, rules] of await rulesOf(ctx)) {
    const [leaves, comes] = [from, to].map((folder) => path === folder || path.startsWith(`${folder}/`))
    if (leaves || comes) await mustEdit(ctx, path)
    if (leaves) mustManage(ctx, rules)
  }
  return ctx.tx(async (tx) => {
    const files = await sql.lockWithin(tx, from, mostMoved + 1)
    if (files.length > mostMoved) throw conflict('folder_too_large', { limit: mostMoved })
    if (files.length === 0 && !(await sql.lock(tx, from))) throw notFound()
    for (const file of files) {
      const folder = `${to}${file.folder.slice(from.length)}`
      pathOf(folderOf(folder, 'to'), file.name)
      await mustTake(ctx, folder, { name: file.name, kind: file.kind as FileKind, size: file.size })
    }
    // Two folders do not become one: whatever is there stays by itself.
    if (await sql.isThere(tx, to)) throw conflict('folder_exists', { folder: to })
    await sql.move(tx, from, to)
    tell(tx, 'moved', to, { path: { before: from, after: to }, files: { after: files.length } })
    return { files: files.length }
  })
}

/** Of what the caller sees. */
export async function usage(ctx: Ctx): Promise<Usage> {
  const { seen } = await accessOf(ctx)
  const [row] = await sql.usage(ctx, seen)
  const { files, bytes, versions, version_bytes, trashed, trashed_bytes } = row!
  return {
    files,
    bytes,
    earlier: { versions, bytes: version_bytes },
    trash: { files: trashed, bytes: trashed_bytes },
  }
}

/** 403 for who may change what is in a folder, but not what the folder says. */
function mustManage(ctx: Ctx, { view, edit, endings, kinds, max_size }: sql.FolderRow): void {
  if (
    [view, edit, endings, kinds, max_size].some((said) => said !== null) &&
    !holds(ctx.rights, 'files.manage')
  )
    throw forbidden('files.manage')
}

function refuseUnknownGroups(
  rules: FolderRules,
  before: sql.FolderRow | undefined,
  groups: readonly string[],
): void {
  for (const what of ['view', 'edit'] as const)
    for (const [i, key] of (rules[what] ?? []).entries())
      if (!groups.includes(key) && !before?.[what]?.includes(key))
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
