// What the console is measured against: a page of Mantine with one input, built and sent as the console is.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' }

export type EmptyPage = { url: string; end(): Promise<void> }

export async function startEmptyPage(): Promise<EmptyPage> {
  const dir = mkdtempSync(join(tmpdir(), 'dozo-empty-page-'))
  await build({
    root: join(import.meta.dirname, 'empty-page'),
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { outDir: dir, emptyOutDir: true, target: 'es2022' },
  })
  const packed = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    const name = request.url === '/' ? '/index.html' : request.url!
    try {
      if (!packed.has(name)) packed.set(name, brotliCompressSync(readFileSync(join(dir, name))))
      response.writeHead(200, {
        'content-type': types[extname(name)] ?? 'application/octet-stream',
        'content-encoding': 'br',
        'content-length': packed.get(name)!.length,
        'cache-control': name === '/index.html' ? 'no-store' : 'public, max-age=31536000, immutable',
      })
      response.end(packed.get(name))
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async end() {
      await new Promise((resolve) => server.close(resolve))
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
