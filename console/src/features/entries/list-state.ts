import type { ContentType, Field } from '@dozo/client'
import { useNavigate, useRouterState, useSearch } from '@tanstack/react-router'

export type Condition = { path: string; op: string; value: string }

/** What the address says of the list: it is the state, so that a link shows the same list to a colleague. */
export type ListState = {
  search: string
  conditions: Condition[]
  sort: string
  after: string | undefined
  /** The filter in the address cannot be read. */
  broken: boolean
  /** Another list: begins at its first page. */
  change: (part: Partial<Pick<ListState, 'search' | 'conditions' | 'sort'>>) => void
  next: (cursor: string) => void
  /** Undefined on the first page. */
  previous: (() => void) | undefined
}

type Trail = { trail?: (string | null)[] }

export function useListState(type: Pick<ContentType, 'kind'>): ListState {
  const asked = useSearch({ strict: false }) as Record<string, string | undefined>
  const navigate = useNavigate()
  const trail = useRouterState({ select: (state) => (state.location.state as Trail).trail }) ?? []
  const conditions = readConditions(asked['filter'])
  const sort = asked['sort'] ?? (type.kind === 'tree' ? 'position' : '-updatedAt')
  const go = (search: Record<string, string | undefined>, past: (string | null)[]) =>
    void navigate({ to: '.', search: search as never, state: { trail: past } as never })
  return {
    search: asked['q'] ?? '',
    conditions: conditions ?? [],
    sort,
    after: asked['after'],
    broken: conditions === undefined,
    change(part) {
      const next = { search: asked['q'] ?? '', conditions: conditions ?? [], sort, ...part }
      const filter = next.conditions.length > 0 ? JSON.stringify(next.conditions) : undefined
      go({ q: next.search || undefined, filter, sort: next.sort }, [])
    },
    next: (cursor) => go({ ...asked, after: cursor }, [...trail, asked['after'] ?? null]),
    previous: asked['after']
      ? () => go({ ...asked, after: trail.at(-1) ?? undefined }, trail.slice(0, -1))
      : undefined,
  }
}

function readConditions(text: string | undefined): Condition[] | undefined {
  if (text === undefined) return []
  try {
    const found = JSON.parse(text) as Condition[]
    const whole = Array.isArray(found) && found.every((one) => one && typeof one.path === 'string')
    return whole
      ? found.map(({ path, op, value }) => ({ path, op: String(op), value: String(value) }))
      : undefined
  } catch {
    return undefined
  }
}

/** The conditions as the query grammar takes them; every one must hold. */
export function toFilter(
  conditions: readonly Condition[],
  fields: readonly Field[],
): Record<string, unknown> {
  const typed = (condition: Condition): unknown => {
    if (condition.op === 'exists') return condition.value !== 'false'
    const type = fields.find((field) => field.key === condition.path)?.type
    if (type === 'number' || condition.path === 'number') return Number(condition.value.normalize('NFKC'))
    if (type === 'boolean') return condition.value === 'true'
    return condition.value
  }
  const all = conditions.map((one) => ({ [one.path]: { [one.op]: typed(one) } }))
  return all.length > 0 ? { and: all } : {}
}
