// Which uploads have begun and not ended, so that they can go on: addresses by a key of the file. Beside the login, for its owner only.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { configFile } from './login-file.ts'

const file = configFile('uploads.json')

const all = (): Record<string, string> =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {}

function write(uploads: Record<string, string>): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(uploads, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, file)
}

export const remembered = (key: string): string | undefined => all()[key]
export const remember = (key: string, url: string): void => write({ ...all(), [key]: url })
export function forget(key: string): void {
  const { [key]: _gone, ...others } = all()
  write(others)
}
