import type { ContentType, SavedView } from '@dozo/client'
import { useNavigate, useRouterState, useSearch } from '@tanstack/react-router'
import { fromFilter, readClauses, writeClauses, type Clause } from './filter.ts'

/** Which entries, in which order, from which one on. */
export type Listed = {
  search: string
  clauses: Clause[]
  sort: string
  after: string | undefined
}

/** What the address says of the list: it is the state, so that a link shows the same list to a colleague. */
export type ListState = Listed & {
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
  change: (part: Partial<Pick<ListState, 'search' | 'clauses' | 'sort' | 'columns'>>) => void
  /** A saved view, or the plain list. */
  open: (view: Opened | undefined, clauses?: Clause[]) => void
  next: (cursor: string) => void
  /** Undefined on the first page. */
  previous: (() => void) | undefined
}

type Opened = Pick<SavedView, 'id' | 'search' | 'sort' | 'columns'>
type Trail = { trail?: (string | null)[] }

/** Its entries stand where somebody has put them. */
export const isOrdered = ({ kind, ordered }: Pick<ContentType, 'kind' | 'ordered'>): boolean =>
  kind === 'tree' || ordered === 'manual'

export const readList = (
  asked: Record<string, string | undefined>,
  type: Pick<ContentType, 'kind' | 'ordered'>,
): Listed => ({
  search: asked['q'] ?? '',
  clauses: readClauses(asked['filter']) ?? [],
  sort: asked['sort'] ?? (isOrdered(type) ? 'position' : '-updatedAt'),
  after: asked['after'],
})

export function useListState(type: Pick<ContentType, 'kind' | 'ordered'>): ListState {
  const asked = useSearch({ strict: false }) as Record<string, string | undefined>
  const navigate = useNavigate()
  const trail = useRouterState({ select: (state) => (state.location.state as Trail).trail }) ?? []
  const listed = readList(asked, type)
  const { search, clauses, sort } = listed
  const columns = asked['columns']?.split(',').filter(Boolean)
  const go = (search: Record<string, string | undefined>, past: (string | null)[]) =>
    void navigate({
      to: '.',
      search: { layout: asked['layout'], ...search } as never,
      state: { trail: past } as never,
    })
  return {
    ...listed,
    columns,
    view: asked['view'],
    layout: type.kind === 'tree' && asked['layout'] !== 'table' ? 'tree' : 'table',
    setLayout: (layout) =>
      go({ ...asked, after: undefined, layout: layout === 'table' ? layout : undefined }, []),
    broken: readClauses(asked['filter']) === undefined,
    change(part) {
      const next = { search, clauses, sort, columns, ...part }
      go({ ...addressOf(next), view: asked['view'] }, [])
    },
    open(view, chosen = []) {
      if (!view) return go({}, [])
      const next = {
        search: view.search ?? '',
        clauses: chosen,
        sort: view.sort ?? sort,
        columns: view.columns ?? undefined,
      }
      go({ ...addressOf(next), view: view.id }, [])
    },
    next: (cursor) => go({ ...asked, after: cursor }, [...trail, asked['after'] ?? null]),
    previous: asked['after']
      ? () => go({ ...asked, after: trail.at(-1) ?? undefined }, trail.slice(0, -1))
      : undefined,
  }
}

const addressOf = ({
  search,
  clauses,
  sort,
  columns,
}: Pick<ListState, 'search' | 'clauses' | 'sort' | 'columns'>) => ({
  q: search || undefined,
  filter: writeClauses(clauses),
  sort,
  columns: columns?.join(','),
})

/** What the address of the list says when a saved view is opened. */
export function searchOf({ id, search, sort, columns, filter }: SavedView): Record<string, string> {
  const address = addressOf({
    search: search ?? '',
    clauses: fromFilter(filter),
    sort: sort ?? '',
    columns: columns ?? undefined,
  })
  const said = Object.entries({ ...address, view: id }).filter(([, value]) => value)
  return Object.fromEntries(said) as Record<string, string>
}
