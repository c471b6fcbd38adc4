import { writeFileSync } from 'node:fs'
import type { Reporter } from 'vitest/node'

/** Writes down what failed outside of every test: promises nobody waited for, processes that died. The other reports leave it out. */
export default class LooseErrors implements Reporter {
  onTestRunEnd(...[, errors]: Parameters<NonNullable<Reporter['onTestRunEnd']>>): void {
    const texts = errors.map((error) => error.stack ?? `${error.name}: ${error.message}`)
    writeFileSync(process.env['TEST_LOOSE_ERRORS']!, JSON.stringify(texts))
  }
}
