import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from '#platform/db/pools.ts'

export type CutDatabase = Awaited<ReturnType<typeof cutDatabase>>

/** The same database behind a line that can be cut and mended. */
export async function cutDatabase(connection: Connection) {
  if ('url' in connection) throw new Error('these tests need the cluster that they start themselves')
  const folder = mkdtempSync(join(tmpdir(), 'dozo-cut-'))
  const sockets = new Set<Socket>()
  let open = true
  let left = Infinity
  const dropAll = () => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  const server = createServer((near) => {
    if (!open) return near.destroy()
    const far = connect(join(connection.host, `.s.PGSQL.${connection.port}`))
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('data', () => {
        if (--left > 0) return
        left = Infinity
        dropAll()
      })
      socket.on('close', () => sockets.delete(socket))
    }
    near.pipe(far).pipe(near)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  await new Promise<void>((listening) => server.listen(join(folder, '.s.PGSQL.5432'), listening))
  const { user, password, database } = connection
  return {
    url: `postgres://${user}:${encodeURIComponent(password)}@localhost/${database}?host=${encodeURIComponent(folder)}`,
    cut() {
      open = false
      dropAll()
    },
    mend() {
      open = true
    },
    /** All connections break at once after so many more pieces of talk on them; new ones are let through. */
    dropAfter(pieces: number) {
      left = pieces
    },
    async close() {
      dropAll()
      await new Promise((closed) => server.close(closed))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
