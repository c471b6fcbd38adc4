import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { drop, dropAll, keep, leftOn, shelfOf } from '../src/ui/kept-drafts.ts'

/** As in a browser: what is stored stands as its own properties, the methods do not. */
function storage(most = 100) {
  const store: Record<string, string> = {}
  const methods = {
    getItem: (key: string) => store[key] ?? null,
    removeItem: (key: string) => void delete store[key],
    setItem(key: string, value: string) {
      if (Object.keys(store).length >= most) throw new DOMException('full', 'QuotaExceededError')
      store[key] = value
    },
  }
  for (const [name, value] of Object.entries(methods))
    Object.defineProperty(store, name, { value, enumerable: false })
  return store
}

const draft = (at: string) => ({ at, before: { title: 'a' }, after: { title: 'b' } })
const now = Date.parse('2026-12-01T00:00:00Z')
const shelf = shelfOf('m1', 'main', 'e1')
beforeEach(() => vi.stubGlobal('localStorage', storage()))
afterEach(() => vi.unstubAllGlobals())

test('what other editors of the same entry left is given, the newest first; one’s own is not', () => {
  keep(`${shelf}old`, draft('2026-11-20T00:00:00Z'))
  keep(`${shelf}new`, draft('2026-11-30T00:00:00Z'))
  keep(`${shelf}own`, draft('2026-11-30T12:00:00Z'))
  keep(`${shelfOf('m1', 'main', 'e2')}x`, draft('2026-11-30T00:00:00Z'))
  keep(`${shelfOf('m2', 'main', 'e1')}x`, draft('2026-11-30T00:00:00Z'))
  expect(leftOn(shelf, `${shelf}own`, now).map(({ key }) => key)).toEqual([`${shelf}new`, `${shelf}old`])
  drop(`${shelf}new`)
  expect(leftOn(shelf, `${shelf}own`, now)).toHaveLength(1)
})

test('what is a month old, or cannot be read, is gone', () => {
  keep(`${shelf}old`, draft('2026-10-20T00:00:00Z'))
  localStorage.setItem(`${shelf}broken`, '{"at":')
  localStorage.setItem(`${shelf}foreign`, '{"at":"2026-11-30T00:00:00Z"}')
  expect(leftOn(shelf, '', now)).toEqual([])
  expect(Object.keys(localStorage)).toEqual([])
})

test('who signs out leaves no draft behind, and everything else alone', () => {
  keep(`${shelf}x`, draft('2026-11-30T00:00:00Z'))
  localStorage.setItem('dozo.site', 'main')
  dropAll()
  expect(Object.keys(localStorage)).toEqual(['dozo.site'])
})

test('a browser that is full is written in without a net', () => {
  vi.stubGlobal('localStorage', storage(0))
  expect(() => keep(`${shelf}x`, draft('2026-11-30T00:00:00Z'))).not.toThrow()
})
