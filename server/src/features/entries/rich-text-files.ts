import { isObject } from '@dozo/content-model/fields/object-value'
import type { RichNode } from '@dozo/content-model/fields/rich-text'
import { shownFile, type LiveFile } from '#features/files/live.ts'
import type { Language } from './render.ts'

/**
 * A document with the places, sizes and words of the files that it shows. What is no longer there, or not for everybody, is left out: a
 * reader sees no hole.
 */
export function withFiles(
  node: RichNode,
  files: ReadonlyMap<string, LiveFile>,
  language: Language,
): RichNode {
  // It may have the shape of a definition that was changed a moment ago.
  if (!Array.isArray(node.content)) return node
  return {
    ...node,
    content: node.content.filter(isObject).flatMap((child) => {
      const id = child.type === 'image' ? child.attrs?.['file'] : undefined
      if (typeof id !== 'string') return [withFiles(child, files, language)]
      const file = files.get(id)
      return file
        ? [{ ...child, attrs: { ...child.attrs, ...placeOf(file, child.attrs ?? {}, language) } }]
        : []
    }),
  }
}

function placeOf(file: LiveFile, { alt: own }: Record<string, unknown>, language: Language) {
  const words = typeof own === 'string' && own !== '' ? { alt: own } : {}
  const { url, width, height, alt } = shownFile(file, words, language, 'image')
  return { src: url, width, height, alt }
}
