import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(10 * 256)
let used = pool.length

let lastMs = 0
let counter = 0

/**
 * UUID version 7 (RFC 9562): 48 bits of milliseconds since 1970, a counter of 12 bits, then random bits. Those made here sort in the
 * order of making, also within a millisecond; more than the counter holds go into the next one.
 */
export function uuidv7(nowMs: number = Date.now()): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const random = pool.toString('hex', used, used + 10)
  used += 10
  // A counter that has run over stays ahead of the clock for a moment. Set back further, the clock is believed.
  const ahead = nowMs < lastMs && lastMs - nowMs < 10
  if (nowMs === lastMs || ahead) {
    if (++counter > 0xfff) {
      counter = 0
      lastMs++
    }
  } else {
    lastMs = nowMs
    counter = parseInt(random.slice(0, 3), 16) & 0x7ff
  }
  const time = lastMs.toString(16).padStart(12, '0')
  const variant = ((parseInt(random[3]!, 16) & 0x3) | 0x8).toString(16)
  const count = counter.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`
}

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** True for the lower-case text form of any UUID. */
export const isUuid = (text: string): boolean => pattern.test(text)
