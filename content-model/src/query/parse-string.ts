import { issue, pointerPart, type Issue } from '../issue.ts'
import { limits } from '../limits.ts'
import type { ParsedQuery } from './ast.ts'
import { parseQueryJson } from './parse-json.ts'

type Tree = { [key: string]: Tree | string }
const newTree = (): Tree => Object.create(null) as Tree

/**
 * A query string such as `filter[or][0][author.name][eq]=x&sort=-publishedAt&page[size]=20`: brackets become the tree that the JSON
 * form has, values stay text. Never throws; issues name the parameter.
 */
export function parseQueryString(search: string): { query: ParsedQuery; issues: Issue[] } {
  if (search.length > limits.queryStringLength) {
    return {
      query: { other: {} },
      issues: [issue('', 'query_too_long', { length: search.length, limit: limits.queryStringLength })],
    }
  }
  const tree = newTree()
  const issues: Issue[] = []
  for (const part of search.split('&')) {
    if (part === '') continue
    const at = part.indexOf('=')
    const name = decode(at < 0 ? part : part.slice(0, at))
    const value = decode(at < 0 ? '' : part.slice(at + 1))
    if (name === undefined || value === undefined)
      issues.push(issue(`/${pointerPart(part)}`, 'bad_encoding', { name: part.slice(0, 100).toWellFormed() }))
    else issues.push(...put(tree, name, value))
  }
  if (issues.length > 0) return { query: { other: {} }, issues: issues.slice(0, 20) }
  return parseQueryJson(lists(tree))
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}

const shape = /^([^[\]]+)((?:\[[^[\]]*\])*)$/

function put(tree: Tree, name: string, value: string): Issue[] {
  const match = shape.exec(name)
  const unknown = [issue(`/${pointerPart(name)}`, 'parameter_shape', { name: name.slice(0, 100) })]
  if (!match) return unknown
  const keys = [match[1]!, ...[...match[2]!.matchAll(/\[([^\]]*)\]/g)].map(([, key]) => key!)]
  if (keys.length > 2 * limits.filterDepth + 4) return unknown
  let at = tree
  for (const key of keys.slice(0, -1)) {
    const next = at[key]
    if (typeof next === 'string') return unknown
    at = next ?? (at[key] = newTree())
  }
  const last = keys.at(-1)!
  // `x[in][]=a&x[in][]=b`: empty brackets count up.
  const slot = last === '' ? String(Object.keys(at).length) : last
  if (slot in at) return [issue(`/${pointerPart(name)}`, 'parameter_twice', { name: name.slice(0, 100) })]
  at[slot] = value
  return []
}

/** Objects whose keys are 0, 1, 2, … become lists; everything else stays an object without a prototype's names. */
function lists(tree: Tree | string): unknown {
  if (typeof tree === 'string') return tree
  const keys = Object.keys(tree)
  if (keys.length > 0 && keys.every((key, i) => key === String(i)))
    return keys.map((key) => lists(tree[key]!))
  const made: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const key of keys) made[key] = lists(tree[key]!)
  return made
}
