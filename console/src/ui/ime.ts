type KeyEvent = { isComposing?: boolean; keyCode?: number; nativeEvent?: { isComposing?: boolean } }

/**
 * Whether a key belongs to the input method (a conversion of Japanese, say) and not to us. Safari ends the conversion before it sends the
 * Enter that confirmed it; that Enter carries the code 229.
 */
export const isImeEvent = (event: KeyEvent): boolean =>
  event.isComposing === true || event.nativeEvent?.isComposing === true || event.keyCode === 229
