// What an upload costs at least: what comes in goes to the disk, is hashed on its way, and is flushed before the answer.
import { createHash } from 'node:crypto'
import { createWriteStream, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

const [port = ''] = process.argv.slice(2)
const file = join(tmpdir(), `rival-${process.pid}.bin`)

createServer(async (request, response) => {
  const hash = createHash('sha256')
  async function* hashed(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk)
      yield chunk
    }
  }
  await pipeline(request, hashed, createWriteStream(file, { flush: true }))
  response.end(hash.digest('hex'))
  rmSync(file)
}).listen(Number(port), '127.0.0.1', () => console.log('ready'))
