import type { Field, FieldTypeName, Words } from './definition.ts'
import { issue, type Issue } from './issue.ts'
import type { Op } from './query/ast.ts'

export type ColumnKind = 'text' | 'number' | 'date' | 'refs'
type JsonSchema = Record<string, unknown>

/** Everything the house knows about one type of field. Adding a type is adding a file with one of these. */
export type FieldType = {
  type: FieldTypeName
  label: Words
  /** Names of the options a field of this type may have, besides those that every field has. */
  options: readonly (keyof Field)[]
  /** What filters may ask; empty: cannot be filtered. */
  operators: readonly Op[]
  /** Where index rows keep the value; nothing: neither filtered nor sorted. */
  column: (field: Field) => ColumnKind | null
  sortable: boolean
  /** Values are objects themselves, so that one is never mistaken for the languages of a localised field. */
  isObject: boolean
  /** A value as it is written, where one can be written in several ways: filters ask for the one that is kept, and refuse what is none. */
  written: string | null
  /** Stands among the fields of an entry only, never within another field. */
  onlyTop: boolean
  canBeLocalized: boolean
  /** Found and sorted in any width and case: the index has its `sortKey`, and equality is asked again of the whole text. */
  isFolded: boolean
  /** Filled by the house: nobody writes it. */
  isComputed: boolean
  /** What a new entry has where its field says nothing else. */
  start: unknown
  canBeUnique: boolean
  canBeSearched: boolean
  /** Wrong options of a field of this type, with pointers relative to the field. */
  checkOptions: (field: Field) => Issue[]
  /** The value as it is kept: trimmed, one Unicode form, dates in UTC. Called only for values that are not null. */
  normalise: (value: unknown, field: Field) => unknown
  /** What is wrong with a normalised value, with pointers relative to it. */
  check: (value: unknown, field: Field) => Issue[]
  /** JSON Schema of the value in replies and in what is sent. */
  schema: (field: Field) => JsonSchema
  /** What the index column holds: text, number, or an ISO time for dates. */
  indexValue: (value: unknown, field: Field) => string | number | null
  /** What search reads. */
  plainText: (value: unknown, field: Field) => string
  /** Values of to-many fields and ids that relations point to. */
  refs: (value: unknown, field: Field) => string[]
}

const defaults: Omit<FieldType, 'type' | 'label' | 'schema'> = {
  options: [],
  operators: [],
  column: () => null,
  sortable: false,
  isObject: false,
  written: null,
  onlyTop: false,
  canBeLocalized: true,
  isFolded: false,
  isComputed: false,
  start: undefined,
  canBeUnique: false,
  canBeSearched: false,
  checkOptions: () => [],
  normalise: (value) => value,
  check: () => [],
  indexValue: () => null,
  plainText: () => '',
  refs: () => [],
}

export const fieldType = (
  own: Pick<FieldType, 'type' | 'label' | 'schema'> & Partial<FieldType>,
): FieldType => ({ ...defaults, ...own })

export const orderOperators: readonly Op[] = ['eq', 'ne', 'in', 'nin', 'lt', 'lte', 'gt', 'gte', 'exists']
export const textOperators: readonly Op[] = [...orderOperators, 'contains', 'startsWith']
export const setOperators: readonly Op[] = ['eq', 'ne', 'in', 'nin', 'exists']

/** The key that text is sorted and looked up by: width and case folded, cut at 200 characters. */
export const sortKey = (text: string): string =>
  [...text.normalize('NFKC').toLowerCase()].slice(0, 200).join('')

/** Options that name a least and a most, of which the first may not be above the second; counts are whole and not negative. */
export function checkRange(
  field: Field,
  least: 'min' | 'minLength',
  most: 'max' | 'maxLength',
  counts = true,
): Issue[] {
  const [from, to] = [field[least], field[most]]
  const odd = counts
    ? [least, most].filter(
        (key) => field[key] !== undefined && !(Number.isSafeInteger(field[key]) && field[key]! >= 0),
      )
    : []
  if (odd.length > 0) return odd.map((key) => issue(`/${key}`, 'not_a_count'))
  return from !== undefined && to !== undefined && from > to ? [issue(`/${most}`, 'max_below_min')] : []
}

const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
/** Text that can be kept: no control characters (a NUL cannot even be stored), no half surrogate pairs. */
export const isCleanText = (text: string): boolean => !control.test(text) && text.isWellFormed()
