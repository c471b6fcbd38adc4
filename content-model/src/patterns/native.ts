import type { Pattern } from './linear.ts'

/** In a browser, by its own engine: whoever writes there waits for nobody but himself, and the server decides. */
export function pattern(source: string): Pattern | null {
  try {
    const native = new RegExp(source, 'u')
    return { isFoundIn: (text) => native.test(text) }
  } catch {
    return null
  }
}
