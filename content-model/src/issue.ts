/** One wrong place. `path` is a JSON pointer; `code` has its words in messages.ts, filled in from `params`. */
export type Issue = {
  path: string
  code: string
  params?: Record<string, string | number | boolean | null>
  /** What the people who wrote the definition say of it, instead of the words of the code. */
  words?: { ja: string; en: string }
}

/** A key from outside as one part of a JSON pointer: escaped, and cut so that a reply stays short. */
export const pointerPart = (key: string): string =>
  key.slice(0, 100).toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1')

export const issue = (path: string, code: string, params?: Issue['params']): Issue =>
  params ? { path, code, params } : { path, code }
