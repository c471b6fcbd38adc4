import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** An empty folder that the database's user may enter; disposed, it is gone. */
export function ownFolder(under = tmpdir()): { path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(under, 'dozo-faults-'))
  chmodSync(path, 0o711)
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}
