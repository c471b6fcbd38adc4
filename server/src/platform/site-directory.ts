import sql, { type Sql } from 'sql-template-tag'
import type { App } from '#platform/app.ts'
import { systemCtx, type Ctx, type Site } from '#platform/ctx.ts'
import { createTaggedCache } from '#platform/tagged-cache.ts'

type Row = {
  id: string
  key: string
  name: string
  home: boolean
  locales: string[]
  default_locale: string
  time_zone: string
}

const sitesKept = Symbol('sites')
const hostsKept = Symbol('hosts')
const sites = (app: App) =>
  app.kept(sitesKept, () => createTaggedCache<Site | undefined>(app.changes, { entries: 10_000 }))
const hosts = (app: App) =>
  app.kept(hostsKept, () => createTaggedCache<string | undefined>(app.changes, { entries: 10_000 }))

/** Each of the sites whose keys this finds, run as the owner, as the system in it. One that is gone meanwhile is passed by. */
export async function* inSites(app: App, reason: string, keys: Sql): AsyncGenerator<Ctx> {
  const rows = await app.db.asOwner(reason, (tx) => tx.many<{ key: string }>(keys))
  for (const { key } of rows) {
    const site = await findSite(app, key)
    if (site) yield systemCtx(app, site, reason)
  }
}

/** The site with this key. Kept in memory until the tag `sites` changes. */
export async function findSite(app: App, key: string): Promise<Site | undefined> {
  const nowMs = app.clock().getTime()
  const known = sites(app).get(key, nowMs)
  if (known) return known.value
  const kept = await sites(app).fill(key, nowMs, async () => {
    const [row] = await app.db.read<Row>(null, sql`select * from site_named(${key})`)
    return { value: row && toSite(row), tags: ['sites'] }
  })
  return kept.value
}

export async function homeSite(app: App): Promise<Site> {
  const key = await remember(app, '*home', async () => {
    const [row] = await app.db.read<{ key: string }>(null, sql`select home_site_key() as key`)
    return row?.key
  })
  const site = key && (await findSite(app, key))
  if (!site) throw new Error('this installation has no home site: run migrate')
  return site
}

/**
 * The site that answers at a host name. Loopback names and addresses are the home site, so that every client works right after the
 * installation; `key.localhost` is the site with that key; anything else must be listed in `site_hosts`.
 */
export async function siteOfHost(app: App, host: string): Promise<Site | undefined> {
  if (isLocal(host)) return homeSite(app)
  const local = /^([a-z][a-z0-9-]{0,39})\.localhost$/.exec(host)?.[1]
  if (local) return findSite(app, local)
  const key = await remember(app, host, async () => {
    const [row] = await app.db.read<{ key: string }>(null, sql`select key from site_of_host(${host})`)
    return row?.key
  })
  return key === undefined ? undefined : findSite(app, key)
}

/** As `siteOfHost`, from memory only. */
function keptSiteOfHost(app: App, host: string, nowMs: number): Site | undefined {
  const local = /^([a-z][a-z0-9-]{0,39})\.localhost$/.exec(host)?.[1]
  const key = local ?? hosts(app).get(isLocal(host) ? '*home' : host, nowMs)?.value
  return key === undefined ? undefined : sites(app).get(key, nowMs)?.value
}

export type KnownSites = (header: string | undefined, nowMs: number) => Site | undefined

/** The site of a Host header, from memory only. The last one is not looked up again until something changes: most readers come in a row. */
export function knownSites(app: App): KnownSites {
  let last: { header: string | undefined; sequence: number; site: Site } | undefined
  return (header, nowMs) => {
    const sequence = app.changes.sequence()
    if (last && last.header === header && last.sequence === sequence) return last.site
    const site = keptSiteOfHost(app, hostName(header), nowMs)
    last = site && { header, sequence, site }
    return site
  }
}

/** True for `localhost` and literal addresses. */
export const isLocal = (host: string): boolean =>
  host === 'localhost' || /^\d{1,3}(\.\d{1,3}){3}$/.test(host) || /^\[[0-9a-f:.]+\]$/.test(host)

/** Host name of a Host header, lower case, without port or final dot. Empty when it is not one. */
export function hostName(header: string | undefined): string {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9_.-]+?)\.?(?::\d{1,5})?$/i.exec(header ?? '')
  return match?.[1]?.toLowerCase() ?? ''
}

async function remember(
  app: App,
  key: string,
  load: () => Promise<string | undefined>,
): Promise<string | undefined> {
  const kept = await hosts(app).fill(key, app.clock().getTime(), async () => ({
    value: await load(),
    tags: ['sites'],
  }))
  return kept.value
}

const toSite = (row: Row): Site => ({
  id: row.id,
  key: row.key,
  name: row.name,
  home: row.home,
  locales: row.locales,
  defaultLocale: row.default_locale,
  timeZone: row.time_zone,
})
