import sql from 'sql-template-tag'
import type { App } from '#platform/app.ts'
import { homeSite } from '#platform/site-directory.ts'
import { siteUrl } from '#platform/site-url.ts'
import { version } from '#platform/version.ts'
import * as instance from '#features/instance/service.ts'

/** The few lines that a person sees after the start: where to go, how to become the owner, what to try. */
export async function greeting(app: App): Promise<string> {
  const ja = app.config.language === 'ja'
  const site = await homeSite(app)
  const link = await instance.newSetupLink(app)
  const sample = `curl '${siteUrl(app, site)}/api/default/news?fields=title,date,category.name&locale=${ja ? 'ja' : 'en'}'`
  const until = link && zoned(link.expiresAt, site.timeZone, ja)
  const lines: [ja: string, en: string, text: string][] = [
    ['管理画面', 'Console', app.config.consoleUrl],
    ...(link
      ? ([
          ['初期設定', 'Set up', `${app.config.consoleUrl}/setup?token=${link.token}`],
          ['', '', ja ? `一度だけ使えます。期限: ${until}` : `Works once, until ${until}`],
        ] as typeof lines)
      : []),
    ...((await hasSample(app)) ? ([['APIを試す', 'Try the API', sample]] as typeof lines) : []),
  ]
  const rows = lines.map(([japanese, english, text]) => `  ${padded(ja ? japanese : english)}   ${text}`)
  return ['', `Dozo ${version}`, '', ...rows, ''].join('\n')
}

/** Eleven places wide, where a Japanese character takes two. */
const padded = (label: string): string =>
  label + ' '.repeat(Math.max(0, 11 - [...label].reduce((sum, one) => sum + (one > '\u2fff' ? 2 : 1), 0)))

async function hasSample(app: App): Promise<boolean> {
  const site = await homeSite(app)
  const rows = await app.db.read(
    site.id,
    sql`
      select 1 as one
      from endpoints e join apis a on a.site_id = e.site_id and a.id = e.api_id
      where e.site_id = ${site.id} and a.key = 'default' and e.path = '/news'
    `,
  )
  return rows.length > 0
}

/** 2026年11月24日(火) 14:32 JST / Tue 24 Nov 2026, 14:32 JST. */
function zoned(at: Date, timeZone: string, ja: boolean): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(ja ? 'ja-JP' : 'en-GB', { timeZone, hourCycle: 'h23', ...options })
  const day = format({
    year: 'numeric',
    month: ja ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
  }).format(at)
  const time = format({ hour: '2-digit', minute: '2-digit' }).format(at)
  const zone =
    timeZone === 'Asia/Tokyo'
      ? 'JST'
      : format({ timeZoneName: 'short' })
          .formatToParts(at)
          .find((part) => part.type === 'timeZoneName')?.value
  return ja ? `${day} ${time} ${zone}` : `${day.replace(',', '')}, ${time} ${zone}`
}
