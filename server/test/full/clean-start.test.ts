// `npm start` on a clean clone, as root and as an ordinary user, with nothing but Node and npm. Part of `npm run test:full`.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { bareEnv, freePort, root } from '../crash/dozo-process.ts'

const wanted = process.env['TEST_FULL'] !== undefined && existsSync(join(root, '.git'))
const isRoot = process.getuid?.() === 0
const nobody = 65534
const users: [string, number][] = isRoot
  ? [
      ['root', 0],
      ['an ordinary user', nobody],
    ]
  : [['this user', process.getuid?.() ?? 0]]

test.skipIf(!wanted).each(users)(
  'a clean clone starts as %s: it installs, prints what to do, and its curl answers; again it starts without installing',
  async (_name, uid) => {
    const home = mkdtempSync(join(tmpdir(), 'dozo-clone-'))
    onTestFinished(() => rmSync(home, { recursive: true, force: true }))
    chmodSync(home, 0o711)
    const clone = join(home, 'dozo')
    execFileSync('git', ['clone', '--quiet', '--no-hardlinks', root, clone])
    mkdirSync(join(home, 'user'))
    if (isRoot) {
      execFileSync('chown', ['-R', `${uid}:${uid}`, clone, join(home, 'user')])
      chownSync(home, uid, uid)
    }
    // As a person's shell has it: no folder of ours in the path, no package manager around.
    const path = (process.env['PATH'] ?? '').split(':').filter((part) => !part.includes('node_modules'))
    const env = {
      ...Object.fromEntries(
        Object.entries(bareEnv()).filter(([key]) => !/^(npm_|NODE_|VITEST|TEST_)/i.test(key)),
      ),
      HOME: join(home, 'user'),
      PATH: path.join(':'),
      DOZO_LANGUAGE: 'en',
      DOZO_PORT: String(await freePort()),
      DOZO_SITE_PORT: String(await freePort()),
    }
    const identity = isRoot ? { uid, gid: uid } : {}
    const first = await started(clone, env, identity)
    expect(first.said).toMatch(/^ {2}Console +http:\/\/localhost:\d+$/m)
    expect(first.said).toMatch(/^ {2}Set up +\S+\/setup\?token=\S+$/m)
    expect(first.said).toMatch(/Works once, until/)
    const curl = /^ {2}Try the API +(curl .*)$/m.exec(first.said)?.[1] ?? 'false'
    expect(JSON.parse(execFileSync('sh', ['-c', `${curl} -s`], { encoding: 'utf8' })).data).toHaveLength(3)
    if (isRoot && uid !== 0) expect(statSync(join(clone, 'data')).uid).toBe(uid)
    await first.stop()
    expect(existsSync(join(clone, 'data/postgres/postmaster.pid'))).toBe(false)

    const packages = statSync(join(clone, 'node_modules/.package-lock.json')).mtimeMs
    const second = await started(clone, env, identity)
    expect(statSync(join(clone, 'node_modules/.package-lock.json')).mtimeMs).toBe(packages)
    expect(JSON.parse(execFileSync('sh', ['-c', `${curl} -s`], { encoding: 'utf8' })).data).toHaveLength(3)
    await second.stop()
    expect(
      execFileSync('git', ['-C', clone, '-c', `safe.directory=${clone}`, 'status', '--porcelain'], {
        encoding: 'utf8',
      }),
    ).toBe('')
  },
  600_000,
)

async function started(cwd: string, env: Record<string, string>, identity: { uid?: number; gid?: number }) {
  const child = spawn('npm', ['start'], {
    cwd,
    env,
    ...identity,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const over = once(child, 'close')
  let said = ''
  const greeted = Promise.withResolvers<void>()
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (/Try the API.*\n/.test(said)) greeted.resolve()
    })
  void over.then(([code]) => greeted.reject(new Error(`npm start ended with ${String(code)}: ${said}`)))
  // All of its group, as a service manager does it. npm itself may be gone before what it has started.
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGTERM')
    await over
  }
  onTestFinished(stop)
  await greeted.promise
  return { said, stop }
}
