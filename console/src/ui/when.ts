import { language } from '../locales/language.ts'

const made = new Map<string, Intl.DateTimeFormat>()

/** Making one takes a millisecond, and a list asks for a hundred. */
function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = language() === 'ja' ? 'ja-JP' : 'en-GB'
  const key = JSON.stringify([locale, zone, options])
  const known = made.get(key)
  if (known) return known
  const fresh = new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options })
  made.set(key, fresh)
  return fresh
}

const zoneName = (zone: string, at: Date) =>
  zone === 'Asia/Tokyo'
    ? 'JST'
    : (formatter(zone, { timeZoneName: 'short' })
        .formatToParts(at)
        .find((part) => part.type === 'timeZoneName')?.value ?? zone)

function partsOf(iso: string, zone: string) {
  const parts = formatter(zone, {
    year: 'numeric',
    month: language() === 'ja' ? 'numeric' : 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(new Date(iso))
  return Object.fromEntries(parts.map((part) => [part.type, part.value]))
}

/** The day of a moment in a zone: 2026年11月24日(火) / Tue 24 Nov 2026. */
export function day(iso: string, zone: string): string {
  const { year, month, day: date, weekday } = partsOf(iso, zone)
  return language() === 'ja'
    ? `${year}年${month}月${date}日(${weekday})`
    : `${weekday} ${date} ${month} ${year}`
}

/** The time of a moment on the clocks of a zone: 14:32 JST. */
export function time(iso: string, zone: string): string {
  const { hour, minute } = partsOf(iso, zone)
  return `${hour}:${minute} ${zoneName(zone, new Date(iso))}`
}

/** A moment in full: 2026年11月24日(火) 14:32 JST / Tue 24 Nov 2026, 14:32 JST. */
export const moment = (iso: string, zone: string): string =>
  `${day(iso, zone)}${language() === 'ja' ? '' : ','} ${time(iso, zone)}`
