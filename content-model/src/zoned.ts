const formats = new Map<string, Intl.DateTimeFormat>()

/** Minutes that a zone's clocks are ahead of UTC at a moment. */
function offsetMinutes(zone: string, at: Date): number {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  formats.set(zone, format)
  const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value
  const found = /GMT([+-])(\d{2}):?(\d{2})?/.exec(name ?? '')
  if (!found) return 0
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0)
  return found[1] === '-' ? -minutes : minutes
}

/** A moment as the clocks of a zone show it, the way a date-time box takes it: `2026-11-24T09:00`. */
export function toZoned(iso: string, zone: string): string {
  const at = new Date(iso)
  return new Date(at.getTime() + offsetMinutes(zone, at) * 60_000).toISOString().slice(0, 16)
}

/** The moment at which the clocks of a zone show this, or jump over it. Nothing for what is no time. */
export function fromZoned(local: string, zone: string): string | undefined {
  const naive = new Date(`${local}Z`)
  if (!/^\d{4,6}-\d\d-\d\dT\d\d:\d\d/.test(local) || Number.isNaN(naive.getTime())) return undefined
  // Twice, because the offset is the one in force at the moment that is looked for, not at the first guess.
  const guess = new Date(naive.getTime() - offsetMinutes(zone, naive) * 60_000)
  const better = new Date(naive.getTime() - offsetMinutes(zone, guess) * 60_000)
  const shown = toZoned(better.toISOString(), zone) === naive.toISOString().slice(0, 16)
  return (shown || better > guess ? better : guess).toISOString()
}
