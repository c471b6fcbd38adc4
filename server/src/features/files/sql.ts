import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'
import type { FolderAccess } from './folder-rules.ts'
import { seenIn } from './folder-sql.ts'
import type { FileChange, FileKind, ListQuery } from './schema.ts'
import type { Content } from './upload.ts'

export type FileRow = {
  id: string
  folder: string
  name: string
  path: string
  public: boolean
  alt: Record<string, string>
  caption: Record<string, string>
  credit: string
  focal: { x: number; y: number } | null
  tags: string[]
  version: number
  type: string
  kind: FileKind
  size: number
  hash: string
  width: number | null
  height: number | null
  placeholder: string | null
  held: boolean
  etag: number
  created_at: Date
  updated_at: Date
  trashed_at: Date | null
}
export type VersionRow = Content & { version: number; created_at: Date }

const columns = raw(
  `id, folder, name, path, public, alt, caption, credit,
  case when focal_x is not null then jsonb_build_object('x', focal_x, 'y', focal_y) end as focal,
  tags, version, type, kind, size, hash, width, height, placeholder, held, etag, created_at, updated_at, trashed_at`,
)
const versionColumns = raw(
  'version, id, type, kind, size, hash, width, height, placeholder, held, created_at',
)

const siteIs = ({ site }: Ctx) => sql`site_id = ${site.id}`

export const get = (ctx: Ctx, id: string) =>
  ctx.read<FileRow>(sql`select ${columns} from files where ${siteIs(ctx)} and id = ${id}`)

export const lock = (tx: Tx, id: string) =>
  tx.maybeOne<FileRow>(sql`select ${columns} from files where ${siteIs(tx.ctx)} and id = ${id} for update`)

export const at = (ctx: Ctx, path: string) =>
  ctx.read<FileRow>(
    sql`select ${columns} from files where ${siteIs(ctx)} and path = ${path} and trashed_at is null`,
  )

/** The file that was at this place before, where it is now. */
export const formerlyAt = (ctx: Ctx, path: string) =>
  ctx.read<FileRow>(sql`
    select ${columns} from files
    where ${siteIs(ctx)} and trashed_at is null
      and id = (select file_id from file_paths where ${siteIs(ctx)} and path = ${path})
  `)

export const kindsOf = (tx: Tx, ids: readonly string[]) =>
  tx.many<{ id: string; kind: FileKind }>(
    sql`select id, kind from files where ${siteIs(tx.ctx)} and id = any (${ids}::uuid[])`,
  )

export const idsAt = (tx: Tx, paths: readonly string[]) =>
  tx.many<{ path: string; id: string; folder: string }>(sql`
    select p.path, f.id, f.folder from file_paths p join files f on f.site_id = p.site_id and f.id = p.file_id
    where p.site_id = ${tx.ctx.site.id} and p.path = any (${paths}::text[]) and f.trashed_at is null
    union all
    select path, id, folder from files where ${siteIs(tx.ctx)} and path = any (${paths}::text[]) and trashed_at is null
  `)

export const pathsOf = (ctx: Ctx, ids: readonly string[]) =>
  ctx.read<{ id: string; path: string; folder: string }>(
    sql`select id, path, folder from files where ${siteIs(ctx)} and id = any (${ids}::uuid[]) and trashed_at is null`,
  )

export const publicOf = (ctx: Ctx, ids: readonly string[]) =>
  ctx.read<FileRow>(sql`
    select ${columns} from files
    where ${siteIs(ctx)} and id = any (${ids}::uuid[]) and public and not held and trashed_at is null
  `)

const textsIn = (column: 'alt' | 'caption') =>
  sql`(select string_agg(value, ' ') from jsonb_each_text(${raw(column)}))`

// Ids are made in the order of time: of these pages the next one begins right even when its file is gone by then.
const sortedBy = { createdAt: 'id', name: 'name', size: 'size' }

