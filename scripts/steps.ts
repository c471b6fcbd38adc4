import { spawn } from 'node:child_process'
import { dirname } from 'node:path'

export const root = dirname(import.meta.dirname)

/** Runs a command of node_modules/.bin (or node itself) in the project, output shown; true when it ended well. */
export const run = async (
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<boolean> => (await runHeard(command, args, env)).ok

/** The same, with the last of its output, for who has to say afterwards why it was red. */
export function runHeard(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ ok: boolean; end: string }> {
  return new Promise((resolve) => {
    let end = ''
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env, PATH: `${root}/node_modules/.bin:${process.env['PATH'] ?? ''}` },
    })
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const)
      from.on('data', (bytes: Buffer) => {
        to.write(bytes)
        end = (end + bytes.toString()).slice(-4000)
      })
    child.on('error', (error) => resolve({ ok: false, end: error.message }))
    child.on('close', (code) => resolve({ ok: code === 0, end }))
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
