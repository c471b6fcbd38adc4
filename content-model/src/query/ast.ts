export const ops = [
  'eq',
  'ne',
  'in',
  'nin',
  'lt',
  'lte',
  'gt',
  'gte',
  'contains',
  'startsWith',
  'exists',
] as const
export type Op = (typeof ops)[number]

/** A value that is filled in when the query runs: only in permission conditions. */
export type Variable = { var: 'member.id' | 'member.groups' | 'now' }
export type Scalar = string | number | boolean | null
export type Operand = Scalar | Scalar[] | Variable

/** A filter as it was parsed: which fields there are is not known yet. */
export type Filter =
  { and: Filter[] } | { or: Filter[] } | { not: Filter } | { path: string; op: Op; value: Operand }

export type ParsedQuery = {
  filter?: Filter
  fields?: string[]
  sort?: string[]
  size?: number
  after?: string
  count?: 'exact' | 'estimated'
  locale?: string
  fallback?: 'none' | 'default'
  /** Parameters outside the grammar, for whoever knows them (`type`, `stage`, `search`, …). */
  other: Record<string, string>
}

export const isVariable = (value: unknown): value is Variable =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && 'var' in value
