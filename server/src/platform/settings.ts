export type Setting = {
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
    meaning: { ja: 'データフォルダー', en: 'Data folder: database, keys, files' },
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
  DOZO_STORAGE: {
    type: 'text',
    default: 'file:',
    meaning: {
      ja: 'ファイルを置く場所。file:（データフォルダーの files）、file:///別のフォルダー、または s3://バケット/フォルダー?region=…&endpoint=…（docs/guides/object-storage.md）',
      en: 'Where files are kept. file: (files in the data folder), file:///another/folder, or s3://bucket/folder?region=…&endpoint=… (docs/guides/object-storage.md)',
    },
  },
  AWS_ACCESS_KEY_ID: {
    type: 'text',
    default: '',
    meaning: {
      ja: 's3: のアクセスキー（空ならこのサーバーのロールなど、AWS SDK が見つけるもの）',
      en: 'Access key for s3: (empty: whatever the AWS SDK finds, such as the role of this server)',
    },
  },
  AWS_SECRET_ACCESS_KEY: {
    type: 'text',
    default: '',
    secret: true,
    meaning: { ja: 's3: のシークレットキー', en: 'Secret key for s3:' },
  },
  AWS_SESSION_TOKEN: {
    type: 'text',
    default: '',
    secret: true,
    meaning: {
      ja: 's3: のキーが一時的なときのトークン',
      en: 'Token that belongs to keys for s3: that are temporary',
    },
  },
  DOZO_SECRET_KEY: {
    type: 'text',
    default: '',
    secret: true,
    meaning: {
      ja: '秘密情報を暗号化する鍵（base64の32バイト）。空ならデータフォルダーに作成',
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
      ja: 'アクセスログのファイル（空ならデータフォルダーの logs/access.log、- なら標準出力）',
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
