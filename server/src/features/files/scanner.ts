// A virus scanner that speaks ClamAV's protocol: bytes go to it in pieces, each with its length before it, and a line comes back.
import { connect, type Socket } from 'node:net'
import type { Readable } from 'node:stream'

export type Scanned = 'clean' | { found: string } | 'too large'

/** It could not be reached, or said nothing that can be understood. */
export class ScannerGone extends Error {}

/** Our own storage, not the scanner. */
class Unread extends Error {}

export type Scanner = { host: string; port: number }

/** Without a sign of life for so long it counts as gone: longer than ClamAV itself looks at one file. */
const idleMs = 180_000

/** Throws ScannerGone; what keeps the bytes from being read is thrown as it is. */
export async function scan({ host, port }: Scanner, bytes: Readable): Promise<Scanned> {
  const socket = connect({ host, port })
  const state: State = { heard: false }
  try {
    return verdictOf(await spoken(socket, bytes, state))
  } catch (error) {
    if (error instanceof Unread) throw error.cause
    if (error instanceof ScannerGone) throw error
    // It hangs up on what is longer than it takes, without having read all that was sent, and what it said of that may be lost with the line.
    const { code } = error as NodeJS.ErrnoException
    if (state.heard && (code === 'EPIPE' || code === 'ECONNRESET')) {
      await versionOf({ host, port })
      return 'too large'
    }
    throw gone({ host, port }, error)
  } finally {
    socket.destroy()
    bytes.destroy()
  }
}

type State = { heard: boolean }

const gone = ({ host, port }: Scanner, cause: unknown): ScannerGone =>
  new ScannerGone(`the virus scanner at ${host}:${port} cannot be asked`, { cause })

/** `ClamAV 1.4.6/…`. Throws ScannerGone. */
export async function versionOf({ host, port }: Scanner): Promise<string> {
  const socket = connect({ host, port })
  try {
    socket.write('zVERSION\0')
    return await answerOf(socket)
  } catch (error) {
    throw gone({ host, port }, error)
  } finally {
    socket.destroy()
  }
}

async function spoken(socket: Socket, bytes: Readable, state: State): Promise<string> {
  const answer = answerOf(socket)
  // It may answer, or hang up, before it has heard everything: then the rest is not sent.
  const answered = answer.then(
    () => true,
    () => true,
  )
  let over = false
  void answered.then(() => (over = true))
  socket.write('zINSTREAM\0')
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      if (over) break
      const length = Buffer.alloc(4)
      length.writeUInt32BE(chunk.length)
      socket.write(length)
      if (!socket.connecting) state.heard = true
      if (!socket.write(chunk)) await Promise.race([answered, drained(socket)])
    }
  } catch (error) {
    throw new Unread('bytes for the virus scanner cannot be read', { cause: error })
  }
  if (!over) socket.write(Buffer.alloc(4))
  return answer
}

const drained = (socket: Socket): Promise<void> => new Promise((resolve) => socket.once('drain', resolve))

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    socket.setTimeout(idleMs, () => socket.destroy(new Error('it says nothing')))
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('\0') || text.length > 10_000) resolve(text.split('\0')[0]!)
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('it hung up')))
  })
}

function verdictOf(answer: string): Scanned {
  if (answer === 'stream: OK') return 'clean'
  const found = /^stream: (.+) FOUND$/.exec(answer)?.[1]
  if (found) return { found }
  if (answer.startsWith('INSTREAM size limit exceeded')) return 'too large'
  throw new ScannerGone(`the virus scanner said: ${answer.slice(0, 200)}`)
}
