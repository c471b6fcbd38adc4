// Everything that keeps a server from starting is said in words, names what to change, and leaves nothing behind.
import { createServer, type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { alive } from '#platform/db/embedded/process.ts'
import { postmaster } from '../crash/dozo-database.ts'
import { ownSettings, run } from './program.ts'

const patienceMs = 60_000

async function takenPort(): Promise<string> {
  const other = createServer()
  await new Promise<void>((ready) => other.listen(0, '127.0.0.1', ready))
  onTestFinished(() => void other.close())
  return String((other.address() as AddressInfo).port)
}

test.each(['DOZO_PORT', 'DOZO_SITE_PORT'])(
  'a port that is taken stops the start with the port and %s in words, and the database with it',
  async (setting) => {
    const port = await takenPort()
    const env = await ownSettings({ [setting]: port })
    const english = run(env)
    expect(await english.over).toBe(1)
    expect(english.said()).toContain(`Port ${port} is in use by another program`)
    expect(english.said()).toContain(setting)
    expect(english.said()).not.toMatch(/^\s+at /m)
    expect(() => postmaster(env['DOZO_DATA']!)).toThrow(/ENOENT/)
    const japanese = run({ ...env, DOZO_LANGUAGE: 'ja' })
    expect(await japanese.over).toBe(1)
    expect(japanese.said()).toContain(`ポート ${port} は別のプログラムが使っています`)
  },
  patienceMs,
)

test(
  'a second start on the same data is refused in words, and the first goes on',
  async () => {
    const env = await ownSettings()
    const first = run(env)
    await first.greeted
    const { pid } = postmaster(env['DOZO_DATA']!)
    const second = run({ ...(await ownSettings()), DOZO_DATA: env['DOZO_DATA']! })
    expect(await second.over).toBe(1)
    expect(second.said()).toContain('A running Dozo already uses the data folder')
    expect(second.said()).not.toMatch(/^\s+at /m)
    expect([alive(pid), first.child.exitCode]).toEqual([true, null])
    const answer = await fetch(`http://127.0.0.1:${env['DOZO_PORT']}/readyz`)
    expect(answer.status).toBe(200)
    await first.stop()
    expect([await first.over, alive(pid)]).toEqual([0, false])
  },
  patienceMs,
)

/** Process id of the database, when there is one. */
function databaseOf(env: Record<string, string>): number | undefined {
  try {
    return postmaster(env['DOZO_DATA']!).pid
  } catch {
    return undefined
  }
}

test.each(['runs', 'is still starting'])(
  'a wish to stop that arrives several times at once is one wish, also while it %s: it ends with its database',
  async (state) => {
    const env = await ownSettings()
    const program = run(env)
    if (state === 'runs') await program.greeted
    await expect.poll(() => databaseOf(env), { timeout: 60_000, interval: 20 }).toBeDefined()
    const pid = databaseOf(env)!
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGTERM'] as const) program.child.kill(signal)
    expect(await program.over, program.said()).toBe(0)
    expect(alive(pid)).toBe(false)
  },
  patienceMs,
)

test.each([
  ['DOZO_PROT', '8787', 'Did you mean DOZO_PORT?'],
  ['DOZO_PORT', 'eighty', 'The value of DOZO_PORT is not usable'],
  ['DOZO_LOG', 'loud', 'debug | info | warn | error | silent'],
  ['DOZO_SECRET_KEY', 'short', 'The key in DOZO_SECRET_KEY is not usable'],
  ['DOZO_ACCESS_LOG', '/etc/passwd/access.log', 'choose another place with DOZO_ACCESS_LOG'],
  ['DATABASE_URL', 'postgres://nobody:x@127.0.0.1:1/none', 'The database cannot be reached'],
])(
  'a setting that cannot work stops the start with its name: %s=%s',
  async (name, value, words) => {
    const env = await ownSettings({ [name]: value })
    const program = run(env)
    expect(await program.over).toBe(1)
    expect(program.said()).toContain(words)
    expect(program.said()).not.toMatch(/^\s+at /m)
    expect(() => postmaster(env['DOZO_DATA']!)).toThrow(/ENOENT/)
  },
  patienceMs,
)
