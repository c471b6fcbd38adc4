import type { App } from '#platform/app.ts'
import type { Site } from '#platform/ctx.ts'

/** Where a site is reached on this machine. Sites with hosts of their own are reached there, too. */
export function siteUrl(app: App, site: Site): string {
  const host = site.home ? 'localhost' : `${site.key}.localhost`
  return `http://${host}:${app.config.sitePort}`
}
