import { sheetMark } from './inert.ts'
import { textIn, type Tree } from './tree.ts'

export type Style = Readonly<Record<string, string>>

/** Declarations by name; the last one holds, as in a browser. */
function declarations(text: string): Style {
  const found: Record<string, string> = {}
  for (const one of text.split(';')) {
    const colon = one.indexOf(':')
    if (colon > 0)
      found[one.slice(0, colon).trim().toLowerCase()] = one
        .slice(colon + 1)
        .trim()
        .toLowerCase()
  }
  return found
}

/** What Word and Excel say of an element only in their style sheet. */
const fromSheets = ['mso-outline-level', 'font-weight', 'font-style', 'mso-list', 'mso-hide', 'display']

/** The few declarations that are needed, by class, of all style sheets that came along. */
export function classStyles(tree: Tree): ReadonlyMap<string, Style> {
  const classes = new Map<string, Style>()
  for (const sheet of sheetsIn(tree))
    for (const [, selectors = '', body = ''] of sheet.matchAll(/([^{}]{1,2000})\{([^{}]{0,5000})\}/g)) {
      const all = Object.entries(declarations(body)).filter(([name]) => fromSheets.includes(name))
      if (all.length === 0) continue
      for (const [, name] of selectors.matchAll(/(?:^|[\s,])(?:p|li|td|div|span)?\.([\w-]+)(?=\s*(?:,|$))/g))
        classes.set(name!, { ...classes.get(name!), ...Object.fromEntries(all) })
    }
  return classes
}

const sheetsIn = (part: Tree | string): string[] =>
  typeof part === 'string' ? [] : sheetMark in part.attrs ? [textIn(part)] : part.children.flatMap(sheetsIn)

export function styleOf({ attrs }: Tree, classes: ReadonlyMap<string, Style>): Style {
  const sheet = (attrs['class'] ?? '').split(/\s+/).flatMap((name) => {
    const own = classes.get(name)
    return own ? [own] : []
  })
  return Object.assign({}, ...sheet, declarations(attrs['data-style'] ?? ''))
}
