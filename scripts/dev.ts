// `npm run dev`: the server restarts when its files change, the console reloads by itself (vite, with the API behind it).
import { spawn } from 'node:child_process'
import { root } from './steps.ts'

const start = (command: string, args: string[], cwd = root) =>
  spawn(command, args, {
    cwd,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${root}/node_modules/.bin:${process.env['PATH'] ?? ''}` },
  })

const watched = ['server/src', 'content-model/src'].flatMap((path) => ['--watch-path', path])
const children = [
  start(process.execPath, [...watched, 'server/src/main.ts', 'serve']),
  start('vite', ['--host', '127.0.0.1'], `${root}/console`),
]
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal)
  })
}
