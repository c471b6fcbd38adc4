const near = 56
const step = 10

const canScroll = (one: Element) =>
  one.scrollHeight > one.clientHeight && /auto|scroll/.test(getComputedStyle(one).overflowY)

function scrollerOf(start: Element): Element | null {
  for (let one = start.parentElement; one; one = one.parentElement) if (canScroll(one)) return one
  return document.scrollingElement
}

/** Who holds a row at the edge of what is seen wants to see more: scrolls as long as that is so. Returns how to end it. */
export function scrollAtEdges(
  list: Element,
  heldAt: () => number | undefined,
  scrolled: () => void,
): () => void {
  const scroller = scrollerOf(list)
  let frame = requestAnimationFrame(look)
  function look() {
    const page = scroller === document.scrollingElement
    const { top, bottom } = page ? { top: 0, bottom: window.innerHeight } : scroller!.getBoundingClientRect()
    const y = heldAt() ?? (top + bottom) / 2
    const by = y < top + near ? -step : y > bottom - near ? step : 0
    const before = scroller?.scrollTop
    if (by !== 0) scroller?.scrollBy({ top: by, behavior: 'instant' })
    if (scroller?.scrollTop !== before) scrolled()
    frame = requestAnimationFrame(look)
  }
  return () => cancelAnimationFrame(frame)
}
