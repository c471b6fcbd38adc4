import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'

/** Blocks of a cell. A table within a table is refused when it is saved: it cannot be made here. */
const cellContent =
  '(paragraph | heading | blockquote | bulletList | orderedList | codeBlock | horizontalRule | image)+'

type Attributes = Record<string, unknown>

/** A cell with what the content model keeps of it; what the library adds besides, alignment, is said of the paragraphs within. */
const cellAttributes = (inherited: Attributes | undefined) => {
  const { align: _align, ...kept } = inherited ?? {}
  return kept as object
}

/** Wide tables scroll within their own box. Widths of columns are kept where there are some; here they follow what is in them. */
export const tables = [
  Table.extend({
    // Without styles of its own: what is copied here and pasted here would be held against the page's policy.
    renderHTML: () => ['div', { class: 'tableWrapper' }, ['table', ['tbody', 0]]],
  }).configure({ allowTableNodeSelection: true }),
  TableRow,
  TableCell.extend({
    content: cellContent,
    addAttributes() {
      return cellAttributes(this.parent?.())
    },
  }),
  TableHeader.extend({
    content: cellContent,
    addAttributes() {
      return cellAttributes(this.parent?.())
    },
  }),
]
