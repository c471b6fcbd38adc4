// `npm run e2e` runs every journey, `npm run e2e -- first-run` those whose file has that in its name.
import { run } from '../scripts/steps.ts'
import { provide } from '../scripts/system-packages.ts'

const { browser, swift } = await provide('browser', 'swift')
const ok = await run('vitest', ['run', '--root', 'e2e', ...process.argv.slice(2)], {
  ...(browser ? { TEST_BROWSER: browser } : {}),
  ...(swift ? { TEST_SWIFT: swift } : {}),
})
process.exitCode = ok ? 0 : 1
