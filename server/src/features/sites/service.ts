// A site is a wall: its key never changes, its default language is one of its languages, a host belongs to one site.
import type { App } from '#platform/app.ts'
import { memberOf, ownerTx, systemCtx, type Ctx, type Site as SiteOfCtx, type Tx } from '#platform/ctx.ts'
import { checkVersion, conflict, invalid, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import * as sql from './sql.ts'
import { refuseBadPreviewUrls } from './preview-urls.ts'
import type { NewSite, Site, SiteChange } from './schema.ts'

export { previewUrl } from './preview-urls.ts'

export async function get(ctx: Ctx): Promise<Site> {
  const [row] = await sql.get(ctx)
  if (!row) throw notFound()
  return toSite(row)
}

/** Every site of the instance. The route demands instance.operate, which only members of the home site can hold. */
export async function list(ctx: Ctx): Promise<Site[]> {
  return (await ctx.app.db.asOwner('list of sites', (tx) => sql.listAll(tx))).map(toSite)
}

/** Keys of every site, the home site first. */
export async function keys(app: App): Promise<string[]> {
  return (await app.db.asOwner('keys of sites', (tx) => sql.keys(tx))).map((row) => row.key)
}

/** Makes a site with what every room gives a new one, and says so in both sites' audit logs. */
export async function create(ctx: Ctx, input: NewSite): Promise<Site> {
  const wanted = { ...input, timeZone: input.timeZone ?? 'Asia/Tokyo' }
  refuseBadLanguagesAndZone(wanted)
  const site = await make(ctx.app, wanted, false)
  if (!site) throw conflict('site_exists', { key: input.key })
  const operator = memberOf(ctx)
  const inside = systemCtx(ctx.app, site, `site made by operator ${operator.id}`)
  await inside.tx(async (tx) =>
    emit(tx, 'site.created', { subject: { type: 'site', id: site.id, label: site.key } }),
  )
  await ctx.tx(async (tx) =>
    emit(tx, 'site.created', { subject: { type: 'site', id: site.id, label: site.key } }),
  )
  return get(inside)
}

/**
 * A site, its hosts and its rooms' first content, in one transaction; nothing when the key is taken, 422 when a host is. Used by the
 * first start, too.
 */
export async function make(
  app: App,
  { hosts, ...input }: NewSite & { timeZone: string },
  home: boolean,
): Promise<SiteOfCtx | undefined> {
  const site = { ...input, id: app.newId(), home }
  const ctx = systemCtx(app, site, 'new site')
  const made = await ownerTx(ctx, 'new site', async (tx) => {
    if ((await sql.insert(tx, site, ctx.now())) === 0) return false
    if (hosts) await setHosts(tx, [], hosts)
    for (const feature of app.features) await feature.newSite?.(tx)
    return true
  })
  if (!made) return undefined
  app.changed(['sites'])
  return site
}

export async function update(ctx: Ctx, input: SiteChange, ifMatch: number | '*' | undefined): Promise<Site> {
  await ctx.tx(async (tx) => {
    const before = toSite(await sql.lock(tx))
    checkVersion(ifMatch, before.etag)
    const after = { ...before, ...input }
    refuseBadLanguagesAndZone(after)
    refuseBadPreviewUrls(input.previewUrls ?? {})
    const dropped = before.locales.filter((locale) => !after.locales.includes(locale))
    if (dropped.length > 0)
      throw invalid([{ path: '/locales', code: 'locale_in_use', params: { locale: dropped.join(', ') } }])
    await sql.update(tx, after)
    if (input.hosts) await setHosts(tx, before.hosts, input.hosts)
    emit(tx, 'site.updated', {
      subject: { type: 'site', id: ctx.site.id, label: before.key },
      changes: Object.fromEntries(
        Object.keys(input).map((key) => [
          key,
          { before: before[key as keyof Site], after: after[key as keyof Site] },
        ]),
      ),
      data: { localesAdded: after.locales.filter((locale) => !before.locales.includes(locale)) },
    })
  })
  return get(ctx)
}

async function setHosts(tx: Tx, before: string[], after: string[]): Promise<void> {
  await sql.removeHosts(tx, after)
  const fresh = after.filter((host) => !before.includes(host))
  const added = await sql.addHosts(tx, fresh)
  const taken = fresh.filter((host) => !added.some((row) => row.host === host))
  if (taken.length > 0)
    throw invalid([{ path: '/hosts', code: 'host_taken', params: { host: taken.join(', ') } }])
}

function refuseBadLanguagesAndZone(site: {
  locales: string[]
  defaultLocale: string
  timeZone: string
}): void {
  if (!site.locales.includes(site.defaultLocale)) throw invalid({ defaultLocale: 'default_locale_missing' })
  if (!isTimeZone(site.timeZone)) throw invalid({ timeZone: 'unknown_time_zone' })
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const toSite = (row: sql.SiteRow): Site => ({
  id: row.id,
  key: row.key,
  name: row.name,
  home: row.home,
  locales: row.locales,
  defaultLocale: row.default_locale,
  timeZone: row.time_zone,
  hosts: row.hosts,
  previewUrls: row.preview_urls,
  etag: row.etag,
})
