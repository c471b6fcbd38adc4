/** Where a row of a list lies: pixels from the top of the list. */
export type Box = { top: number; height: number }

/** The place that a row would take now that it is held `shift` pixels from where it lay: it passes another one at its middle. */
export function placeOf(boxes: readonly Box[], from: number, shift: number): number {
  const own = boxes[from]!
  const [top, end] = [own.top + shift, own.top + shift + own.height]
  const middle = ({ top: start, height }: Box) => start + height / 2
  const passed = boxes.filter((box, i) => (i < from ? top < middle(box) : i > from && end > middle(box)))
  return shift < 0
    ? from - passed.filter((box) => box.top < own.top).length
    : from + passed.filter((box) => box.top > own.top).length
}

/** How far a row makes way for the one that is held. */
export function wayOf(boxes: readonly Box[], from: number, to: number, at: number): number {
  const [own, next] = [boxes[from]!, boxes[from + 1] ?? boxes[from]!]
  const above = boxes[from - 1]
  const gap =
    next === own ? (above ? own.top - above.top - above.height : 0) : next.top - own.top - own.height
  if (from < at && at <= to) return -(own.height + gap)
  if (to <= at && at < from) return own.height + gap
  return 0
}
