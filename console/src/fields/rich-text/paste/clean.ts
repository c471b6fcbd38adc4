import type { Block } from './block.ts'
import { blocksIn, type Left } from './convert.ts'
import type { Tree } from './tree.ts'
import { written } from './write.ts'

/** What was pasted, as the editor can hold it, and what of it is not there. */
export function cleaned(tree: Tree): { html: string; left: Left } {
  const left = { images: 0, embeds: 0 }
  const blocks = blocksIn(tree, left)
  const shifted = highest(blocks) === 1 ? blocks.map(lower) : blocks
  return { html: onlyLine(shifted) ?? written(shifted), left }
}

/** A page has its title already: what comes in begins one step below. */
const highest = (blocks: readonly Block[]): number =>
  Math.min(...blocks.map((block) => (block.kind === 'text' && block.heading) || 7))
const lower = (block: Block): Block =>
  block.kind === 'text' && block.heading > 0 ? { ...block, heading: Math.min(6, block.heading + 1) } : block

/** Words that are no whole paragraph go into the line they are pasted to. */
function onlyLine(blocks: readonly Block[]): string | undefined {
  const [block] = blocks
  if (blocks.length !== 1 || block?.kind !== 'text' || block.heading > 0 || block.item || block.align)
    return undefined
  return written(blocks).replace(/^<p>|<\/p>$/g, '')
}
