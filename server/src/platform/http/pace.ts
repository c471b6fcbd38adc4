// How long a request may take to come in. Node's own limit counts from the first byte to the last, which would cut a long upload on a slow
// line; here what is streamed may take as long as it likes, if only it keeps coming.
import type { IncomingMessage, ServerResponse } from 'node:http'

export const pace = {
  /** A body that is read whole. */
  wholeMs: 120_000,
  /** Of one that is streamed so many bytes must come in each window, or its line is cut. */
  windowMs: 60_000,
  leastBytes: 16_384,
  /** So long may it still come when the server is to stop. */
  stoppingMs: 10_000,
}

const timedOut = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'

type Pacer = { watch(request: IncomingMessage, response: ServerResponse): void; stop(): void }

export function pacer(isStreamed: (contentType: string) => boolean): Pacer {
  const coming = new Set<() => void>()
  return {
    watch(request, response) {
      const { headers, socket } = request
      if (headers['transfer-encoding'] === undefined && !(Number(headers['content-length']) > 0)) return
      const cut = () => {
        if (response.headersSent) socket.destroy()
        else socket.end(timedOut, () => socket.destroy())
      }
      const streamed = isStreamed(headers['content-type'] ?? '')
      let seen = socket.bytesRead
      const look = () => {
        if (request.complete) return end()
        // Bytes that wait to be read: it is the server that is slow. Who has been answered has no reason to send more.
        const waits = streamed && !response.writableEnded && request.readableLength > 0
        if (!waits && (!streamed || response.writableEnded || socket.bytesRead - seen < pace.leastBytes))
          cut()
        seen = socket.bytesRead
      }
      const timer = setInterval(look, streamed ? pace.windowMs : pace.wholeMs).unref()
      const end = () => {
        clearInterval(timer)
        coming.delete(cut)
        socket.off('close', end)
      }
      coming.add(cut)
      request.once('close', end)
      // A request that was answered before it had come whole is told nothing of its line.
      socket.once('close', end)
    },
    stop() {
      setTimeout(() => coming.forEach((cut) => cut()), pace.stoppingMs).unref()
    },
  }
}
