import { language } from '../locales/language.ts'

const made = new Map<string, Intl.DateTimeFormat>()

/** Making one takes longer than a whole row of a list, and a list asks for a hundred. */
function formatter(zone: string, kind: keyof typeof kinds): Intl.DateTimeFormat {
  const key = `${kind} ${language()} ${zone}`
  const known = made.get(key)
  if (known) return known
  const locale = language() === 'ja' ? 'ja-JP' : 'en-GB'
  const fresh = new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...kinds[kind]() })
  made.set(key, fresh)
  return fresh
}

const kinds = {
  zone: () => ({ timeZoneName: 'short' }),
  moment: () => ({
    year: 'numeric',
    month: language() === 'ja' ? 'numeric' : 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }),
} satisfies Record<string, () => Intl.DateTimeFormatOptions>

const zoneName = (zone: string, at: Date) =>
  zone === 'Asia/Tokyo'
    ? 'JST'
    : (formatter(zone, 'zone')
        .formatToParts(at)
        .find((part) => part.type === 'timeZoneName')?.value ?? zone)

type Parts = Record<string, string>

const partsOf = (iso: string, zone: string): Parts =>
  Object.fromEntries(
    formatter(zone, 'moment')
      .formatToParts(new Date(iso))
      .map((part) => [part.type, part.value]),
  )

const dayIn = ({ year, month, day: date, weekday }: Parts) =>
  language() === 'ja' ? `${year}年${month}月${date}日(${weekday})` : `${weekday} ${date} ${month} ${year}`

const timeIn = ({ hour, minute }: Parts, iso: string, zone: string) =>
  `${hour}:${minute} ${zoneName(zone, new Date(iso))}`

/** The day of a moment in a zone: 2026年11月24日(火) / Tue 24 Nov 2026. */
export const day = (iso: string, zone: string): string => dayIn(partsOf(iso, zone))

/** The time of a moment on the clocks of a zone: 14:32 JST. */
export const time = (iso: string, zone: string): string => timeIn(partsOf(iso, zone), iso, zone)

/** A moment in full: 2026年11月24日(火) 14:32 JST / Tue 24 Nov 2026, 14:32 JST. */
export function moment(iso: string, zone: string): string {
  const parts = partsOf(iso, zone)
  return `${dayIn(parts)}${language() === 'ja' ? '' : ','} ${timeIn(parts, iso, zone)}`
}

/** The same to the second, without the year and the zone, for what has just been: 12/1 14:32:07 / 1 Dec 14:32:07. */
export function justNow(iso: string, zone: string): string {
  const { month, day: date, hour, minute, second } = partsOf(iso, zone)
  const on = language() === 'ja' ? `${month}/${date}` : `${date} ${month}`
  return `${on} ${hour}:${minute}:${second}`
}
