import { totalmem } from 'node:os'

const mb = 1024 * 1024
const [least, most] = [128, 8192]

/** Megabytes that this process may use at most: the machine's, or what its container was given. */
export function availableMb(machine = totalmem(), constrained = process.constrainedMemory()): number {
  return Math.floor(Math.min(machine, constrained || machine) / mb)
}

/**
 * What PostgreSQL is told of memory. It keeps tables in what it was asked to, or a quarter of what there is, as its manual advises (at least
 * 128 MB, at most 8 GB); it takes them up as tables are read, not at once. Rows that lie far apart are read from memory or a fast disk.
 */
export function memorySettings(askedMb: number, available = availableMb()): Record<string, string> {
  const kept = askedMb || Math.min(most, Math.max(least, Math.floor(available / 4)))
  return {
    shared_buffers: `${kept}MB`,
    effective_cache_size: `${Math.max(kept, Math.floor(available / 2))}MB`,
    random_page_cost: '1.1',
  }
}
