// Runs before every npm script: brings packages, Node 24 and the built console up to date. No dependencies, and nothing that Node 20
// does not know. `node scripts/setup.mjs [--quiet] [--no-console] [script …]`: then runs the script, on the Node it has brought.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const { env, platform, arch } = process
const args = process.argv.slice(2)
const first = args.findIndex((arg) => !arg.startsWith('--'))
const [options, script] = first < 0 ? [args, []] : [args.slice(0, first), args.slice(first)]
const major = Number(process.versions.node.split('.')[0])

const ja = /^ja/i.test(env.DOZO_LANGUAGE || env.LC_ALL || env.LC_MESSAGES || env.LANG || '')
const tell = (japanese, english) => console.error(ja ? japanese : english)
const words = {
  say: (japanese, english) => options.includes('--quiet') || tell(japanese, english),
  stop: (japanese, english) => (tell(japanese, english), process.exit(1)),
}

async function prepare() {
  if (!(major >= 20))
    words.stop(
      `Node.js ${process.versions.node} は古すぎます。20 以上を入れてください。`,
      `Node.js ${process.versions.node} is too old. Install 20 or newer.`,
    )
  // Not loaded before the version is known to be good enough for them.
  const { arePackagesStale, installPackages, nodeOf, npm } = await import('./setup-packages.mjs')
  const { isConsoleStale, buildConsole } = await import('./setup-console.mjs')
  const mustBuild = () => !options.includes('--no-console') && isConsoleStale(root)
  if (arePackagesStale(root) || mustBuild()) {
    const { locked } = await import('./setup-lock.mjs')
    await locked(root, words, async (note) => {
      if (arePackagesStale(root)) await installPackages(root, note, words)
      if (mustBuild()) await buildConsole(root, (more) => npm(root, note, more), words)
    })
  }
  const node = major >= 24 ? process.execPath : nodeOf(root)
  if (!existsSync(node))
    words.stop(
      `この環境（${platform} ${arch}）には Node.js 24 が同梱されていません。nodejs.org から 24 以上を入れてください。`,
      `No Node.js 24 comes along for ${platform} ${arch}. Install 24 or newer from nodejs.org.`,
    )
  return node
}

/**
 * In this process when it is on the right Node. Otherwise in a child: `setup && node main.ts` would not do, because a shell remembers
 * where it found `node` and takes the old one again right after the installation.
 */
function run(node, file, rest) {
  // What has been compiled once is not compiled again: half the time of a short command. Within the packages' own folder, where nobody
  // else may write.
  env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'compiled')
  if (node === process.execPath) {
    nodeModule.enableCompileCache(env.NODE_COMPILE_CACHE)
    process.argv = [node, resolve(file), ...rest]
    return import(pathToFileURL(resolve(file)).href)
  }
  const child = spawn(node, [file, ...rest], { stdio: 'inherit' })
  // A terminal's Ctrl-C reaches the child by itself.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const codes = { SIGHUP: 129, SIGINT: 130, SIGKILL: 137, SIGTERM: 143 }
  child.on('exit', (code, signal) => process.exit(code === null ? (codes[signal] ?? 1) : code))
}

prepare().then((node) => (script.length > 0 ? run(node, script[0], script.slice(1)) : undefined))
