import type { Schema } from '@tiptap/pm/model'
import { schema } from './extensions.ts'

type Part = { type?: unknown; attrs?: unknown; marks?: unknown; content?: unknown }

/**
 * Whether the editor keeps all of a document. The library leaves out what it does not know, whole texts for one strange node and attributes
 * without a word: such a document is never given to it.
 */
export function isKnown(value: unknown): boolean {
  try {
    schema.nodeFromJSON(value).check()
  } catch {
    return false
  }
  return keepsAttributes(value as Part, schema)
}

function keepsAttributes(part: Part, { nodes, marks }: Schema): boolean {
  const own = hasAll(part.attrs, nodes[String(part.type)]?.spec.attrs)
  const ofMarks = listOf(part.marks).every((mark) => hasAll(mark.attrs, marks[String(mark.type)]?.spec.attrs))
  return (
    own &&
    ofMarks &&
    listOf(part.content).every((child) => keepsAttributes(child, { nodes, marks } as Schema))
  )
}

const listOf = (value: unknown): Part[] => (Array.isArray(value) ? (value as Part[]) : [])
const hasAll = (attrs: unknown, known: object = {}): boolean =>
  Object.entries((attrs ?? {}) as object).every(([key, value]) => value === null || Object.hasOwn(known, key))
