/** One wrong place. `path` is a JSON pointer; `code` has its words in messages.ts, filled in from `params`. */
export type Issue = { path: string; code: string; params?: Record<string, string | number | boolean | null> }

export const issue = (path: string, code: string, params?: Issue['params']): Issue =>
  params ? { path, code, params } : { path, code }
