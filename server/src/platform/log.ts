import pino from 'pino'

/** What the house logs with; narrower than pino, so that tests can listen. */
export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>

const secretPaths = ['password', 'token', 'secret', 'authorization', 'cookie', 'connectionString']
const redact = secretPaths.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

/** JSON lines on standard error, secrets redacted. */
export function createLog(level: string): Log {
  return pino({ level, base: null, redact, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2))
}
