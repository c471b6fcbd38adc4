import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export type BrokenLine = {
  port: number
  /** Cuts that are still to come. Emptied, the line holds. */
  cuts: number[]
  /** Bytes that went up, over all its connections. */
  up(): number
}

/** A line to a port that breaks, both ways, when so many bytes have gone up through a connection: once for each number, one after another. */
export async function brokenLine(port: number, given: number[]): Promise<BrokenLine> {
  const cuts = [...given]
  const open = new Set<Socket>()
  let up = 0
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    const cut = () => {
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', cut).on('close', () => {
        open.delete(socket)
        cut()
      })
    }
    far.pipe(near)
    near.pipe(far)
    let through = 0
    near.on('data', (chunk: Buffer) => {
      through += chunk.length
      up += chunk.length
      if (cuts.length === 0 || through < cuts[0]!) return
      cuts.shift()
      cut()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    open.forEach((socket) => socket.destroy())
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, cuts, up: () => up }
}
