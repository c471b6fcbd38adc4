import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(10 * 256)
const lettersEach = 20
/** The pool as hexadecimal digits, and how many of them are used up. */
let digits = ''
let used = 0

let lastMs = 0
let counter = 0
/** What all ids of `lastMs` begin with. */
let beginning = beginningOf(lastMs)

/**
 * UUID version 7 (RFC 9562): 48 bits of milliseconds since 1970, a counter of 12 bits, then random bits. Those made here sort in the
 * order of making, also within a millisecond; more than the counter holds go into the next one.
 */
export function uuidv7(nowMs: number = Date.now()): string {
  if (used === digits.length) {
    digits = randomFillSync(pool).toString('hex')
    used = 0
  }
  const random = digits.slice(used, used + lettersEach)
  used += lettersEach
  // A counter that has run over stays ahead of the clock for a moment. Set back further, the clock is believed.
  const ahead = nowMs < lastMs && lastMs - nowMs < 10
  if (nowMs === lastMs || ahead) {
    if (++counter > 0xfff) {
      counter = 0
      beginning = beginningOf(++lastMs)
    }
  } else {
    lastMs = nowMs
    beginning = beginningOf(nowMs)
    counter = parseInt(random.slice(0, 3), 16) & 0x7ff
  }
  const variant = '89ab'[parseInt(random[3]!, 16) & 0x3]
  const count = (0x1000 + counter).toString(16).slice(1)
  return `${beginning}${count}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`
}

/** Where the ids of a moment begin: those made before are smaller, those made from then on are not. Before 1970 there are none. */
export const firstUuidAt = (ms: number): string => `${beginningOf(Math.max(0, ms))}000-8000-000000000000`

function beginningOf(ms: number): string {
  const time = ms.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7`
}

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** True for the lower-case text form of any UUID. */
export const isUuid = (text: string): boolean => pattern.test(text)
