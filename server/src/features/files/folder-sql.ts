import sql, { join, type Sql } from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'
import type { FolderRules } from './folder-schema.ts'

export type FolderRow = {
  path: string
  view: string[] | null
  edit: string[] | null
  endings: string[] | null
  kinds: string[] | null
  max_size: number | null
  etag: number
}

const siteIs = ({ site }: Ctx) => sql`site_id = ${site.id}`
const columns = sql`path, view, edit, endings, kinds, max_size, etag`
/** A folder and all below it. */
const within = (column: Sql, folder: string) =>
  folder === '' ? sql`true` : sql`(${column} = ${folder} or starts_with(${column}, ${`${folder}/`}))`

export const rules = (ctx: Ctx) =>
  ctx.read<FolderRow>(sql`select ${columns} from file_folders where ${siteIs(ctx)}`)

export const lock = (tx: Tx, path: string) =>
  tx.maybeOne<FolderRow>(
    sql`select ${columns} from file_folders where ${siteIs(tx.ctx)} and path = ${path} for update`,
  )

export const insert = (tx: Tx, path: string) =>
  tx.run(sql`
    insert into file_folders (site_id, path, created_at, updated_at)
    values (${tx.ctx.site.id}, ${path}, ${tx.ctx.now()}, ${tx.ctx.now()})
    on conflict do nothing
  `)

export const put = (tx: Tx, { path, view, edit, endings, kinds, maxSize }: FolderRules) =>
  tx.one<FolderRow>(sql`
    insert into file_folders as f (site_id, path, view, edit, endings, kinds, max_size, created_at, updated_at)
    values (${tx.ctx.site.id}, ${path}, ${view}, ${edit}, ${endings}, ${kinds}, ${maxSize}, ${tx.ctx.now()}, ${tx.ctx.now()})
    on conflict (site_id, path) do update
    set view = excluded.view, edit = excluded.edit, endings = excluded.endings, kinds = excluded.kinds,
      max_size = excluded.max_size, etag = f.etag + 1, updated_at = excluded.updated_at
    returning ${columns}
  `)

export const remove = (tx: Tx, path: string) =>
  tx.run(sql`delete from file_folders where ${siteIs(tx.ctx)} and path = ${path}`)

type Seen = { path: string; sees: boolean }[] | undefined

/** Whether the caller sees what is in a folder: what the deepest rule above it says. */
export function seenIn(column: Sql, seen: Seen): Sql[] {
  if (!seen) return []
  const [paths, sees] = [seen.map((one) => one.path), seen.map((one) => one.sees)]
  return [
    sql`coalesce((
      select r.sees from unnest(${paths}::text[], ${sees}::boolean[]) as r (path, sees)
      where r.path = '' or ${column} = r.path or starts_with(${column}, r.path || '/')
      order by length(r.path) desc limit 1
    ), true)`,
  ]
}

export type ChildRow = { name: string; files: number; bytes: number }

/** Folders in a folder, those that only stand in the paths of files among them, with what is in each and below. */
export const children = (ctx: Ctx, under: string, seen: Seen, after: string, size: number) => {
  const depth = under === '' ? 0 : under.split('/').length
  const inside = under === '' ? sql`folder <> ''` : sql`starts_with(folder, ${`${under}/`})`
  const name = sql`split_part(folder, '/', ${depth + 1})`
  const parts = [siteIs(ctx), inside, sql`${name} > ${after}`, ...seenIn(sql`folder`, seen)]
  const where = join(parts, ' and ')
  return ctx.read<ChildRow>(sql`
    select ${name} as name, sum(files)::int as files, sum(bytes)::bigint as bytes
    from (
      select folder, count(*) as files, sum(size) as bytes from files where ${where} and trashed_at is null group by folder
      union all
      select path as folder, 0, 0 from (select site_id, path as folder, path from file_folders) own where ${where}
    ) as found
    group by 1
    order by 1 limit ${size}
  `)
}

export const totals = (ctx: Ctx, folder: string, seen: Seen) => {
  const parts = [
    siteIs(ctx),
    within(sql`folder`, folder),
    sql`trashed_at is null`,
    ...seenIn(sql`folder`, seen),
  ]
  return ctx.read<{ files: number; bytes: number }>(
    sql`select count(*)::int as files, coalesce(sum(size), 0)::bigint as bytes from files where ${join(parts, ' and ')}`,
  )
}

