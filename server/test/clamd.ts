// A ClamAV of the test's own, with signatures of its own, on a port of its own.
import { spawn, type ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** The harmless text that every scanner takes for a virus, in two halves so that none takes this file for one. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')
export const ownVirus = 'dozo-own-test-signature-5f2c'
export const longest = 1024 * 1024

const hex = (text: string) => Buffer.from(text).toString('hex')

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

export type Clamd = { stop(): Promise<void> }

/** Resolves when it answers. */
export async function startClamd(program: string, port: number): Promise<Clamd> {
  const folder = await mkdtemp(join(tmpdir(), 'dozo-clamd-'))
  await chmod(folder, 0o755)
  await writeFile(join(folder, 'own.ndb'), `Eicar-Test:0:*:${hex(eicar)}\nDozo.Own:0:*:${hex(ownVirus)}\n`)
  const settings = [
    'Foreground yes',
    'TCPAddr 127.0.0.1',
    `TCPSocket ${port}`,
    `DatabaseDirectory ${folder}`,
    `StreamMaxLength ${longest}`,
    `TemporaryDirectory ${folder}`,
    'User root',
    'LogTime no',
  ]
  await writeFile(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`)
  const child = spawn(program, ['--config-file', join(folder, 'clamd.conf')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await ready(child)
  return {
    async stop() {
      const over = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await over
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function ready(child: ChildProcess): Promise<void> {
  const said: string[] = []
  child.stderr!.on('data', (text: Buffer) => said.push(text.toString()))
  for await (const line of createInterface({ input: child.stdout! })) {
    said.push(line)
    if (line.includes('Self checking every') || line.includes('SelfCheck')) return
  }
  throw new Error(`clamd ended: ${said.join('\n')}`)
}
