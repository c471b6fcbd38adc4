import { useEffect, useEffectEvent, useRef, useState, type MouseEvent, type PointerEvent } from 'react'
import { useEscape } from '../keys.ts'
import { scrollAtEdges } from './edge-scroll.ts'
import { placeOf, wayOf, type Box } from './place.ts'

type Drag = { from: number; to: number; shift: number; boxes: Box[] }
/** `to`: nothing as long as it is no more than a press. */
type Held = { from: number; boxes: Box[]; startY: number; y: number; to?: number }

/** Less than that is a press, and a press opens the menu of the handle. */
const pressPx = 4

/**
 * Rows of a list that are taken by a handle and put elsewhere, with a mouse, a pen or a finger. Nothing of the list changes before it is
 * let go; Esc leaves all as it was.
 */
export function useDrag(drop: (from: number, to: number) => void) {
  const list = useRef<HTMLUListElement>(null)
  const held = useRef<Held>(undefined)
  const wasDragged = useRef(false)
  const [drag, setDrag] = useState<Drag>()
  const isDragging = drag !== undefined

  const topOfList = () => list.current?.getBoundingClientRect().top ?? 0
  function follow() {
    const now = held.current
    if (!now) return
    // Against the list and not the window: the page may scroll meanwhile.
    const shift = now.y - topOfList() - now.startY
    if (now.to === undefined && Math.abs(shift) < pressPx) return
    const { from, boxes } = now
    wasDragged.current = true
    now.to = placeOf(boxes, from, shift)
    setDrag({ from, boxes, shift, to: now.to })
  }
  function leave() {
    held.current = undefined
    setDrag(undefined)
  }

  useEscape(leave, isDragging)
  const scrolled = useEffectEvent(follow)
  useEffect(() => {
    if (!isDragging || !list.current) return
    return scrollAtEdges(
      list.current,
      () => held.current?.y,
      () => scrolled(),
    )
  }, [isDragging])

  const handleOf = (from: number) => ({
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0 || !event.isPrimary || !list.current) return
      event.currentTarget.setPointerCapture(event.pointerId)
      const top = topOfList()
      const boxes = [...list.current.children].map((row) => {
        const box = row.getBoundingClientRect()
        return { top: box.top - top, height: box.height }
      })
      held.current = { from, boxes, startY: event.clientY - top, y: event.clientY }
    },
    onPointerMove(event: PointerEvent) {
      if (!held.current) return
      held.current.y = event.clientY
      follow()
    },
    onPointerUp() {
      const to = held.current?.to
      leave()
      // The click that follows the release, also one after Esc, is no press of the handle.
      setTimeout(() => (wasDragged.current = false))
      if (to !== undefined && to !== from) drop(from, to)
    },
    onPointerCancel: leave,
    onClickCapture(event: MouseEvent) {
      if (!wasDragged.current) return
      event.preventDefault()
      event.stopPropagation()
    },
  })

  const shiftOf = (at: number): number =>
    !drag ? 0 : at === drag.from ? drag.shift : wayOf(drag.boxes, drag.from, drag.to, at)

  return { list, handleOf, shiftOf, draggedAt: drag?.from }
}
