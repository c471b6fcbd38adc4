import { VisuallyHidden } from '@mantine/core'
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import './reorder.css'
import { ReorderHandle } from './ReorderHandle.tsx'
import { useDrag } from './use-drag.ts'

type Props<Item> = {
  /** What the list is called to who cannot see it. */
  label: string
  items: readonly Item[]
  /** Stays with an item wherever it goes. */
  keyOf: (item: Item, at: number) => string | number
  nameOf: (item: Item, at: number) => string
  onMove: (from: number, to: number) => void
  disabled?: boolean
  /** Draws an item. `handle`: what it is taken by; nothing while there is only one. */
  children: (item: Item, at: number, handle: ReactNode) => ReactNode
}

/**
 * Things in an order that people make: pulled by a handle, or sent up, down, to the top or to the end from its menu. The focus goes with
 * the thing, and its new place is read out.
 */
export function ReorderList<Item>({ label, items, keyOf, nameOf, onMove, disabled, children }: Props<Item>) {
  const { t } = useTranslation('reorder')
  const [said, say] = useState('')
  const moved = useRef<string | number>(undefined)
  const count = items.length
  function move(from: number, to: number) {
    moved.current = keyOf(items[from]!, from)
    say(t('moved', { name: nameOf(items[from]!, from), place: to + 1, count }))
    onMove(from, to)
  }
  const { list, handleOf, shiftOf, draggedAt } = useDrag(move)
  // Taken out of the page and put back elsewhere, an element has lost the focus.
  useLayoutEffect(() => {
    const at = items.findIndex((item, i) => keyOf(item, i) === moved.current)
    if (at === -1) return
    moved.current = undefined
    const handle = list.current?.children[at]?.querySelector<HTMLElement>('.reorder-handle')
    handle?.focus({ preventScroll: true })
    handle?.scrollIntoView({ block: 'nearest' })
  })
  return (
    <>
      <ul
        ref={list}
        className="reorder"
        aria-label={label}
        data-dragging={draggedAt === undefined ? undefined : true}
      >
        {items.map((item, at) => {
          const shift = shiftOf(at)
          const handle = count > 1 && !disabled && (
            <ReorderHandle
              name={nameOf(item, at)}
              at={at}
              count={count}
              move={(to) => move(at, to)}
              {...handleOf(at)}
            />
          )
          return (
            <li
              key={keyOf(item, at)}
              data-held={at === draggedAt ? true : undefined}
              style={shift === 0 ? undefined : { transform: `translateY(${shift}px)` }}
            >
              {children(item, at, handle)}
            </li>
          )
        })}
      </ul>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  )
}
