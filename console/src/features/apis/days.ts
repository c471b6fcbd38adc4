/** The day of a moment on the clocks of a zone: 2026-11-30. */
const dayIn = (zone: string, at: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at)

type Day = { day: string; calls: number }

/** Counts of the last days, the oldest first, with those on which nobody called. */
export function lastDays(counted: readonly Day[], zone: string, now: Date, count = 30): Day[] {
  const today = Date.parse(`${dayIn(zone, now)}T00:00:00Z`)
  return Array.from({ length: count }, (_, i) => {
    const day = new Date(today - (count - 1 - i) * 86_400_000).toISOString().slice(0, 10)
    return {
      day,
      calls: counted.filter((one) => one.day === day).reduce((sum, one) => sum + one.calls, 0),
    }
  })
}
