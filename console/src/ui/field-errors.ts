import { ProblemError } from '@dozo/client'

/** What the server said of each field, by its pointer: `/values/title/ja`. The first message of each counts. */
export function errorsBy(error: unknown): Record<string, string> {
  const lines = error instanceof ProblemError ? error.errors : []
  return Object.fromEntries(lines.toReversed().map((line) => [line.path, line.message]))
}
