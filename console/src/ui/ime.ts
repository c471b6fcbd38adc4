type KeyEvent = { isComposing?: boolean; keyCode?: number; nativeEvent?: { isComposing?: boolean } }

/**
 * Whether a key belongs to the input method (a conversion of Japanese, say) and not to us. Safari ends the conversion before it sends the
 * Enter that confirmed it; that Enter carries the code 229.
 */
export const isImeEvent = (event: KeyEvent): boolean =>
  event.isComposing === true || event.nativeEvent?.isComposing === true || event.keyCode === 229

/**
 * No handler on the page hears a key that belongs to a conversion, ours and those of libraries alike: lists do not move, dialogs do not
 * close, forms are not sent. An editor of rich text must hear it, and keeps it from those around.
 */
export function keepConversionsToThemselves(): void {
  const keep = (event: KeyboardEvent) => {
    const rich = event.target instanceof HTMLElement && event.target.isContentEditable
    if (isImeEvent(event) && !rich) event.stopImmediatePropagation()
  }
  window.addEventListener('keydown', keep, true)
}

let converting = false
const waiting = new Set<() => void>()

/** Whether some word is being converted right now: nothing may be sent of it, and nothing moved under it. */
export const isConverting = (): boolean => converting

/** Does it now, or when the word that is being converted stands. Gives what calls it off. */
export function afterConversion(act: () => void): () => void {
  if (converting) waiting.add(act)
  else act()
  return () => void waiting.delete(act)
}

/** Keeps `isConverting` true to what happens. */
export function watchConversions(): void {
  window.addEventListener('compositionstart', () => void (converting = true), true)
  function end() {
    converting = false
    // Whoever hears of the end after us writes the word down first.
    setTimeout(() => {
      if (converting) return
      for (const act of waiting) {
        waiting.delete(act)
        act()
      }
    })
  }
  for (const name of ['compositionend', 'focusout']) window.addEventListener(name, end, true)
}
