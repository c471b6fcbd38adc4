import type { ContentType, Field, SavedView } from '@dozo/client'
import { useNavigate, useRouterState, useSearch } from '@tanstack/react-router'

export type Condition = { path: string; op: string; value: string }

/** What the address says of the list: it is the state, so that a link shows the same list to a colleague. */
export type ListState = {
  search: string
  conditions: Condition[]
  sort: string
  after: string | undefined
  /** Undefined: the usual ones. */
  columns: string[] | undefined
  /** Id of the saved view that was opened. */
  view: string | undefined
  /** A tree as one, or its entries in a table. */
  layout: 'tree' | 'table'
  setLayout: (layout: 'tree' | 'table') => void
  /** The filter in the address cannot be read. */
  broken: boolean
  /** Another list: begins at its first page. */
  change: (part: Partial<Pick<ListState, 'search' | 'conditions' | 'sort' | 'columns'>>) => void
  /** A saved view, or the plain list. */
  open: (view: Opened | undefined, conditions?: Condition[]) => void
  next: (cursor: string) => void
  /** Undefined on the first page. */
  previous: (() => void) | undefined
}

type Opened = Pick<SavedView, 'id' | 'search' | 'sort' | 'columns'>
type Trail = { trail?: (string | null)[] }

/** Its entries stand where somebody has put them. */
export const isOrdered = ({ kind, ordered }: Pick<ContentType, 'kind' | 'ordered'>): boolean =>
  kind === 'tree' || ordered === 'manual'

export function useListState(type: Pick<ContentType, 'kind' | 'ordered'>): ListState {
  const asked = useSearch({ strict: false }) as Record<string, string | undefined>
  const navigate = useNavigate()
  const trail = useRouterState({ select: (state) => (state.location.state as Trail).trail }) ?? []
  const conditions = readConditions(asked['filter'])
  const sort = asked['sort'] ?? (isOrdered(type) ? 'position' : '-updatedAt')
  const columns = asked['columns']?.split(',').filter(Boolean)
  const go = (search: Record<string, string | undefined>, past: (string | null)[]) =>
    void navigate({
      to: '.',
      search: { layout: asked['layout'], ...search } as never,
      state: { trail: past } as never,
    })
  return {
    search: asked['q'] ?? '',
    conditions: conditions ?? [],
    sort,
    after: asked['after'],
    columns,
    view: asked['view'],
    layout: type.kind === 'tree' && asked['layout'] !== 'table' ? 'tree' : 'table',
    setLayout: (layout) =>
      go({ ...asked, after: undefined, layout: layout === 'table' ? layout : undefined }, []),
    broken: conditions === undefined,
    change(part) {
      const next = { search: asked['q'] ?? '', conditions: conditions ?? [], sort, columns, ...part }
      go({ ...addressOf(next), view: asked['view'] }, [])
    },
    open(view, chosen = []) {
      const { search, sort: order, columns: shown, id } = view ?? {}
      if (!view) return go({}, [])
      const next = {
        search: search ?? '',
        conditions: chosen,
        sort: order ?? sort,
        columns: shown ?? undefined,
      }
      go({ ...addressOf(next), view: id }, [])
    },
    next: (cursor) => go({ ...asked, after: cursor }, [...trail, asked['after'] ?? null]),
    previous: asked['after']
      ? () => go({ ...asked, after: trail.at(-1) ?? undefined }, trail.slice(0, -1))
      : undefined,
  }
}

const addressOf = ({
  search,
  conditions,
  sort,
  columns,
}: Pick<ListState, 'search' | 'conditions' | 'sort' | 'columns'>) => ({
  q: search || undefined,
  filter: conditions.length > 0 ? JSON.stringify(conditions) : undefined,
  sort,
  columns: columns?.join(','),
})

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

/** The other way round; nothing when the filter says more than conditions can that must all hold. */
export function fromFilter(filter: Record<string, unknown>): Condition[] | undefined {
  const parts = Object.keys(filter).length === 0 ? [] : filter['and']
  if (!Array.isArray(parts) || Object.keys(filter).length > 1) return undefined
  const conditions = parts.flatMap((part: Record<string, unknown> | null): Condition[] => {
    const [path, test] = Object.entries(part ?? {})[0] ?? []
    const isTest = test !== null && typeof test === 'object' && !Array.isArray(test)
    const [op, value] = isTest ? (Object.entries(test)[0] ?? []) : []
    if (path === undefined || op === undefined || typeof value === 'object') return []
    return [{ path, op, value: String(value) }]
  })
  return conditions.length === parts.length ? conditions : undefined
}

/** What the address of the list says when a saved view is opened; nothing when its filter says more than the list can show. */
export function searchOf({
  id,
  search,
  sort,
  columns,
  filter,
}: SavedView): Record<string, string> | undefined {
  const conditions = fromFilter(filter)
  if (!conditions) return undefined
  const address = addressOf({
    search: search ?? '',
    conditions,
    sort: sort ?? '',
    columns: columns ?? undefined,
  })
  const said = Object.entries({ ...address, view: id }).filter(([, value]) => value)
  return Object.fromEntries(said) as Record<string, string>
}
