// The words that have come so far, room by room: each with the first code that asks for it (words-with-code.ts).
type Words = { ja: Record<string, string>; en: Record<string, string> }

const rooms = new Map<string, Words>()
let told: ((room: string, words: Words) => void) | undefined

export function add(room: string, words: Words): void {
  rooms.set(room, words)
  told?.(room, words)
}

/** All that are there, and from now on all that come. */
export function eachRoom(tell: (room: string, words: Words) => void): void {
  told = tell
  for (const [room, words] of rooms) tell(room, words)
}
