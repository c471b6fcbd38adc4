import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = `http://127.0.0.1:${process.env['DOZO_PORT'] ?? 8787}`

export default defineConfig({
  plugins: [react()],
  // The server puts a fresh nonce in place of this with every page.
  html: { cspNonce: '__CSP_NONCE__' },
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 900 },
  server: { port: 5173, proxy: { '/manage': { target: server, changeOrigin: false } } },
})
