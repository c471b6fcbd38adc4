import { expect, test } from 'vitest'
import { availableMb, memorySettings } from './memory.ts'

const gb = 1024 ** 3

test('PostgreSQL keeps a quarter of the memory, between 128 MB and 8 GB, or what it was asked to', () => {
  const kept = (askedMb: number, availableMb: number) =>
    memorySettings(askedMb, availableMb)['shared_buffers']
  expect(kept(0, 256)).toBe('128MB')
  expect(kept(0, 2048)).toBe('512MB')
  expect(kept(0, 65_536)).toBe('8192MB')
  expect(kept(300, 65_536)).toBe('300MB')
})

test('a container has what it was given, a machine without limits all of its own', () => {
  expect(availableMb(16 * gb, 2 * gb)).toBe(2048)
  expect(availableMb(16 * gb, 0)).toBe(16_384)
  expect(availableMb(16 * gb, Number.MAX_SAFE_INTEGER)).toBe(16_384)
})
