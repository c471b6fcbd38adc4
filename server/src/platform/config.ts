import { resolve } from 'node:path'
import { nearest } from '#lib/nearest.ts'
import { BadNetwork, networks } from '#lib/networks.ts'
import { StartError } from '#platform/db/start-error.ts'
import { settings, type Setting } from '#platform/settings.ts'
import { storageExample, storagePlace } from '#platform/storage/storage-place.ts'

export type Config = ReturnType<typeof readConfig>
type Environment = Record<string, string | undefined>

/** Settings from the environment, checked. Throws StartError that names the variable (and the nearest known name). */
export function readConfig(env: Environment = process.env) {
  refuseUnknown(env)
  const text = (name: keyof typeof settings) => env[name] ?? settings[name].default
  const integer = (name: keyof typeof settings) => parseInteger(name, text(name))
  const boolean = (name: keyof typeof settings) => parseBoolean(name, text(name))
  for (const [name, setting] of Object.entries<Setting>(settings)) {
    const value = env[name] ?? setting.default
    if (setting.choices && !setting.choices.includes(value)) throw badValue(name, setting.choices.join(' | '))
  }
  const port = integer('DOZO_PORT')
  return {
    dataDir: resolve(text('DOZO_DATA')),
    host: text('DOZO_HOST'),
    port,
    sitePort: integer('DOZO_SITE_PORT'),
    consoleUrl: parseOrigin('DOZO_CONSOLE_URL', text('DOZO_CONSOLE_URL')) ?? `http://localhost:${port}`,
    trustedProxies: listIn(text('DOZO_TRUSTED_PROXIES')),
    outgoingAllow: parseNetworks('DOZO_OUTGOING_ALLOW', listIn(text('DOZO_OUTGOING_ALLOW'))),
    databaseUrl: text('DATABASE_URL'),
    databasePool: integer('DOZO_DATABASE_POOL'),
    databaseMb: integer('DOZO_DATABASE_MB'),
    storage: parseStorage('DOZO_STORAGE', text('DOZO_STORAGE')),
    storageKey: {
      id: text('AWS_ACCESS_KEY_ID'),
      secret: text('AWS_SECRET_ACCESS_KEY'),
      token: text('AWS_SESSION_TOKEN'),
    },
    secretKey: text('DOZO_SECRET_KEY'),
    logLevel: text('DOZO_LOG'),
    accessLog: text('DOZO_ACCESS_LOG'),
    language: language(text('DOZO_LANGUAGE'), env),
    cacheBytes: integer('DOZO_CACHE_MB') * 1024 * 1024,
    imageCacheBytes: integer('DOZO_IMAGE_CACHE_MB') * 1024 * 1024,
    scanner: parseScanner('DOZO_CLAMD', text('DOZO_CLAMD')),
    sample: boolean('DOZO_SAMPLE'),
    role: text('DOZO_ROLE') as 'all' | 'http' | 'worker',
    checkReplies: boolean('DOZO_CHECK_REPLIES'),
    metricsToken: text('DOZO_METRICS_TOKEN'),
  }
}

function refuseUnknown(env: Environment): void {
  for (const name of Object.keys(env)) {
    if (!name.startsWith('DOZO_') || name in settings) continue
    const near = nearest(name, Object.keys(settings))
    throw new StartError({
      ja: `設定 ${name} はありません。${near ? `${near} の間違いではありませんか。` : ''}docs/reference/settings.md に一覧があります。`,
      en: `There is no setting ${name}.${near ? ` Did you mean ${near}?` : ''} docs/reference/settings.md lists them all.`,
    })
  }
}

const listIn = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

function parseNetworks(name: string, entries: string[]): string[] {
  try {
    networks(entries)
    return entries
  } catch (error) {
    throw error instanceof BadNetwork ? badValue(name, '10.1.2.0/24, 192.168.0.5') : error
  }
}

function parseInteger(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw badValue(name, '0, 1, 2, …')
  return Number(value)
}

function parseBoolean(name: string, value: string): boolean {
  if (value !== 'true' && value !== 'false') throw badValue(name, 'true | false')
  return value === 'true'
}

function parseScanner(name: string, value: string): { host: string; port: number } | undefined {
  if (value === '') return undefined
  const [, host, port] = /^([\w.-]+|\[[0-9a-f:.]+\]):(\d{1,5})$/i.exec(value) ?? []
  if (!host || !port || Number(port) > 65_535 || Number(port) === 0) throw badValue(name, '127.0.0.1:3310')
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
}

function parseStorage(name: string, value: string) {
  const place = storagePlace(value)
  if (!place) throw badValue(name, `file: | file:///mnt/files | ${storageExample}`)
  return place
}

function parseOrigin(name: string, value: string): string | undefined {
  if (value === '') return undefined
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol))
    throw badValue(name, 'https://cms.example.com')
  return new URL(value).origin
}

function language(value: string, env: Environment): 'ja' | 'en' {
  if (value === 'ja' || value === 'en') return value
  return /^ja/i.test(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '') ? 'ja' : 'en'
}

/** Language of messages when the settings themselves cannot be read. */
export const terminalLanguage = (env: Environment = process.env): 'ja' | 'en' =>
  language(env['DOZO_LANGUAGE'] ?? '', env)

const badValue = (name: string, expected: string) =>
  new StartError({
    ja: `設定 ${name} の値が正しくありません。使える値: ${expected}`,
    en: `The value of ${name} is not usable. Expected: ${expected}`,
  })
