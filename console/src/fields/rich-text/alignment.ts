import { Extension } from '@tiptap/react'

export const alignments = ['left', 'center', 'right'] as const
export type Alignment = (typeof alignments)[number]

const read = (element: HTMLElement): string | null => {
  const own = element.getAttribute('align')
  return own === 'center' || own === 'right' ? own : null
}

/** Where the lines of paragraphs and headings begin. What stands at the left says nothing. */
export const alignment = Extension.create({
  name: 'alignment',
  addGlobalAttributes: () => [
    {
      types: ['paragraph', 'heading'],
      attributes: {
        textAlign: {
          default: null,
          parseHTML: read,
          renderHTML: ({ textAlign }: Record<string, unknown>) =>
            typeof textAlign === 'string' ? { align: textAlign } : {},
        },
      },
    },
  ],
})
