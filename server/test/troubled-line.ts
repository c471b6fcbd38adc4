// Between us and an object storage: requests go through as they are, but for those that fail, hang, or whose answer breaks off.
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

const answers = {
  fail: [500, 'InternalError'],
  busy: [503, 'SlowDown'],
  missing: [404, 'NoSuchKey'],
  elsewhere: [301, 'PermanentRedirect'],
} as const

/** `after`: so many bytes of the answer come through. */
export type Trouble = keyof typeof answers | 'hang' | { after: number } | undefined

export async function troubledLine(to: string) {
  const troubles: Trouble[] = []
  const matching: { pattern: RegExp; trouble: Trouble }[] = []
  let always: Trouble
  const sockets = new Set<Socket>()
  const asked: string[] = []
  const pass = (
    { method, url, rawHeaders }: IncomingMessage,
    body: Buffer,
    answer: ServerResponse,
    after?: number,
  ) => {
    const headers = Object.fromEntries(
      rawHeaders.flatMap((name, n) => (n % 2 === 0 ? [[name, rawHeaders[n + 1]!]] : [])),
    )
    const passed = request(to + url, { method, headers, agent: false }, async (given) => {
      answer.writeHead(given.statusCode!, given.headers)
      let left = after ?? Infinity
      try {
        for await (const chunk of given as AsyncIterable<Buffer>) {
          answer.write(chunk.subarray(0, left))
          left -= chunk.length
          if (left <= 0) break
        }
      } catch {
        left = 0
      }
      if (left > 0) answer.end()
      else answer.write('', () => answer.socket?.destroy())
    })
    // Swift sends bytes behind its answers to HEAD, after which its line is of no use.
    passed.on('error', () => answer.headersSent || answer.socket?.destroy())
    passed.end(body)
  }
  const server = createServer(async (incoming, answer) => {
    const body = Buffer.concat(await incoming.toArray().catch(() => []))
    const { method, url } = incoming
    asked.push(`${method} ${url}`)
    const found = matching.findIndex(({ pattern }) => pattern.test(url!))
    const trouble = found >= 0 ? matching.splice(found, 1)[0]!.trouble : (troubles.shift() ?? always)
    if (trouble === 'hang') return
    if (typeof trouble === 'string') {
      const [status, code] = answers[trouble]
      return answer.writeHead(status).end(`<Error><Code>${code}</Code></Error>`)
    }
    return pass(incoming, body, answer, trouble?.after)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What was asked for, in its order. */
    asked,
    /** For the next requests, one each. */
    next: (...more: Trouble[]) => void troubles.push(...more),
    /** For the next one whose address matches. */
    on: (pattern: RegExp, trouble: Trouble) => void matching.push({ pattern, trouble }),
    /** For every request, until it is told otherwise; what was said of single ones before is over. */
    every(trouble: Trouble) {
      troubles.length = 0
      matching.length = 0
      always = trouble
    },
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
