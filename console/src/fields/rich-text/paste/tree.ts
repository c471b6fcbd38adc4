import { inert } from './inert.ts'

/** An element of what was pasted. Comments are gone: what Word keeps in them is meant for Word. */
export type Tree = { tag: string; attrs: Readonly<Record<string, string>>; children: (Tree | string)[] }

/** Parts of tables that stand alone are no parts of tables for a parser: their tags would go, and the words of cells run together. */
const onlyInTables = /^(?:\s|<meta[^>]*>|<!--[^]*?-->)*<(?:thead|tbody|tfoot|tr|td|th|col|caption)\b/i

/** Reads HTML as inert as a browser can: nothing of it runs, and nothing is asked of the network. */
export function treeOf(html: string): Tree {
  const whole = onlyInTables.test(html) ? `<table>${html}</table>` : html
  return elementOf(new DOMParser().parseFromString(inert(whole), 'text/html').documentElement)
}

/** How deep it goes: what lies deeper in something hostile is its text. */
const deepest = 200

function elementOf(element: Element, depth = 0): Tree {
  const attrs = Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]))
  const children = [...element.childNodes].flatMap((node) => {
    if (node instanceof Text) return [node.data]
    if (!(node instanceof Element)) return []
    return [depth < deepest ? elementOf(node, depth + 1) : (node.textContent ?? '')]
  })
  return { tag: element.localName, attrs, children }
}

export const textIn = (part: Tree | string): string =>
  typeof part === 'string' ? part : part.children.map(textIn).join('')
