import { rmSync, mkdtempSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from '#platform/db/pools.ts'

const latencyMs = 5

/** The same database some milliseconds away. Counts how often its client waited for an answer before it said the next thing. */
export async function farDatabase(connection: Connection) {
  const target = 'url' in connection ? fromUrl(connection.url) : connection
  const folder = mkdtempSync(join(tmpdir(), 'dozo-far-'))
  const sockets = new Set<Socket>()
  let trips = 0
  const server = createServer((near) => {
    const far = target.host.startsWith('/')
      ? connect(join(target.host, `.s.PGSQL.${target.port}`))
      : connect(target.port, target.host)
    let answered = true
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
    }
    near.on('data', (bytes) => {
      if (answered) trips++
      answered = false
      far.write(bytes)
    })
    far.on('data', (bytes) => {
      setTimeout(() => {
        answered = true
        near.write(bytes)
      }, latencyMs)
    })
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  await new Promise<void>((ready) => server.listen(join(folder, '.s.PGSQL.5432'), ready))
  return {
    connection: { ...target, host: folder, port: 5432 },
    /** Round trips since the last question. */
    takeTrips: () => {
      const taken = trips
      trips = 0
      return taken
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => server.close(closed))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function fromUrl(text: string) {
  const url = new URL(text)
  return {
    host: url.hostname || (url.searchParams.get('host') ?? 'localhost'),
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
  }
}
