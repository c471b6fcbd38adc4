import { Node } from '@tiptap/react'

/** An image of the library, by its id, or one from elsewhere by its address. The console shows its own small picture of the first. */
export const richTextImage = (site: string) =>
  Node.create({
    name: 'image',
    group: 'block',
    atom: true,
    draggable: true,
    addAttributes: () => ({
      file: { default: null },
      alt: { default: null },
      title: { default: null },
      src: { default: null },
      width: { default: null },
      height: { default: null },
    }),
    // What is pasted from elsewhere brings no images: they would not be in the library.
    parseHTML: () => [{ tag: 'img[data-file]', getAttrs: (element) => ({ file: element.dataset['file'] }) }],
    renderHTML({ node: { attrs } }) {
      const { file, alt, title, src } = attrs as Record<string, string | null>
      return [
        'img',
        {
          src: file ? `/manage/v1/sites/${site}/files/${file}/thumbnail` : src,
          alt: alt ?? '',
          ...(file ? { 'data-file': file } : {}),
          ...(title ? { title } : {}),
        },
      ]
    },
  })
