import { Popover } from '@mantine/core'
import { useRef, type ReactNode } from 'react'

type Props = {
  opened: boolean
  close: () => void
  /** What it stands below: one element that takes a ref. */
  target: ReactNode
  children: ReactNode
}

/** A popover with a form in it. What its inputs open above it, lists and calendars, is a part of it: a press there does not close it. */
export function FormPopover({ opened, close, target, children }: Props) {
  const inside = useRef(false)
  // Heard before the document hears it, as React lets events rise through portals; over when the event is.
  const press = () => {
    inside.current = true
    setTimeout(() => (inside.current = false))
  }
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && !inside.current && close()}
      trapFocus
      withinPortal
      width={320}
    >
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown onMouseDownCapture={press} onTouchStartCapture={press}>
        {children}
      </Popover.Dropdown>
    </Popover>
  )
}
