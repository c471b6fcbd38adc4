import sql from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'
import type { OwnerTx } from '#platform/db/database.ts'

export type SiteRow = {
  id: string
  key: string
  name: string
  home: boolean
  locales: string[]
  default_locale: string
  time_zone: string
  etag: number
  hosts: string[]
  preview_urls: Record<string, string>
}

const columns = sql`
  s.id, s.key, s.name, s.home, s.locales, s.default_locale, s.time_zone, s.etag, s.preview_urls,
  coalesce((select array_agg(h.host order by h.host) from site_hosts h where h.site_id = s.id), '{}') as hosts
`

export const get = (ctx: Ctx) =>
  ctx.read<SiteRow>(sql`select ${columns} from sites s where s.id = ${ctx.site.id}`)

export const lock = (tx: Tx) =>
  tx.one<SiteRow>(sql`select ${columns} from sites s where s.id = ${tx.ctx.site.id} for update of s`)

/** Crosses the walls: for operators only. */
export const listAll = (tx: OwnerTx) =>
  tx.many<SiteRow>(sql`select ${columns} from sites s order by s.home desc, s.key`)

type NewRow = {
  id: string
  key: string
  name: string
  locales: string[]
  defaultLocale: string
  timeZone: string
  home: boolean
}

/** As the owner: the app role cannot make sites. False when the key is taken. */
export const insert = (tx: Tx, site: NewRow, now: Date) =>
  tx.run(sql`
    insert into sites (id, key, name, home, locales, default_locale, time_zone, created_at, updated_at)
    values (${site.id}, ${site.key}, ${site.name}, ${site.home}, ${site.locales}, ${site.defaultLocale}, ${site.timeZone}, ${now}, ${now})
    on conflict (key) do nothing
  `)

export const update = (
  tx: Tx,
  site: Pick<NewRow, 'name' | 'locales' | 'defaultLocale' | 'timeZone'> & { previewUrls: object },
) =>
  tx.run(sql`
    update sites
    set name = ${site.name}, locales = ${site.locales}, default_locale = ${site.defaultLocale}, time_zone = ${site.timeZone},
      preview_urls = ${JSON.stringify(site.previewUrls)}::jsonb,
      etag = etag + 1, updated_at = ${tx.ctx.now()}
    where id = ${tx.ctx.site.id}
  `)

export const removeHosts = (tx: Tx, keep: string[]) =>
  tx.run(sql`delete from site_hosts where site_id = ${tx.ctx.site.id} and not host = any (${keep})`)

/** Hosts that another site has are left out of what comes back. */
export const addHosts = (tx: Tx, hosts: string[]) =>
  tx.many<{ host: string }>(sql`
    insert into site_hosts (host, site_id)
    select host, ${tx.ctx.site.id} from unnest(${hosts}::text[]) as host
    on conflict (host) do nothing
    returning host
  `)

export const keys = (tx: OwnerTx) =>
  tx.many<{ key: string }>(sql`select key from sites order by home desc, key limit 1000`)
