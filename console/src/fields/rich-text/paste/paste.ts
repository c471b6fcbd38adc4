import { limits } from '@dozo/content-model/limits'
import { Fragment, Slice, type Node } from '@tiptap/pm/model'
import { closeHistory } from '@tiptap/pm/history'
import { Plugin } from '@tiptap/pm/state'
import { Extension } from '@tiptap/react'
import { cleaned } from './clean.ts'
import type { Left } from './convert.ts'
import { inert } from './inert.ts'
import { treeOf } from './tree.ts'

/** Takes what is pasted from elsewhere as words and their order, tells what was left out, and lets one undo take it back. */
export const paste = (tell: (left: Left & { files: number }) => void) =>
  Extension.create({
    name: 'paste',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          transformPastedHTML(html) {
            // What was copied here knows its place; the schema reads it.
            if (/\sdata-pm-slice=/.test(html)) return inert(html)
            const { html: clean, left } = cleaned(treeOf(html))
            if (left.images + left.embeds > 0) tell({ ...left, files: 0 })
            return clean
          },
          transformPasted: (slice) => new Slice(withinLimits(slice.content), slice.openStart, slice.openEnd),
          handlePaste(view, event) {
            const data = event.clipboardData
            if (data && data.files.length > 0 && !data.types.some((type) => type.startsWith('text/')))
              tell({ images: 0, embeds: 0, files: data.files.length })
            const apart = () => view.isDestroyed || view.dispatch(closeHistory(view.state.tr))
            apart()
            queueMicrotask(apart)
            return false
          },
        },
      }),
    ],
  })

/** Whoever made it up: a cell over a million columns would be laid out before anybody can refuse it. */
function withinLimits(content: Fragment): Fragment {
  const nodes: Node[] = []
  content.forEach((node) => {
    const inside = node.copy(withinLimits(node.content))
    const { colspan, rowspan } = node.attrs as { colspan?: unknown; rowspan?: unknown }
    nodes.push(
      colspan === undefined
        ? inside
        : inside.type.create(
            {
              ...inside.attrs,
              colspan: spanOf(colspan, limits.tableColumns),
              rowspan: spanOf(rowspan, limits.tableRows),
              colwidth: null,
            },
            inside.content,
          ),
    )
  })
  return Fragment.from(nodes)
}

const spanOf = (value: unknown, most: number): number =>
  Math.min(most, Math.max(1, Math.trunc(Number(value)) || 1))
