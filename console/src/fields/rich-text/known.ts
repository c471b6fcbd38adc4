import type { Node, Schema } from '@tiptap/pm/model'
import { schema } from './extensions.ts'

/** Documents that the editor made: looked at again with each key, long ones would be felt. */
const made = new WeakSet<object>()

type Part = { type?: unknown; attrs?: unknown; marks?: unknown; content?: unknown }

/**
 * Whether the editor keeps all of a document. The library leaves out what it does not know, whole texts for one strange node and attributes
 * without a word: such a document is never given to it.
 */
export function isKnown(value: unknown): boolean {
  if (typeof value === 'object' && value !== null && made.has(value)) return true
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

/** What the editor holds, without what says nothing; an empty text is none. */
export function documentOf(doc: Node): object | undefined {
  const value = said(doc.toJSON() as Part)
  made.add(value)
  const [first, ...others] = doc.children
  const isEmpty = others.length === 0 && first?.type.name === 'paragraph' && first.childCount === 0
  return isEmpty ? undefined : value
}

function said(part: Part): object {
  const { attrs, content, marks, ...rest } = part
  const own = Object.entries((attrs ?? {}) as object).filter(([, value]) => value !== null)
  return {
    ...rest,
    ...(own.length > 0 ? { attrs: Object.fromEntries(own) } : {}),
    ...(content ? { content: listOf(content).map(said) } : {}),
    ...(marks ? { marks: listOf(marks).map(said) } : {}),
  }
}

/** Whether the editor holds this document, however it is written. */
export const holds = (doc: Node, value: unknown): boolean => doc.type.schema.nodeFromJSON(value).eq(doc)
