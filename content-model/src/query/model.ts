import type { Columns } from '../columns.ts'
import type { ContentTypeDefinition, Field } from '../definition.ts'
import type { Op, Operand } from './ast.ts'

/** One content type as queries see it. */
export type ModelType = { id: string; definition: ContentTypeDefinition; columns: Columns }
export type Model = { type(key: string): ModelType | undefined }

export type AttributeKind = 'id' | 'text' | 'number' | 'date'

/** What every entry has, whatever its type: name in replies, column of the index, what may be asked. */
export const attributes = {
  id: { column: 'entry_id', kind: 'id', sortable: true },
  key: { column: 'key', kind: 'text', sortable: true },
  number: { column: 'number', kind: 'number', sortable: true },
  status: { column: 'status', kind: 'text', sortable: false },
  createdAt: { column: 'created_at', kind: 'date', sortable: true },
  updatedAt: { column: 'updated_at', kind: 'date', sortable: true },
  publishedAt: { column: 'published_at', kind: 'date', sortable: true },
  parent: { column: 'parent_id', kind: 'id', sortable: false },
  position: { column: 'position', kind: 'number', sortable: true },
  createdBy: { column: 'created_by_id', kind: 'id', sortable: false },
} as const satisfies Record<string, { column: string; kind: AttributeKind; sortable: boolean }>
export type AttributeName = keyof typeof attributes

/** Where a condition ends: an attribute, or a field in one type (each type keeps it in a column of its own). */
export type Target =
  | { kind: 'attribute'; name: AttributeName; column: string; value: AttributeKind }
  | { kind: 'column'; type: ModelType; field: Field; column: string; value: 'text' | 'number' | 'date' }
  | { kind: 'refs'; type: ModelType; field: Field }
  /** Filterable, but no column was left: read from the values, at a price. */
  | { kind: 'values'; type: ModelType; field: Field }
  /** How many entries of `from` point here by their field `by`. */
  | { kind: 'reverse'; type: ModelType; field: Field; from: ModelType; by: Field }

/** One step over a relation, from a field of a type. */
export type Hop = { from: ModelType; field: Field }

export type Leaf = { hops: Hop[]; targets: Target[]; op: Op; value: Operand }
export type BoundFilter = { and: BoundFilter[] } | { or: BoundFilter[] } | { not: BoundFilter } | Leaf

export type SortKey = { target: Target; descending: boolean; name: string }

/** What a reply holds: fields of the entry itself, and for relations what is wanted of their targets. */
export type Selection = { attributes: Set<string> | null; fields: Map<string, Selection | null> }

export type BoundQuery = {
  type: ModelType
  filter: BoundFilter | null
  sort: SortKey[]
  selection: Selection
  size: number
  after: { values: (string | number | null)[]; id: string } | null
  /** Nothing, all of them, or what they are about: counting a million takes as long as reading it. */
  count: 'exact' | 'estimated' | null
  locale: string
  fallback: string | null
  cost: number
}
