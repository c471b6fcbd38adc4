import { language } from '../locales/language.ts'

const formatter = (zone: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language() === 'ja' ? 'ja-JP' : 'en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    ...options,
  })

const zoneName = (zone: string, at: Date) =>
  zone === 'Asia/Tokyo'
    ? 'JST'
    : (new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' })
        .formatToParts(at)
        .find((part) => part.type === 'timeZoneName')?.value ?? zone)

/** A moment in full: 2026年11月24日(火) 14:32 JST / Tue 24 Nov 2026, 14:32 JST. */
export function moment(iso: string, zone: string): string {
  const at = new Date(iso)
  const parts = Object.fromEntries(
    formatter(zone, {
      year: 'numeric',
      month: language() === 'ja' ? 'numeric' : 'short',
      day: 'numeric',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
    })
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  )
  const { year, month, day, weekday, hour, minute } = parts
  const date =
    language() === 'ja' ? `${year}年${month}月${day}日(${weekday})` : `${weekday} ${day} ${month} ${year},`
  return `${date} ${hour}:${minute} ${zoneName(zone, at)}`
}
