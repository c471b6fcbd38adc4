// `npm test`: everything that must hold before a change lands. Ends with the line `N passed, N failed`. `--full` adds the long runs.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from './browser.ts'
import { findDebianPostgres } from './debian-postgres.ts'
import { quickSteps, root, run } from './steps.ts'

const full = process.argv.includes('--full')
const results = mkdtempSync(join(tmpdir(), 'dozo-results-'))
let passed = 0
let failed = 0
let skipped = 0

for (const step of quickSteps) {
  const ok = await run(step.command, step.args)
  if (ok) passed++
  else failed++
  console.log(`${ok ? '✓' : '✗'} ${step.name}`)
}

const browser = findBrowser()
const env = { ...(browser ? { TEST_BROWSER: browser } : {}), ...(full ? { TEST_FULL: '1' } : {}) }
const suites = ['content-model', 'server', 'client', 'console', 'cli', 'e2e'].filter((name) =>
  existsSync(join(root, name, 'vitest.config.ts')),
)
for (const name of suites) await suite(name)
// The same rooms once more on the oldest PostgreSQL there is a promise for. What is about the embedded one, or about the numbers of a
// planner, has nothing to say there.
if (full && findDebianPostgres()) {
  const rooms = [
    'src/features',
    'test/db/migrate',
    'test/db/round-trips',
    'test/db/stop',
    'test/db/transactions',
  ]
  await suite('server', [...rooms, '--exclude', '**/write-cost.test.ts'], { TEST_POSTGRES: 'debian' })
}

type Report = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numFailedTestSuites: number
}

async function suite(
  name: string,
  only: readonly string[] = [],
  more: Record<string, string> = {},
): Promise<void> {
  const file = join(results, `${name}${only.length}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const ok = await run('vitest', ['run', '--root', name, ...only, ...reporters], { ...env, ...more })
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined
  passed += report?.numPassedTests ?? 0
  skipped += report?.numPendingTests ?? 0
  const bad = report?.numFailedTests ?? 0
  // A file that does not even load has no failed test in it, and yet the suite is red.
  failed += bad > 0 ? bad : ok && report ? 0 : 1
}

rmSync(results, { recursive: true, force: true })
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed === 0 ? 0 : 1
