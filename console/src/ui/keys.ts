import { createContext, useCallback, useContext, useEffect, useEffectEvent, useRef } from 'react'
import { isImeEvent } from './ime.ts'
import { useSingleKeys } from './single-keys.ts'

/** `mod` is ⌘ on Apple's machines and Ctrl on all others: there Ctrl belongs to the input method and to the lines one writes. */
export type Shortcut = { key: string; mod?: true; shift?: true }

/** Every key that does something wherever one is. The list at `?` shows them in this order. */
export const shortcuts = {
  palette: { key: 'k', mod: true },
  save: { key: 's', mod: true },
  publish: { key: 'Enter', mod: true, shift: true },
  search: { key: '/' },
  region: { key: 'F6' },
  keys: { key: '?' },
} as const satisfies Record<string, Shortcut>
export type ShortcutName = keyof typeof shortcuts

const onApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '')

type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'keyCode'
>

/** Whether this key press is that shortcut; never while a word is being converted. */
export function isPressed(event: KeyPress, shortcut: Shortcut, apple = onApple): boolean {
  if (isImeEvent(event) || event.altKey) return false
  const [mod, other] = apple ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey]
  if (other || mod !== (shortcut.mod ?? false)) return false
  // Which sign needs the shift key depends on the keyboard.
  if (shortcut.mod && event.shiftKey !== (shortcut.shift ?? false)) return false
  return sameKey(event, shortcut.key)
}

/** With letters that are not Latin, by the place on the keyboard. */
function sameKey({ key, code }: KeyPress, wanted: string): boolean {
  if (key.toLowerCase() === wanted.toLowerCase()) return true
  return /^[a-z]$/.test(wanted) && !/^[a-z]$/i.test(key) && code === `Key${wanted.toUpperCase()}`
}

/** As it is written on the keys: ⌘K, Ctrl+K. */
export function keysOf({ key, mod, shift }: Shortcut, apple = onApple): string {
  const name = key.length === 1 ? key.toUpperCase() : key
  if (apple) return `${mod ? '⌘' : ''}${shift ? '⇧' : ''}${name === 'Enter' ? '⏎' : name}`
  return [mod && 'Ctrl', shift && 'Shift', name].filter(Boolean).join('+')
}

/** A single sign is a shortcut only where nobody writes, and for whoever wants that. */
const isSingle = ({ key, mod }: Shortcut) => !mod && key.length === 1
export const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role="menu"]') !== null)
/** How many dialogs the page lies in: one that is opened over it keeps it still. */
export const DialogDepth = createContext(0)
/** Presses that a page beneath a dialog has taken from the browser and done nothing with. */
const unused = new WeakSet<KeyboardEvent>()
const openDialogs = () => document.querySelectorAll('[aria-modal="true"]').length

/** Does something at a key press, wherever one is on the page; what is beneath an open dialog keeps still. */
export function useShortcut(name: ShortcutName, act: () => void, on = true): void {
  const [singles] = useSingleKeys()
  const depth = useContext(DialogDepth)
  const shortcut: Shortcut = shortcuts[name]
  const press = useEffectEvent((event: KeyboardEvent) => {
    if ((event.defaultPrevented && !unused.has(event)) || !isPressed(event, shortcut)) return
    if (isSingle(shortcut) && (!singles || isWriting(event.target))) return
    event.preventDefault()
    if (openDialogs() > depth) return void unused.add(event)
    unused.delete(event)
    act()
  })
  useEffect(() => {
    if (!on) return
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [on])
}

/** The key that a person pressed; nothing for one that belongs to a conversion. */
export const keyOf = (event: KeyPress | React.KeyboardEvent): string | undefined =>
  isImeEvent(event) ? undefined : event.key

/** A list or a menu hangs on it, which Esc closes first. */
export const hasOpenList = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.hasAttribute('aria-haspopup') &&
  target.getAttribute('aria-expanded') === 'true'

/** Enter in a field, not the one that confirms a conversion. */
export const isEnter = (event: KeyPress | React.KeyboardEvent): boolean => keyOf(event) === 'Enter'

/** Tells whether it is Tab that moves the focus right now. */
export function useTabbing(): () => boolean {
  const tabbing = useRef(false)
  useEffect(() => {
    const note = (event: KeyboardEvent) => {
      tabbing.current = keyOf(event) === 'Tab'
      setTimeout(() => (tabbing.current = false))
    }
    window.addEventListener('keydown', note, true)
    return () => window.removeEventListener('keydown', note, true)
  }, [])
  return useCallback(() => tabbing.current, [])
}

/** Esc leaves off what is under way, before anything else on the page hears of it. */
export function useEscape(leave: () => void, on: boolean): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (keyOf(event) !== 'Escape') return
    event.stopPropagation()
    leave()
  })
  useEffect(() => {
    if (!on) return
    window.addEventListener('keydown', press, true)
    return () => window.removeEventListener('keydown', press, true)
  }, [on])
}
