import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { join, relative } from 'node:path'

const folders = ['console/src', 'console/public', 'client/src', 'content-model/src']
const files = ['console/index.html', 'console/package.json', 'console/vite.config.ts', 'package-lock.json']
const stampOf = (root) => join(root, 'console/dist/.built')

/** Names, sizes and times of what the console is built from. Reading the contents would cost every start. */
function sources(root) {
  const inside = folders
    .map((folder) => join(root, folder))
    .filter((folder) => fs.existsSync(folder))
    .flatMap((folder) => fs.readdirSync(folder, { recursive: true }).map((name) => join(folder, name)))
  const single = files.map((file) => join(root, file)).filter((file) => fs.existsSync(file))
  const seen = [...inside, ...single].map((file) => {
    const { size, mtimeMs } = fs.statSync(file)
    return `${relative(root, file)} ${size} ${mtimeMs}`
  })
  return createHash('sha256').update(seen.sort().join('\n')).digest('hex')
}

/** Whether the built console is missing or older than its sources. A console without a build script is never stale. */
export function isConsoleStale(root) {
  const manifest = join(root, 'console/package.json')
  if (!fs.existsSync(manifest) || !JSON.parse(fs.readFileSync(manifest, 'utf8')).scripts?.build) return false
  const stamp = stampOf(root)
  return !fs.existsSync(stamp) || fs.readFileSync(stamp, 'utf8') !== sources(root)
}

export async function buildConsole(root, npm, { say, stop }) {
  say('管理画面をビルドしています…', 'Building the console …')
  // Taken before the build: what changes meanwhile is built again next time.
  const built = sources(root)
  if (!(await npm(['run', '--silent', 'build', '-w', 'console'])))
    stop(
      '管理画面のビルドに失敗しました。上のメッセージを確認してください。',
      'The console did not build. The message is above.',
    )
  fs.writeFileSync(stampOf(root), built)
}
