// The server's program with settings of its own, watched from outside.
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { bareEnv, ended, freePort, root } from '../crash/dozo-process.ts'

export type Program = {
  child: ChildProcess
  /** Everything it has printed so far, on both streams. */
  said(): string
  /** Resolves with its exit code, when it ends. */
  over: Promise<number | null>
  /** Resolves when it has printed its greeting; rejects when it ends before. */
  greeted: Promise<void>
  stop(): Promise<void>
}

/** A data folder and two free ports, in English; the folder is gone after the test. */
export async function ownSettings(more: Record<string, string> = {}): Promise<Record<string, string>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dozo-faults-'))
  chmodSync(dataDir, 0o711)
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  return {
    DOZO_DATA: dataDir,
    DOZO_PORT: String(await freePort()),
    DOZO_SITE_PORT: String(await freePort()),
    DOZO_LANGUAGE: 'en',
    DOZO_SAMPLE: 'false',
    ...more,
  }
}

export function run(env: Record<string, string>, args = ['serve']): Program {
  const child = spawn(process.execPath, ['server/src/main.ts', ...args], {
    env: { ...bareEnv(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: root,
  })
  let text = ''
  const greeted = Promise.withResolvers<void>()
  greeted.promise.catch(() => undefined)
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (/^ {2}Console/m.test(text)) greeted.resolve()
    })
  const over = new Promise<number | null>((resolve) =>
    child.once('close', (code) => {
      greeted.reject(new Error(`ended with ${code}: ${text}`))
      resolve(code)
    }),
  )
  const stop = () => ended(child, 'SIGTERM')
  onTestFinished(stop)
  return { child, said: () => text, over, greeted: greeted.promise, stop }
}
