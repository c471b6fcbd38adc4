/**
 * Work that waits its turn: each site's in the order it came, the sites in turn, so that no site waits for all that another one wants.
 * Bounded for each site, and for all together.
 */
export function fairQueue<T extends { lane: string }>(limits: { each: number; all: number }) {
  const lanes = new Map<string, T[]>()
  let length = 0

  return {
    length: () => length,
    /** False: full. */
    push(one: T): boolean {
      const lane = lanes.get(one.lane) ?? []
      if (length >= limits.all || lane.length >= limits.each) return false
      lane.push(one)
      lanes.set(one.lane, lane)
      length++
      return true
    },
    next(): T | undefined {
      const [first] = lanes
      if (!first) return undefined
      const [name, lane] = first
      const one = lane.shift()
      // Behind all the others.
      lanes.delete(name)
      if (lane.length > 0) lanes.set(name, lane)
      length--
      return one
    },
    /** Gives its place free. False: its turn had come. */
    remove(one: T): boolean {
      const lane = lanes.get(one.lane)
      const at = lane?.indexOf(one) ?? -1
      if (!lane || at < 0) return false
      lane.splice(at, 1)
      if (lane.length === 0) lanes.delete(one.lane)
      length--
      return true
    },
  }
}
