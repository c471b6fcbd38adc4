import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { createClient, type Client } from '@dozo/client'
import { language, refuse } from './words.ts'

/** Where one is logged in: address of the console door, site, and an API token that expires. Kept readable for its owner only. */
export type Login = { url: string; site: string; token: string; tokenId: string; email: string }

/** A file of this person's settings. */
export const configFile = (name: string): string =>
  join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'dozo', name)

const file = configFile('login.json')

export function readLogin(): Login | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Login) : undefined
}

export function writeLogin(login: Login): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, `${JSON.stringify(login, null, 2)}\n`, { mode: 0o600 })
  chmodSync(file, 0o600)
}

export const forgetLogin = (): void => rmSync(file, { force: true })

export type Session = { client: Client; site: string; login: Login }

/** The client of whoever is logged in; says how to log in when nobody is. */
export function session(): Session {
  const login =
    readLogin() ??
    refuse('ログインしていません。dozo login を実行してください。', 'Not logged in. Run: dozo login')
  return {
    client: createClient({ baseUrl: login.url, token: login.token, language }),
    site: login.site,
    login,
  }
}
