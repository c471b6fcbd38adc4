import { fromZoned } from '@dozo/content-model/zoned'
import { useNavigate, useSearch } from '@tanstack/react-router'

/** What the address asks of the log; days as the clocks of the site count them. */
export type AuditFilter = Partial<Record<'who' | 'event' | 'thing' | 'id' | 'from' | 'to', string>>

const names = ['who', 'event', 'thing', 'id', 'from', 'to'] as const

export function useAuditFilter() {
  const asked = useSearch({ strict: false }) as Record<string, string | undefined>
  const navigate = useNavigate()
  const filter: AuditFilter = Object.fromEntries(
    names.flatMap((name) => (asked[name] ? [[name, asked[name]]] : [])),
  )
  const change = (part: { [Name in keyof AuditFilter]?: AuditFilter[Name] | undefined }) =>
    void navigate({ to: '.', search: { ...filter, ...part } as never })
  return { filter, change, clear: () => void navigate({ to: '.', search: {} as never }) }
}

/** The query that a filter means. A day that is half typed is not asked for. */
export function queryOf({ who, event, thing, id, from, to }: AuditFilter, zone: string) {
  const start = from && fromZoned(`${from}T00:00`, zone)
  const end = to && fromZoned(`${dayAfter(to)}T00:00`, zone)
  return {
    ...(who ? { member: who } : {}),
    ...(event ? { action: event } : {}),
    ...(thing ? { subjectType: thing } : {}),
    ...(thing && id ? { subject: id } : {}),
    ...(start ? { from: start } : {}),
    ...(end ? { before: end } : {}),
  }
}

function dayAfter(day: string): string {
  const at = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(at.getTime())) return ''
  return new Date(at.getTime() + 86_400_000).toISOString().slice(0, 10)
}
