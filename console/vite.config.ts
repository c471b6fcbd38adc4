import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { wordsWithCode } from './words-with-code.ts'

const server = `http://127.0.0.1:${process.env['DOZO_PORT'] ?? 8787}`

/** Beside every file of text, the same as browsers take it: made once with the build, a quarter of the bytes with every page. */
const compressed: Plugin = {
  name: 'compressed',
  apply: 'build',
  writeBundle({ dir }, bundle) {
    for (const [name, file] of Object.entries(bundle)) {
      if (!/\.(js|css|svg)$/.test(name)) continue
      const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source)
      writeFileSync(join(dir!, `${name}.br`), brotliCompressSync(bytes))
      writeFileSync(join(dir!, `${name}.gz`), gzipSync(bytes, { level: 9 }))
    }
  },
}

export default defineConfig({
  plugins: [wordsWithCode, react(), compressed],
  // The server puts a fresh nonce in place of this with every page.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'es2022',
    // The first that know `light-dark()`: for older ones it would be taken apart, and mean nothing without the scheme.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every page needs is one file: a hundred small ones pack worse and wait for each other.
          groups: [{ name: 'start', tags: ['$initial'] }],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/manage': { target: server, changeOrigin: false } } },
})
