import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pino from 'pino'
import type { Config } from '#platform/config.ts'

export type AccessLine = {
  at: number
  id: string
  door: 'console' | 'site'
  method: string
  url: string
  status: number
  bytes: number
  ms: number
  ip: string
  agent: string
  site?: string | undefined
  cache?: 'hit' | 'miss' | undefined
}

export type AccessLog = { write(line: AccessLine): void; close(): Promise<void> }

/** One JSON line per request, written in blocks of 8 KB or once a second. Secrets in URLs are cut out before they are written. */
export function openAccessLog(
  config: Pick<Config, 'accessLog' | 'dataDir'>,
  counted: (line: AccessLine) => void = () => undefined,
): AccessLog {
  const file = config.accessLog || join(config.dataDir, 'logs', 'access.log')
  if (file !== '-') mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const out = pino.destination({
    dest: file === '-' ? 1 : file,
    sync: false,
    minLength: 8192,
    periodicFlush: 1000,
  })
  // A full disk must not stop the answers; the first failing write is told once on standard error.
  let told = false
  out.on('error', (error: Error) => {
    if (!told) process.stderr.write(`access log: ${error.message}\n`)
    told = true
  })
  return {
    write(line) {
      out.write(format(line))
      counted(line)
    },
    close: () =>
      new Promise((resolve) => {
        out.once('close', () => resolve())
        out.end()
      }),
  }
}

/** By hand: this runs for every request, and only these few texts need escaping. */
function format(line: AccessLine): string {
  const site = line.site ? `,"site":"${line.site}"` : ''
  const cache = line.cache ? `,"cache":"${line.cache}"` : ''
  return (
    `{"time":"${new Date(line.at).toISOString()}","id":"${line.id}","door":"${line.door}"${site},"method":"${line.method}",` +
    `"url":${quoted(withoutSecrets(line.url))},"status":${line.status},"bytes":${line.bytes},"ms":${line.ms.toFixed(2)},` +
    `"ip":"${line.ip}","agent":${quoted(line.agent.slice(0, 300))}${cache}}\n`
  )
}

const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/
const quoted = (text: string) => (plain.test(text) ? `"${text}"` : JSON.stringify(text))

function withoutSecrets(url: string): string {
  const cut = url.length > 2000 ? `${url.slice(0, 2000)}…` : url
  return cut.includes('oken=') ? cut.replace(/([?&][a-z_]*token=)[^&]*/gi, '$1…') : cut
}
