// Where a front shows entries that are not public yet. The console shows that page beside what is being written.
import type { Ctx } from '#platform/ctx.ts'
import { invalid } from '#platform/errors.ts'
import * as sql from './sql.ts'

const places = ['token', 'id', 'key', 'number', 'type', 'locale'] as const
type Place = (typeof places)[number]

const filled = (url: string, values: Record<Place, string>): string =>
  url.replace(/\{(\w+)\}/g, (_, place: Place) => encodeURIComponent(values[place]))

/** Throws 422 for what is no address of a web page, has no place for the token, or one that nobody fills in. */
export function refuseBadPreviewUrls(urls: Record<string, string>): void {
  const params = { place: '{token}', places: places.map((one) => `{${one}}`).join(' ') }
  const wrong = Object.entries(urls).flatMap(([type, url]) => {
    const code = faultOf(url)
    return code ? [{ path: `/previewUrls/${type}`, code, params }] : []
  })
  if (wrong.length > 0) throw invalid(wrong)
}

function faultOf(url: string): string | undefined {
  const asked = [...url.matchAll(/\{(\w*)\}/g)].map(([, place]) => place!)
  if (asked.some((place) => !places.includes(place as Place))) return 'preview_place_unknown'
  if (!asked.includes('token')) return 'preview_token_missing'
  const [, host] = /^https?:\/\/([^/?#]+)/.exec(url) ?? []
  // What is filled in never decides whose page it is.
  if (!host || /[{}@\\\s]/.test(host) || !URL.canParse(filled(url, sample))) return 'preview_url_bad'
  return undefined
}

const sample = { token: 't', id: 'i', key: 'k', number: '1', type: 'x', locale: 'ja' }

/** The address of the front's page for one entry of a type; nothing where the site has none. */
export async function previewUrl(
  ctx: Ctx,
  values: Record<Exclude<Place, 'key' | 'number'>, string> & { key: string | null; number: number },
): Promise<string | null> {
  const [site] = await sql.get(ctx)
  const url = site?.preview_urls[values.type]
  return url ? filled(url, { ...values, key: values.key ?? values.id, number: String(values.number) }) : null
}
