// `npm run e2e` runs every journey, `npm run e2e -- first-run` those whose file has that in its name. The one in Firefox is named or not run.
import { run } from '../scripts/steps.ts'
import { provide } from '../scripts/system-packages.ts'

const named = process.argv.slice(2)
const { browser, swift, firefox } = await provide(
  'browser',
  'swift',
  ...(named.includes('firefox') ? (['firefox'] as const) : []),
)
const ok = await run('vitest', ['run', '--root', 'e2e', ...named], {
  ...(browser ? { TEST_BROWSER: browser } : {}),
  ...(firefox ? { TEST_FIREFOX: firefox } : {}),
  ...(swift ? { TEST_SWIFT: swift } : {}),
})
process.exitCode = ok ? 0 : 1
