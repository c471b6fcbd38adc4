import type { EndpointSettings } from '#platform/operation.ts'

const startOf = (day: string) => new Date(`${day}T00:00:00Z`)

/** What callers of an endpoint with an end in sight are told: since when, until when, and what takes its place (RFC 9745, RFC 8594). */
export function agingHeaders({ deprecated }: EndpointSettings, link?: string): Record<string, string> {
  if (!deprecated) return {}
  const { since, sunset, successor } = deprecated
  const links = [link, successor && `<${successor}>; rel="successor-version"`].filter(Boolean)
  return {
    deprecation: `@${startOf(since).getTime() / 1000}`,
    ...(sunset ? { sunset: startOf(sunset).toUTCString() } : {}),
    ...(links.length > 0 ? { link: links.join(', ') } : {}),
  }
}