export const list = (
  ctx: Ctx,
  { folder, path, kind, tag, q, trashed, direct, withoutAlt, sort = '-createdAt', after }: ListQuery,
  size: number,
  seen: FolderAccess['seen'],
) => {
  const key = sort.replace('-', '') as keyof typeof sortedBy
  const [by, byTime] = [raw(sortedBy[key]), key === 'createdAt']
  const [order, beyond] = sort.startsWith('-') ? [raw('desc'), raw('<')] : [raw('asc'), raw('>')]
  const parts: Sql[] = [
    siteIs(ctx),
    ...seenIn(sql`folder`, seen),
    trashed ? sql`trashed_at is not null` : sql`trashed_at is null`,
    ...(direct
      ? [sql`folder = ${folder}`]
      : folder
        ? [sql`(folder = ${folder} or starts_with(folder, ${`${folder}/`}))`]
        : []),
    ...(withoutAlt ? [sql`kind = 'image' and coalesce(alt ->> ${withoutAlt}, '') = ''`] : []),
    ...(path ? [sql`path = ${path.normalize('NFC')}`] : []),
    ...(kind ? [sql`kind = ${kind}`] : []),
    ...(tag ? [sql`${tag} = any (tags)`] : []),
    ...(q
      ? [
          sql`position(lower(normalize(${q}, nfkc)) in lower(normalize(concat_ws(' ', path, credit, array_to_string(tags, ' '), ${textsIn('alt')}, ${textsIn('caption')}), nfkc))) > 0`,
        ]
      : []),
    ...(after && byTime ? [sql`id ${beyond} ${after}`] : []),
    ...(after && !byTime
      ? [sql`(${by}, id) ${beyond} (select ${by}, id from files where ${siteIs(ctx)} and id = ${after})`]
      : []),
  ]
  return ctx.read<FileRow>(
    sql`select ${columns} from files where ${join(parts, ' and ')} order by ${by} ${order}, id ${order} limit ${size}`,
  )
}

/** With the names of their bytes. */
export const forArchive = (
  ctx: Ctx,
  { folder, ids }: { folder: string; ids: readonly string[] | undefined },
  seen: FolderAccess['seen'],
  limit: number,
) => {
  const parts = [
    sql`f.site_id = ${ctx.site.id} and f.trashed_at is null and not f.held`,
    ...(folder ? [sql`(f.folder = ${folder} or starts_with(f.folder, ${`${folder}/`}))`] : []),
    ...(ids ? [sql`f.id = any (${ids}::uuid[])`] : []),
    ...seenIn(sql`f.folder`, seen),
  ]
  return ctx.read<{ path: string; type: string; size: number; updated_at: Date; object: string }>(sql`
    select f.path, f.type, f.size, f.updated_at, v.id as object
    from files f join file_versions v on v.site_id = f.site_id and v.file_id = f.id and v.version = f.version
    where ${join(parts, ' and ')} order by f.path limit ${limit}
  `)
}

export const sameBytes = (ctx: Ctx, hash: string, id: string, seen: FolderAccess['seen']) =>
  ctx.read<{ path: string }>(sql`
    select path from files
    where ${join([siteIs(ctx), ...seenIn(sql`folder`, seen)], ' and ')} and hash = ${hash} and id <> ${id} and trashed_at is null order by id limit 10
  `)

/** Nothing when the path is taken. A place that somebody else's file was at before is this one's from now on. */
export async function insert(
  tx: Tx,
  file: Pick<FileRow, 'id' | 'folder' | 'name' | 'public'>,
  content: Content,
): Promise<FileRow | undefined> {
  const { type, kind, size, hash, width, height, placeholder, held } = content
  const now = tx.ctx.now()
  const row = await tx.maybeOne<FileRow>(sql`
    insert into files (site_id, id, folder, name, public, type, kind, size, hash, width, height, placeholder, held, created_at, updated_at)
    values (
      ${tx.ctx.site.id}, ${file.id}, ${file.folder}, ${file.name}, ${file.public}, ${type}, ${kind}, ${size}, ${hash}, ${width},
      ${height}, ${placeholder}, ${held}, ${now}, ${now}
    )
    on conflict (site_id, path) where trashed_at is null do nothing
    returning ${columns}
  `)
  if (!row) return undefined
  await insertVersion(tx, row.id, 1, content)
  await tx.run(sql`delete from file_paths where ${siteIs(tx.ctx)} and path = ${row.path}`)
  return row
}

export const insertVersion = (tx: Tx, fileId: string, version: number, content: Content) =>
  tx.run(sql`
    insert into file_versions (site_id, file_id, version, id, type, kind, size, hash, width, height, placeholder, held, created_at)
    values (
      ${tx.ctx.site.id}, ${fileId}, ${version}, ${content.id}, ${content.type}, ${content.kind}, ${content.size}, ${content.hash},
      ${content.width}, ${content.height}, ${content.placeholder}, ${content.held}, ${tx.ctx.now()}
    )
  `)

export const setVersion = (tx: Tx, fileId: string, version: number, content: Omit<Content, 'id'>) =>
  tx.one<FileRow>(sql`
    update files
    set version = ${version}, type = ${content.type}, kind = ${content.kind}, size = ${content.size}, hash = ${content.hash},
      width = ${content.width}, height = ${content.height}, placeholder = ${content.placeholder}, held = ${content.held}, etag = etag + 1, updated_at = ${tx.ctx.now()}
    where ${siteIs(tx.ctx)} and id = ${fileId}
    returning ${columns}
  `)

