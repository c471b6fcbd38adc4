import {
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
} from 'react'
import { useEscape } from '../keys.ts'
import { scrollAtEdges } from './edge-scroll.ts'

type Point = { x: number; y: number }
/** `taken`: against the root, which scrolls with the page; `at`: in the window. */
type Held<Row> = { row: Row; taken: Point; at: Point; pulled: boolean }

type Acts<Row> = {
  /** It is taken hold of; nothing may come of it. */
  take?: (row: Row) => void
  /** How far it has been pulled, and where in the root it is held now. */
  follow: (row: Row, by: Point, at: Point) => void
  drop: (row: Row) => void
  /** Over, one way or the other, before it is dropped. */
  leave: () => void
}

/** Less than that is a press, and a press opens the menu of the handle. */
const pressPx = 4

/** Something within a root that is pulled by its handle with a mouse, a pen or a finger. Esc puts it back. */
export function usePull<Row>(root: RefObject<HTMLElement | null>, acts: Acts<Row>) {
  const held = useRef<Held<Row>>(undefined)
  const wasPulled = useRef(false)
  const [pulling, setPulling] = useState(false)
  const within = ({ x, y }: Point): Point => {
    const { left = 0, top = 0 } = root.current?.getBoundingClientRect() ?? {}
    return { x: x - left, y: y - top }
  }
  function follow() {
    const now = held.current
    if (!now) return
    const at = within(now.at)
    const by = { x: at.x - now.taken.x, y: at.y - now.taken.y }
    if (!now.pulled && Math.abs(by.y) < pressPx && Math.abs(by.x) < pressPx) return
    now.pulled = true
    wasPulled.current = true
    setPulling(true)
    acts.follow(now.row, by, at)
  }
  function leave() {
    held.current = undefined
    setPulling(false)
    acts.leave()
  }
  useEscape(leave, pulling)
  const scrolled = useEffectEvent(follow)
  useEffect(() => {
    if (!pulling || !root.current) return
    return scrollAtEdges(
      root.current,
      () => held.current?.at.y,
      () => scrolled(),
    )
  }, [pulling, root])

  return (row: Row) => ({
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0 || !event.isPrimary || !root.current) return
      event.currentTarget.setPointerCapture(event.pointerId)
      const at = { x: event.clientX, y: event.clientY }
      held.current = { row, taken: within(at), at, pulled: false }
      acts.take?.(row)
    },
    onPointerMove(event: PointerEvent) {
      if (!held.current) return
      held.current.at = { x: event.clientX, y: event.clientY }
      follow()
    },
    onPointerUp() {
      const pulled = held.current?.pulled === true
      leave()
      // The click that follows the release, also one after Esc, is no press of the handle.
      setTimeout(() => (wasPulled.current = false))
      if (pulled) acts.drop(row)
    },
    onPointerCancel: leave,
    onClickCapture(event: MouseEvent) {
      if (!wasPulled.current) return
      event.preventDefault()
      event.stopPropagation()
    },
  })
}
