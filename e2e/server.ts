import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

export const root = dirname(import.meta.dirname)

export type Server = {
  consoleUrl: string
  siteUrl: string
  /** What was printed at the start. */
  greeting: string
  setupUrl: string
  env: Record<string, string>
  stop(): Promise<number | null>
  /** The `dozo` command against this server. `started`: is given its process. */
  dozo(
    args: string[],
    input?: string,
    started?: (child: ChildProcess) => void,
  ): Promise<{ code: number | null; out: string; err: string }>
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

/** A folder in which the database may have its own when root starts it: that is then another user's. */
export async function newHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'dozo-e2e-'))
  await chmod(home, 0o711)
  return home
}

/**
 * Starts a whole Dozo as `npm start` does, on its own data folder and ports, and waits for its greeting. Its first start, where nothing
 * else is asked for, was made once for all (prepared.ts): what it left is copied.
 */
export async function startServer(more: Record<string, string> = {}): Promise<Server & { dataDir: string }> {
  const home = await newHome()
  const dataDir = more['DOZO_DATA'] ?? join(home, 'data')
  const prepared = process.env['TEST_PREPARED']
  if (prepared && !['DOZO_DATA', 'DOZO_SAMPLE', 'DOZO_STORAGE'].some((name) => name in more)) {
    // With owners and rights, as the database has a user of its own when root starts it.
    await promisify(execFile)('cp', ['-a', prepared, dataDir])
  }
  const [port, sitePort] = [await freePort(), await freePort()]
  const env = {
    DOZO_DATA: dataDir,
    DOZO_PORT: String(port),
    DOZO_SITE_PORT: String(sitePort),
    DOZO_LANGUAGE: 'en',
    DOZO_CHECK_REPLIES: 'true',
    XDG_CONFIG_HOME: join(home, 'config'),
    ...more,
  }
  const child = spawn(process.execPath, [join(root, 'server/src/main.ts'), 'serve'], {
    env: { ...process.env, ...env },
    stdio: 'pipe',
  })
  const greeting = await greetingOf(child)
  return {
    dataDir,
    consoleUrl: `http://localhost:${port}`,
    siteUrl: `http://localhost:${sitePort}`,
    greeting,
    setupUrl: /http\S+\/setup\?token=\S+/.exec(greeting)?.[0] ?? '',
    env,
    async stop() {
      const code = await ended(child, () => child.kill('SIGTERM'))
      await rm(home, { recursive: true, force: true })
      return code
    },
    dozo: (args, input = '', started) => command(args, input, env, started),
  }
}

function greetingOf(child: ChildProcess): Promise<string> {
  let text = ''
  return new Promise((resolve, reject) => {
    const errors = createInterface({ input: child.stderr! })
    errors.on('line', (line) => (text += `${line}\n`))
    createInterface({ input: child.stdout! }).on('line', (line) => {
      text += `${line}\n`
      if (/Try the API|Console/.test(line) && !/Try the API/.test(line) && !/setup/.test(text))
        setTimeout(() => resolve(text), 200)
      if (/Try the API/.test(line)) resolve(text)
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${text}`)))
  })
}

function ended(child: ChildProcess, stop: () => void): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => {
    child.removeAllListeners('exit')
    child.once('exit', resolve)
    stop()
  })
}

function command(
  args: string[],
  input: string,
  env: Record<string, string>,
  started: (child: ChildProcess) => void = () => undefined,
) {
  const child = spawn(process.execPath, [join(root, 'cli/src/main.ts'), ...args], {
    env: { ...process.env, ...env },
    stdio: 'pipe',
  })
  started(child)
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  child.stdin.end(input)
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, out, err })),
  )
}
