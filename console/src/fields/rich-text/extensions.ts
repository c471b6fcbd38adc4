import StarterKit from '@tiptap/starter-kit'
import { getSchema, type Extensions } from '@tiptap/react'
import { alignment } from './alignment.ts'
import { richTextImage } from './image.ts'
import { raisedMarks, richTextLink } from './marks.ts'
import { tables } from './tables.ts'

/** All that can stand in a text: the nodes and marks of the content model, and nothing else. */
export const extensionsOf = (site: string): Extensions => [
  StarterKit.configure({ link: false }),
  richTextLink,
  ...raisedMarks,
  alignment,
  richTextImage(site),
  ...tables,
]

/** The same for every site: only pictures are shown from another place. */
export const schema = getSchema(extensionsOf(''))