/** Whether anything is in a folder or below: files, those in the trash too, or folders of their own. */
export const isUsed = async (tx: Tx, path: string): Promise<boolean> => {
  const { used } = await tx.one<{ used: boolean }>(sql`
    select exists (select from files where ${siteIs(tx.ctx)} and ${within(sql`folder`, path)})
      or exists (select from file_folders where ${siteIs(tx.ctx)} and starts_with(path, ${`${path}/`})) as used
  `)
  return used
}

export type MovedRow = { id: string; path: string; folder: string; name: string; kind: string; size: number }

export const lockWithin = (tx: Tx, folder: string, limit: number) =>
  tx.many<MovedRow>(sql`
    select id, path, folder, name, kind, size from files
    where ${siteIs(tx.ctx)} and ${within(sql`folder`, folder)} order by id limit ${limit} for update
  `)

/** Whether a file or a folder of its own is at this place or below, files in the trash aside. */
export const isThere = async (tx: Tx, path: string): Promise<boolean> => {
  const { there } = await tx.one<{ there: boolean }>(sql`
    select exists (select from files where ${siteIs(tx.ctx)} and ${within(sql`folder`, path)} and trashed_at is null)
      or exists (select from file_folders where ${siteIs(tx.ctx)} and ${within(sql`path`, path)}) as there
  `)
  return there
}

/** A group is gone, and a later one of that name is another. An emptied list lets nobody in, which is not the same as none. */
export const forgetGroup = (tx: Tx, key: string) =>
  tx.run(sql`
    update file_folders set view = array_remove(view, ${key}), edit = array_remove(edit, ${key}), etag = etag + 1
    where ${siteIs(tx.ctx)} and (${key} = any (view) or ${key} = any (edit))
  `)

/** Files and folders move; whoever asks at an old place is led to the new one. */
export async function move(tx: Tx, from: string, to: string): Promise<void> {
  const moved = (column: Sql) => sql`${to} || substr(${column}, ${[...from].length + 1})`
  await tx.run(sql`
    insert into file_paths (site_id, path, file_id)
    select site_id, path, id from files where ${siteIs(tx.ctx)} and ${within(sql`folder`, from)} and trashed_at is null
    on conflict (site_id, path) do update set file_id = excluded.file_id
  `)
  await tx.run(sql`
    update files set folder = ${moved(sql`folder`)}, etag = etag + 1, updated_at = ${tx.ctx.now()}
    where ${siteIs(tx.ctx)} and ${within(sql`folder`, from)}
  `)
  await tx.run(sql`
    delete from file_paths p using files f
    where p.site_id = ${tx.ctx.site.id} and f.site_id = p.site_id and f.path = p.path and f.trashed_at is null
      and ${within(sql`f.folder`, to)}
  `)
  await tx.run(sql`
    update file_folders set path = ${moved(sql`path`)}, etag = etag + 1, updated_at = ${tx.ctx.now()}
    where ${siteIs(tx.ctx)} and ${within(sql`path`, from)}
  `)
}

export const usage = (ctx: Ctx, seen: Seen) => {
  const where = join([siteIs(ctx), ...seenIn(sql`folder`, seen)], ' and ')
  const ofFiles = join([sql`v.site_id = ${ctx.site.id}`, ...seenIn(sql`f.folder`, seen)], ' and ')
  return ctx.read<{
    files: number
    bytes: number
    versions: number
    version_bytes: number
    trashed: number
    trashed_bytes: number
  }>(sql`
    select f.*, v.versions - f.files - f.trashed as versions, v.bytes - f.bytes - f.trashed_bytes as version_bytes
    from (
      select count(*) filter (where trashed_at is null)::int as files,
        coalesce(sum(size) filter (where trashed_at is null), 0)::bigint as bytes,
        count(*) filter (where trashed_at is not null)::int as trashed,
        coalesce(sum(size) filter (where trashed_at is not null), 0)::bigint as trashed_bytes
      from files where ${where}
    ) f, (
      select count(*)::int as versions, coalesce(sum(v.size), 0)::bigint as bytes
      from file_versions v join files f on f.site_id = v.site_id and f.id = v.file_id
      where ${ofFiles}
    ) v
  `)
}
