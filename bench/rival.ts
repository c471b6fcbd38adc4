// What somebody would write by hand, as a process on the server's core and on the same database.
import { ended, freePort, type Dozo } from '../server/test/crash/dozo-process.ts'
import { databaseEnv, node } from './dozo.ts'

export type Rival = { origin: string; end(): Promise<void> }

/** Starts a program that takes its port as the argument and says something when it is ready. */
export async function startRival(dozo: Dozo, program: string): Promise<Rival> {
  const port = await freePort()
  const child = node(0, [`bench/${program}`, String(port)], databaseEnv(dozo))
  await new Promise((resolve, reject) => {
    child.stdout!.once('data', resolve)
    child.once('exit', () => reject(new Error(`${program} did not start`)))
  })
  return {
    origin: `http://127.0.0.1:${port}`,
    end: async () => {
      await ended(child, 'SIGTERM')
    },
  }
}
