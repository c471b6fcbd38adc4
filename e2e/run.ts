// `npm run e2e` runs every journey, `npm run e2e -- first-run` those whose file has that in its name.
import { findBrowser } from '../scripts/browser.ts'
import { run } from '../scripts/steps.ts'

const browser = findBrowser()
const ok = await run(
  'vitest',
  ['run', '--root', 'e2e', ...process.argv.slice(2)],
  browser ? { TEST_BROWSER: browser } : {},
)
process.exitCode = ok ? 0 : 1
