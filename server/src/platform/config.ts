import { resolve } from 'node:path'
import { nearest } from '#lib/nearest.ts'
import { BadNetwork, networks } from '#lib/networks.ts'
import { StartError } from '#platform/db/start-error.ts'

type Setting = {
  readonly type: 'text' | 'integer' | 'boolean' | 'list' | 'choice'
  readonly default: string
  readonly choices?: readonly string[]
  readonly secret?: boolean
  readonly meaning: { readonly ja: string; readonly en: string }
}

/** Every setting Dozo reads from the environment. `docs/reference/settings.md` is printed from this table. */
export const settings = {
  DOZO_DATA: {
    type: 'text',
    default: './data',
    meaning: { ja: 'データフォルダ', en: 'Data folder: database, keys, files' },
  },
  DOZO_PORT: {
    type: 'integer',
    default: '8787',
    meaning: {
      ja: '管理画面と管理APIのポート',
      en: 'Port of the console door: admin console and management API',
    },
  },
  DOZO_SITE_PORT: {
    type: 'integer',
    default: '8788',
    meaning: { ja: 'サイト側（配信API）のポート', en: 'Port of the site door: delivery APIs' },
  },
  DOZO_HOST: {
    type: 'text',
    default: '127.0.0.1',
    meaning: { ja: '待ち受けるアドレス', en: 'Address both doors listen on' },
  },
  DOZO_CONSOLE_URL: {
    type: 'text',
    default: '',
    meaning: {
      ja: '管理画面の公開URL（空なら http://localhost:ポート）',
      en: 'Public address of the console (empty: http://localhost:port)',
    },
  },
  DOZO_TRUSTED_PROXIES: {
    type: 'list',
    default: '',
    meaning: {
      ja: '転送ヘッダーを信用するプロキシ（IPまたはCIDR、カンマ区切り）',
      en: 'Proxies whose forwarding headers are believed (addresses or CIDR, comma separated)',
    },
  },
  DOZO_OUTGOING_ALLOW: {
    type: 'list',
    default: '',
    meaning: {
      ja: 'Webhookなどで呼び出してよい内部ネットワーク（IPまたはCIDR、カンマ区切り）。ほかの内部アドレスは呼び出しません',
      en: 'Inner networks that webhooks may call (addresses or CIDR, comma separated); no other inner address is ever called',
    },
  },
  DATABASE_URL: {
    type: 'text',
    default: '',
    secret: true,
    meaning: {
      ja: '外部のPostgreSQL（15以上）。空なら内蔵のPostgreSQL',
      en: 'An existing PostgreSQL (15 or newer); empty: the embedded one',
    },
  },
  DOZO_DATABASE_POOL: {
    type: 'integer',
    default: '16',
    meaning: { ja: 'データベース接続の上限', en: 'Most database connections held by this process' },
  },
  DOZO_DATABASE_MB: {
    type: 'integer',
    default: '0',
    meaning: {
      ja: '内蔵のPostgreSQLがテーブルを置いておくメモリ（MB）。0なら本体のメモリの4分の1（128〜8192）',
      en: 'Memory in which the embedded PostgreSQL keeps tables, in megabytes (0: a quarter of the machine’s, 128 to 8192)',
    },
  },
  DOZO_SECRET_KEY: {
    type: 'text',
    default: '',
    secret: true,
    meaning: {
      ja: '秘密情報を暗号化する鍵（base64の32バイト）。空ならデータフォルダに作成',
      en: 'Key that seals secrets at rest (32 bytes, base64); empty: made in the data folder',
    },
  },
  DOZO_LOG: {
    type: 'choice',
    default: 'warn',
    choices: ['debug', 'info', 'warn', 'error', 'silent'],
    meaning: { ja: 'ログの詳しさ', en: 'How much is logged' },
  },
  DOZO_ACCESS_LOG: {
    type: 'text',
    default: '',
    meaning: {
      ja: 'アクセスログのファイル（空ならデータフォルダの logs/access.log、- なら標準出力）',
      en: 'Access log file (empty: logs/access.log in the data folder; -: standard output)',
    },
  },
  DOZO_LANGUAGE: {
    type: 'choice',
    default: '',
    choices: ['', 'ja', 'en'],
    meaning: {
      ja: '端末に表示する言語（空ならOSの言語）',
      en: 'Language of terminal output and of replies without Accept-Language (empty: the system language)',
    },
  },
  DOZO_CACHE_MB: {
    type: 'integer',
    default: '128',
    meaning: {
      ja: '配信キャッシュの上限（MB）',
      en: 'Delivery cache limit in megabytes (0 switches it off)',
    },
  },
  DOZO_IMAGE_CACHE_MB: {
    type: 'integer',
    default: '2048',
    meaning: {
      ja: '変換した画像をディスクに置いておく上限（MB）',
      en: 'How many megabytes of converted images are kept on the disk',
    },
  },
  DOZO_CLAMD: {
    type: 'text',
    default: '',
    meaning: {
      ja: 'アップロードをウイルス検査する ClamAV（clamd）のアドレスとポート。例: 127.0.0.1:3310（空なら検査しない）',
      en: 'Address and port of a ClamAV (clamd) that scans uploads, such as 127.0.0.1:3310 (empty: none)',
    },
  },
  DOZO_SAMPLE: {
    type: 'boolean',
    default: 'true',
    meaning: { ja: '初回起動時にサンプルを作る', en: 'Make the sample content on first start' },
  },
  DOZO_ROLE: {
    type: 'choice',
    default: 'all',
    choices: ['all', 'http', 'worker'],
    meaning: { ja: 'このプロセスの役割', en: 'What this process does: HTTP, background work or both' },
  },
  DOZO_CHECK_REPLIES: {
    type: 'boolean',
    default: 'false',
    meaning: {
      ja: '応答と行をスキーマで検査する（開発用）',
      en: 'Check replies and rows against their schemas (development)',
    },
  },
  DOZO_METRICS_TOKEN: {
    type: 'text',
    default: '',
    secret: true,
    meaning: {
      ja: '/metrics を読むためのトークン（空なら無効）',
      en: 'Token that may read /metrics (empty: off)',
    },
  },
} as const satisfies Record<string, Setting>

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
