import type { Block } from './fields/blocks.ts'
import { isObject } from './fields/object-value.ts'
import { ordered } from './ordered.ts'

/** What became of one block. `from` and `to` are places in the two lists, counted from zero. A block may have moved and changed. */
export type BlockChange = {
  id: string
  kind: string
  change: 'added' | 'removed' | 'moved' | 'changed'
  from: number | null
  to: number | null
}

/** Blocks that are in one list only, that stand in another order, or that say something else, found by their ids. */
export function blockChanges(before: unknown, after: unknown): BlockChange[] {
  const [old, fresh] = [listOf(before), listOf(after)]
  const [were, are] = [placesIn(old), placesIn(fresh)]
  const stayed = inOrder(fresh.flatMap(({ id }) => were.get(id) ?? []))
  const of = ({ id, kind }: Block, change: BlockChange['change']): BlockChange => ({
    id,
    kind,
    change,
    from: were.get(id) ?? null,
    to: are.get(id) ?? null,
  })
  return [
    ...old.filter(({ id }) => !are.has(id)).map((block) => of(block, 'removed')),
    ...fresh.flatMap((block) => {
      const from = were.get(block.id)
      if (from === undefined) return [of(block, 'added')]
      return [
        ...(stayed.has(from) ? [] : [of(block, 'moved')]),
        ...(sayingOf(old[from]!) === sayingOf(block) ? [] : [of(block, 'changed')]),
      ]
    }),
  ]
}

const listOf = (value: unknown): Block[] =>
  Array.isArray(value)
    ? (value as Block[]).filter((block) => isObject(block) && typeof block.id === 'string')
    : []
const placesIn = (blocks: readonly Block[]) => new Map(blocks.map(({ id }, i) => [id, i]))
const sayingOf = ({ kind, values }: Block) => JSON.stringify(ordered([kind, values]))

/** The most of these numbers that are in order as they stand: the rest have moved. */
function inOrder(places: readonly number[]): Set<number> {
  const best: number[][] = []
  for (const place of places) {
    const before = best.findLast((run) => run.at(-1)! < place)
    const run = [...(before ?? []), place]
    const at = best.findIndex((other) => other.length === run.length)
    if (at < 0) best.push(run)
    else if (best[at]!.at(-1)! > place) best[at] = run
  }
  return new Set(best.at(-1))
}
