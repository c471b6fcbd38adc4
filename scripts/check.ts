// `npm run check`: what can be said in under a minute: format, lint, types, rules of the house, freshness of generated files.
import { quickSteps, run } from './steps.ts'

let failed = 0
for (const step of quickSteps) {
  if (await run(step.command, step.args)) continue
  failed++
  console.error(`✗ ${step.name}`)
}
const tests = [
  '--root',
  'server',
  'test/architecture.test.ts',
  'test/generated.test.ts',
  'test/words.test.ts',
]
if (!(await run('vitest', ['run', ...tests]))) failed++
if (!(await run('vitest', ['run', '--root', 'content-model']))) failed++
console.log(failed === 0 ? 'All good.' : `${failed} failed.`)
process.exitCode = failed === 0 ? 0 : 1
