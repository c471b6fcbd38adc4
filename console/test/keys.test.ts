import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isPressed, keysOf, shortcuts } from '../src/ui/keys.ts'

const press = (key: string, more: object = {}) => ({
  key,
  code: '',
  keyCode: 0,
  metaKey: false,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...more,
})

describe('a shortcut', () => {
  test('is Ctrl, and ⌘ on Apple’s machines, where Ctrl+K belongs to the line and to the input method', () => {
    const [ctrl, command] = [press('k', { ctrlKey: true }), press('k', { metaKey: true })]
    expect([ctrl, command].map((one) => isPressed(one, shortcuts.palette, false))).toEqual([true, false])
    expect([ctrl, command].map((one) => isPressed(one, shortcuts.palette, true))).toEqual([false, true])
  })
  test('is none while a word is being converted, nor with the Enter of Safari that confirmed it', () => {
    const enter = { ctrlKey: true, shiftKey: true }
    expect(isPressed(press('Enter', enter), shortcuts.publish, false)).toBe(true)
    expect(isPressed(press('Enter', { ...enter, isComposing: true }), shortcuts.publish, false)).toBe(false)
    expect(isPressed(press('Enter', { ...enter, keyCode: 229 }), shortcuts.publish, false)).toBe(false)
  })
  test('is found by its place where letters are not Latin, and not with another key held', () => {
    expect(isPressed(press('л', { code: 'KeyK', ctrlKey: true }), shortcuts.palette, false)).toBe(true)
    expect(isPressed(press('K', { code: 'KeyT', ctrlKey: true }), shortcuts.palette, false)).toBe(true)
    expect(isPressed(press('t', { code: 'KeyK', ctrlKey: true }), shortcuts.palette, false)).toBe(false)
    for (const more of [{ shiftKey: true }, { altKey: true }, { metaKey: true }])
      expect(isPressed(press('k', { ctrlKey: true, ...more }), shortcuts.palette, false)).toBe(false)
  })
  test('of one sign is that sign, wherever it is on the keyboard', () => {
    expect(isPressed(press('?', { shiftKey: true }), shortcuts.keys, false)).toBe(true)
    expect(isPressed(press('?', { ctrlKey: true }), shortcuts.keys, false)).toBe(false)
  })
  test('is written as on the keys', () => {
    expect([keysOf(shortcuts.publish, true), keysOf(shortcuts.publish, false)]).toEqual([
      '⌘⇧⏎',
      'Ctrl+Shift+Enter',
    ])
  })
})

test('keys are asked about in one place only, which knows of conversions', () => {
  const src = join(import.meta.dirname, '../src')
  const asking = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/^ui\/(keys|ime)\.ts$/.test(path))
    .filter((path) => {
      const text = readFileSync(join(src, path), 'utf8')
      return /\b(event|e|press)\.(key|keyCode|code)\b|addEventListener\('key|useHotkeys|getHotkeyHandler/.test(
        text,
      )
    })
  expect(asking).toEqual([])
})
