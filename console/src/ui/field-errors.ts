import { ProblemError } from '@dozo/client'

/** What the server said of each field, by its pointer: `/values/title/ja`. The first message of each counts. */
export function errorsBy(error: unknown): Record<string, string> {
  const found: Record<string, string> = {}
  for (const line of error instanceof ProblemError ? error.errors : []) found[line.path] ??= line.message
  return found
}
