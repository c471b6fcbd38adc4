import { useRef, useState, type RefObject } from 'react'
import type { Entry, MoveBody } from '@dozo/client'
import { usePull } from '../../../ui/reorder/use-pull.ts'
import { staysAt, targetAt, without, type Row, type Target } from './place.ts'

export type Taken = { entry: Entry; depth: number; back: MoveBody }
type Line = { id: string; top: number; left: number; parent: Row | undefined }

/** The rows that are seen, in their order. */
const elementsOf = (root: HTMLElement) => [...root.querySelectorAll<HTMLElement>('[data-tree-row]')]
const rowOf = ({ dataset }: HTMLElement): Row => ({
  id: dataset['id']!,
  title: dataset['title']!,
  parent: dataset['parent'] || null,
  depth: Number(dataset['depth']),
  open: dataset['open'] === 'true',
})

/** A branch that is pulled to another place: up and down between which rows, to the side on which level. Gives the line that shows it. */
export function useTreeDrag(
  root: RefObject<HTMLElement | null>,
  drop: (taken: Taken, target: Target, parent: Row | undefined) => void,
) {
  const seen = useRef<{ rows: Row[]; rest: Row[]; tops: number[]; bottoms: number[]; indent: number }>(
    undefined,
  )
  const found = useRef<Target>(undefined)
  const [line, setLine] = useState<Line>()
  const parentOf = ({ parent }: Target) => seen.current?.rows.find(({ id }) => id === parent)
  const handleOf = usePull<Taken>(root, {
    take({ entry }) {
      const { top } = root.current!.getBoundingClientRect()
      const elements = elementsOf(root.current!)
      const rows = elements.map(rowOf)
      const rest = without(rows, entry.id)
      const boxes = elements
        .filter((_, i) => rest.includes(rows[i]!))
        .map((element) => element.getBoundingClientRect())
      seen.current = {
        rows,
        rest,
        tops: boxes.map((box) => box.top - top),
        bottoms: boxes.map((box) => box.bottom - top),
        indent: Number.parseFloat(getComputedStyle(root.current!).getPropertyValue('--tree-indent')) || 24,
      }
      found.current = undefined
    },
    follow({ entry, depth }, by, at) {
      const { rest, tops, bottoms, indent } = seen.current!
      const gap = tops.filter((top, i) => (top + bottoms[i]!) / 2 < at.y).length
      const target = targetAt(rest, gap, depth + Math.round(by.x / indent))
      found.current = target
      const top = gap === 0 ? (tops[0] ?? 0) : bottoms[gap - 1]!
      setLine({ id: entry.id, top, left: target.depth * indent + 8, parent: parentOf(target) })
    },
    drop(taken) {
      const target = found.current
      if (target && !staysAt(seen.current!.rows, taken.entry.id, target))
        drop(taken, target, parentOf(target))
    },
    leave: () => setLine(undefined),
  })
  return { handleOf, line }
}