export const versions = (ctx: Ctx, fileId: string) =>
  ctx.read<VersionRow>(sql`
    select ${versionColumns} from file_versions where ${siteIs(ctx)} and file_id = ${fileId} order by version desc
  `)

export const version = (ctx: Ctx, fileId: string, number: number) =>
  ctx.read<VersionRow>(sql`
    select ${versionColumns} from file_versions where ${siteIs(ctx)} and file_id = ${fileId} and version = ${number}
  `)

export const lastVersion = (tx: Tx, fileId: string) =>
  tx.one<{ version: number }>(
    sql`select max(version) as version from file_versions where ${siteIs(tx.ctx)} and file_id = ${fileId}`,
  )

const changeable = ['name', 'folder', 'public', 'credit', 'tags'] as const

export async function update(tx: Tx, row: FileRow, change: FileChange): Promise<FileRow> {
  const sets = [
    ...changeable.flatMap((key) => (change[key] === undefined ? [] : [sql`${raw(key)} = ${change[key]}`])),
    ...(['alt', 'caption'] as const).flatMap((key) =>
      change[key] === undefined ? [] : [sql`${raw(key)} = ${JSON.stringify(change[key])}`],
    ),
    ...(change.focal === undefined
      ? []
      : [sql`focal_x = ${change.focal?.x ?? null}, focal_y = ${change.focal?.y ?? null}`]),
    sql`etag = etag + 1, updated_at = ${tx.ctx.now()}`,
  ]
  const after = await tx.one<FileRow>(
    sql`update files set ${join(sets)} where ${siteIs(tx.ctx)} and id = ${row.id} returning ${columns}`,
  )
  if (after.path !== row.path) await leave(tx, row, after.path)
  return after
}

/** Whoever asks at the old place is led to the new one. */
async function leave(tx: Tx, { id, path }: FileRow, to: string): Promise<void> {
  const { site } = tx.ctx
  await tx.run(sql`
    insert into file_paths (site_id, path, file_id) values (${site.id}, ${path}, ${id})
    on conflict (site_id, path) do update set file_id = ${id}
  `)
  await tx.run(sql`delete from file_paths where ${siteIs(tx.ctx)} and path = ${to}`)
}

export const setTrashed = (tx: Tx, id: string, at: Date | null) =>
  tx.run(sql`
    update files set trashed_at = ${at}, etag = etag + 1, updated_at = ${tx.ctx.now()} where ${siteIs(tx.ctx)} and id = ${id}
  `)

export const isFree = async (tx: Tx, path: string): Promise<boolean> =>
  (await tx.maybeOne(
    sql`select from files where ${siteIs(tx.ctx)} and path = ${path} and trashed_at is null`,
  )) === undefined

export const namesIn = async (tx: Tx, folder: string, names: readonly string[]): Promise<Set<string>> => {
  const rows = await tx.many<{ name: string }>(sql`
    select name from files
    where ${siteIs(tx.ctx)} and folder = ${folder} and name = any (${names}::text[]) and trashed_at is null
  `)
  return new Set(rows.map(({ name }) => name))
}

/** The row and, by it, all that hangs on it; gives the names of its bytes. */
export async function remove(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx.many<{ id: string }>(
    sql`select id from file_versions where ${siteIs(tx.ctx)} and file_id = ${id}`,
  )
  await tx.run(sql`delete from files where ${siteIs(tx.ctx)} and id = ${id}`)
  return rows.map((row) => row.id)
}

export const lockOver = (tx: Tx, before: Date, limit: number) =>
  tx.many<FileRow>(sql`
    select ${columns} from files where ${siteIs(tx.ctx)} and trashed_at < ${before} order by id limit ${limit} for update skip locked
  `)

/** Run as the owner. */
export const sitesWithOver = (before: Date) => sql`
  select distinct s.key from files f join sites s on s.id = f.site_id where f.trashed_at < ${before}
`
/** Run as the owner. */
export const removeOldLinks = (before: Date) => sql`delete from file_links where expires_at < ${before}`
/** Run as the owner: which of these name the bytes of a version, or of an upload that may go on, each in its site. */
export const named = (objects: readonly { siteId: string; id: string }[]) => sql`
  with objects as (
    select * from unnest(${objects.map((one) => one.siteId)}::uuid[], ${objects.map((one) => one.id)}::uuid[]) as o (site_id, id)
  )
  select id from objects join file_versions using (site_id, id)
  union all
  select id from objects join uploads using (site_id, id)
`
