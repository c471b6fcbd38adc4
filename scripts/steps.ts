import { spawn } from 'node:child_process'
import { dirname } from 'node:path'

export const root = dirname(import.meta.dirname)

/** Runs a command of node_modules/.bin (or node itself) in the project, output shown; true when it ended well. */
export function run(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env, PATH: `${root}/node_modules/.bin:${process.env['PATH'] ?? ''}` },
    })
    child.on('error', () => resolve(false))
    child.on('close', (code) => resolve(code === 0))
  })
}

export type Step = { name: string; command: string; args: string[] }

const packages = ['content-model', 'server', 'client', 'cli', 'console', 'e2e', 'bench']

/** The fast half of the tests: format, lint, code and packages that nobody uses, types. */
export const quickSteps: Step[] = [
  { name: 'format', command: 'prettier', args: ['--check', '.', '--log-level', 'warn'] },
  { name: 'lint', command: 'oxlint', args: ['--quiet'] },
  { name: 'nothing unused', command: 'knip', args: [] },
  ...packages.map((name) => ({ name: `types of ${name}`, command: 'tsc', args: ['--noEmit', '-p', name] })),
  { name: 'types of scripts', command: 'tsc', args: ['--noEmit', '-p', 'scripts'] },
]
