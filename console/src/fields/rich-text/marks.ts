import { isSafeLink } from '@dozo/content-model/fields/rich-text'
import Link from '@tiptap/extension-link'
import { Mark } from '@tiptap/react'

/** A link to an address, or to an entry of the site by its id: where that is, whoever shows it says. */
export const richTextLink = Link.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      entry: {
        default: null,
        parseHTML: (element: HTMLElement) => element.dataset['entry'] ?? null,
        renderHTML: ({ entry }: Record<string, unknown>) => (entry ? { 'data-entry': entry } : {}),
      },
    }
  },
  parseHTML() {
    return [{ tag: 'a[data-entry]' }, ...(this.parent?.() ?? [])]
  },
}).configure({
  openOnClick: false,
  // What the server refuses is no link here either.
  isAllowedUri: (address) => !address || isSafeLink(address),
})

const raised = (name: 'subscript' | 'superscript', tag: 'sub' | 'sup') =>
  Mark.create({
    name,
    excludes: 'subscript superscript',
    parseHTML: () => [{ tag }],
    renderHTML: () => [tag, 0],
  })

export const raisedMarks = [raised('subscript', 'sub'), raised('superscript', 'sup')]
