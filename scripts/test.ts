// `npm test`: everything that must hold before a change lands. Ends with the line `N passed, N failed`. `--full` adds the long runs.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { quickSteps, root, run, runHeard } from './steps.ts'
import { provide } from './system-packages.ts'

const full = process.argv.includes('--full')
const results = mkdtempSync(join(tmpdir(), 'dozo-results-'))
let passed = 0
let failed = 0
let skipped = 0
/** What was red, said again at the end: the log before it is long, and may be cut where it is read. */
const red: string[] = []

// Installed, where they are missing, while the quick steps run.
const providing = provide('browser', 'clamd', 'swift', ...(full ? (['postgres', 'firefox'] as const) : []))

for (const step of quickSteps) {
  const ok = await run(step.command, step.args)
  if (ok) passed++
  else {
    failed++
    red.push(`✗ ${step.name}`)
  }
  console.log(`${ok ? '✓' : '✗'} ${step.name}`)
}

const { browser, clamd, swift, postgres, firefox } = await providing
const env = {
  // Servers and commands are started by the dozen: what one has compiled the next need not.
  NODE_COMPILE_CACHE: join(results, 'compiled'),
  ...(browser ? { TEST_BROWSER: browser } : {}),
  ...(clamd ? { TEST_CLAMD: clamd } : {}),
  ...(swift ? { TEST_SWIFT: swift } : {}),
  ...(firefox ? { TEST_FIREFOX: firefox } : {}),
  ...(full ? { TEST_FULL: '1' } : { TEST_SHORT: '1' }),
}
const suites = ['content-model', 'server', 'client', 'console', 'cli', 'e2e'].filter((name) =>
  existsSync(join(root, name, 'vitest.config.ts')),
)
for (const name of suites) await suite(name)
// The same rooms once more on the oldest PostgreSQL there is a promise for. What is about the embedded one, or about the numbers of a
// planner, has nothing to say there.
if (postgres) {
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
  testResults: readonly {
    name: string
    status: string
    message: string
    assertionResults: readonly { status: string; fullName: string; failureMessages: readonly string[] }[]
  }[]
}

/** The red tests of a report, with the file and the first lines of what they said. */
function redTests(report: Report): string[] {
  return report.testResults.flatMap((file) => {
    const place = relative(root, file.name)
    const tests = file.assertionResults.filter((test) => test.status === 'failed')
    if (tests.length === 0) return file.status === 'failed' ? [`✗ ${place}\n${firstLines(file.message)}`] : []
    return tests.map((test) => `✗ ${place}: ${test.fullName}\n${firstLines(test.failureMessages.join('\n'))}`)
  })
}

/** Why a suite without a red test is red: what failed outside of its tests, or else the last that it said. */
function otherwiseRed(name: string, file: string, end: string): string[] {
  const errors = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : []
  if (errors.length > 0) return errors.map((one) => `✗ ${name}, outside of its tests:\n${firstLines(one)}`)
  return [`✗ ${name}: did not end as it should; its last words:\n${end.trimEnd().slice(-2000)}`]
}

function firstLines(text: string): string {
  return text
    .split('\n')
    .slice(0, 12)
    .map((line) => `    ${line.slice(0, 300)}`)
    .join('\n')
}

async function suite(
  name: string,
  only: readonly string[] = [],
  more: Record<string, string> = {},
): Promise<void> {
  const file = join(results, `${name}${only.length}.json`)
  const loose = `${file}.loose`
  const reporters = ['default', 'json', join(import.meta.dirname, 'loose-errors.ts')]
  const args = ['run', '--root', name, ...only, ...reporters.map((one) => `--reporter=${one}`)]
  const heard = { ...env, ...more, TEST_LOOSE_ERRORS: loose }
  const { ok, end } = await runHeard('vitest', [...args, `--outputFile.json=${file}`], heard)
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined
  passed += report?.numPassedTests ?? 0
  skipped += report?.numPendingTests ?? 0
  const bad = report?.numFailedTests ?? 0
  // A file that does not even load has no failed test in it, and yet the suite is red.
  const none = ok && report ? 0 : 1
  failed += bad > 0 ? bad : none
  const told = report ? redTests(report) : []
  red.push(...told, ...(told.length === 0 && none > 0 ? otherwiseRed(name, loose, end) : []))
}

rmSync(results, { recursive: true, force: true })
if (red.length > 0) console.log(`\nRed:\n${red.join('\n')}`)
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed === 0 ? 0 : 1
