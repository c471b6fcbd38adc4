import { ordered } from '../ordered.ts'
import { isObject } from './object-value.ts'

/**
 * Blocks with an id each. One that came without has an id made of what it says, so that the same list sent twice is the same list;
 * from then on the block keeps it, whatever becomes of its values.
 */
export function withIds(blocks: readonly unknown[]): unknown[] {
  const taken = new Set(blocks.flatMap((block) => (isObject(block) ? [block['id']] : [])))
  return blocks.map((block) => {
    if (!isObject(block) || block['id'] !== undefined) return block
    const name = nameFor(block)
    let id = name
    for (let n = 2; taken.has(id); n++) id = `${name}-${n}`
    taken.add(id)
    return { id, ...block }
  })
}

const nameFor = (block: object): string => {
  const text = JSON.stringify(ordered(block))
  return `b${hash(text, 0x811c9dc5)}${hash(text, 0x01000193)}`
}

/** FNV-1a: it need not be hard to guess, only short; two blocks of one name are told apart by a number. */
function hash(text: string, start: number): string {
  let sum = start
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193)
  return (sum >>> 0).toString(36).padStart(7, '0')
}
