const isShown = (one: HTMLElement) => one.checkVisibility({ visibilityProperty: true })

/** Header, menu, content: the focus goes to the next one that is there, round and round. */
export function nextRegion(): void {
  const all = document.querySelectorAll<HTMLElement>(':is(header, nav, main):not(main *)')
  const regions = [...all].filter(isShown)
  const now = regions.findIndex((one) => one.contains(document.activeElement))
  const next = regions[(now + 1) % regions.length]
  if (!next || next.tagName === 'MAIN') return next?.focus()
  ;[...next.querySelectorAll<HTMLElement>('a[href], button')].find(isShown)?.focus()
}
