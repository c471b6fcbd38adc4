import { VisuallyHidden } from '@mantine/core'
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isWriting, keyOf as keyPressed } from '../keys.ts'
import { ReorderHandle } from './ReorderHandle.tsx'
import { useDrag } from './use-drag.ts'

type Props<Item> = {
  /** What the list is called to who cannot see it. */
  label: string
  items: readonly Item[]
  /** Stays with an item wherever it goes. */
  keyOf: (item: Item, at: number) => string | number
  /** What its handle is called by. */
  nameOf: (item: Item, at: number) => string
  /** What it is called when its new place is read out, where its name says the place already. */
  saidOf?: (item: Item, at: number) => string
  onMove: (from: number, to: number) => void
  disabled?: boolean
  /** Draws an item. `handle`: what it is taken by; nothing while there is only one. */
  children: (item: Item, at: number, handle: ReactNode) => ReactNode
}

/**
 * Things in an order that people make: pulled by a handle, sent up, down, to the top or to the end from its menu, or one place up or down
 * with Alt and an arrow. The focus goes with the thing, and its new place is read out.
 */
export function ReorderList<Item>(props: Props<Item>) {
  const { label, items, keyOf, nameOf, saidOf = nameOf, onMove, disabled, children } = props
  const { t } = useTranslation('reorder')
  const [said, say] = useState('')
  const moved = useRef<{ key: string | number; focus: Element | null }>(undefined)
  const count = items.length
  function move(from: number, to: number) {
    const focus = document.activeElement
    const within = list.current?.children[from]?.contains(focus) === true
    moved.current = { key: keyOf(items[from]!, from), focus: within ? focus : null }
    say(t('moved', { name: saidOf(items[from]!, from), place: to + 1, count }))
    onMove(from, to)
  }
  const { list, handleOf, shiftOf, draggedAt } = useDrag(move)
  function press(event: KeyboardEvent, at: number) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[keyPressed(event) ?? '']
    const { target } = event
    // A list within an item, or a line that is being written, has its own use for these keys.
    if (!step || !event.altKey || disabled || isWriting(target)) return
    if (!(target instanceof Element) || target.closest('.reorder') !== list.current) return
    event.preventDefault()
    if (at + step >= 0 && at + step < count) move(at, at + step)
  }
  // Taken out of the page and put back elsewhere, an element has lost the focus.
  useLayoutEffect(() => {
    const at = items.findIndex((item, i) => keyOf(item, i) === moved.current?.key)
    if (!moved.current || at === -1) return
    const row = list.current?.children[at]
    const { focus } = moved.current
    moved.current = undefined
    const place =
      focus instanceof HTMLElement && row?.contains(focus)
        ? focus
        : row?.querySelector<HTMLElement>('.reorder-handle')
    place?.focus({ preventScroll: true })
    place?.scrollIntoView({ block: 'nearest' })
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
              onKeyDown={(event) => press(event, at)}
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
