import { useRef, useState } from 'react'
import { placeOf, wayOf, type Box } from './place.ts'
import { usePull } from './use-pull.ts'

type Drag = { from: number; to: number; shift: number; boxes: readonly Box[] }

/**
 * Rows of a list that are taken by a handle and put elsewhere, with a mouse, a pen or a finger. Nothing of the list changes before it is
 * let go; Esc leaves all as it was.
 */
export function useDrag(drop: (from: number, to: number) => void) {
  const list = useRef<HTMLUListElement>(null)
  const boxes = useRef<readonly Box[]>([])
  const to = useRef<number>(undefined)
  const [drag, setDrag] = useState<Drag>()
  const handleOf = usePull<number>(list, {
    take() {
      const top = list.current!.getBoundingClientRect().top
      boxes.current = [...list.current!.children].map((row) => {
        const box = row.getBoundingClientRect()
        return { top: box.top - top, height: box.height }
      })
    },
    follow(from, { y: shift }) {
      to.current = placeOf(boxes.current, from, shift)
      setDrag({ from, boxes: boxes.current, shift, to: to.current })
    },
    drop(from) {
      if (to.current !== undefined && to.current !== from) drop(from, to.current)
    },
    leave: () => setDrag(undefined),
  })
  const shiftOf = (at: number): number =>
    !drag ? 0 : at === drag.from ? drag.shift : wayOf(drag.boxes, drag.from, drag.to, at)
  return { list, handleOf, shiftOf, draggedAt: drag?.from }
}
