import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import sql from 'sql-template-tag'
import type { App } from '#platform/app.ts'
import type { DoctorCheck, Finding } from '#platform/doctor.ts'
import { freeBytes } from '#platform/storage/file-storage.ts'

const found = (level: Finding['level'], ja: string, en: string): Finding => ({ level, words: { ja, en } })

async function address({ config }: App): Promise<Finding[]> {
  const secure = config.consoleUrl.startsWith('https:')
  return [
    secure
      ? found('ok', `管理画面は ${config.consoleUrl} です。`, `The console is at ${config.consoleUrl}.`)
      : found(
          'production',
          '管理画面がHTTPSではありません。TLSを終端するプロキシの後ろに置き、DOZO_CONSOLE_URL を https:// にしてください。',
          'The console is not behind HTTPS. Put it behind a proxy that ends TLS and set DOZO_CONSOLE_URL to https://.',
        ),
    ...(secure && config.trustedProxies.length === 0
      ? [
          found(
            'production',
            'DOZO_TRUSTED_PROXIES が空のため、アクセス元のIPがすべてプロキシのものになります。',
            'DOZO_TRUSTED_PROXIES is empty, so every caller seems to have the proxy’s address.',
          ),
        ]
      : []),
    ...(config.host !== '127.0.0.1' && config.host !== 'localhost' && !secure
      ? [
          found(
            'production',
            `${config.host} で、暗号化なしで待ち受けます。`,
            `It listens on ${config.host} without encryption.`,
          ),
        ]
      : []),
  ]
}

async function secrets({ config }: App): Promise<Finding[]> {
  if (config.secretKey)
    return [found('ok', '鍵は DOZO_SECRET_KEY から読みます。', 'The secret key comes from DOZO_SECRET_KEY.')]
  const file = join(config.dataDir, 'secret.key')
  const { mode } = await stat(file)
  return [
    (mode & 0o077) === 0
      ? found('ok', `鍵 ${file} は所有者だけが読めます。`, `Only its owner can read the key ${file}.`)
      : found(
          'broken',
          `鍵 ${file} をほかの人も読めます。chmod 600 してください。`,
          `Others can read the key ${file}. Run chmod 600 on it.`,
        ),
    found(
      'advice',
      `${file} は別の場所にも控えてください。失うと、暗号化した情報は読めません。`,
      `Keep a copy of ${file} elsewhere. Without it nothing that was sealed can be read.`,
    ),
  ]
}

async function database(app: App): Promise<Finding[]> {
  const [row] = await app.db.read<{ version: string; fsync: string; commits: string }>(
    null,
    sql`
      select current_setting('server_version') as version, current_setting('fsync') as fsync,
        current_setting('synchronous_commit') as commits
    `,
  )
  const safe = row?.fsync === 'on' && row.commits !== 'off'
  return [
    found('ok', `PostgreSQL ${row?.version}`, `PostgreSQL ${row?.version}`),
    ...(safe
      ? []
      : [
          found(
            'broken',
            'fsync か synchronous_commit が切られています。停電で保存済みの内容を失います。',
            'fsync or synchronous_commit is off: a power cut loses what was saved.',
          ),
        ]),
    ...(app.config.databaseUrl
      ? []
      : [
          found(
            'advice',
            '内蔵のPostgreSQLを使っています。複数のサーバーで動かすときは DATABASE_URL を使ってください。',
            'The embedded PostgreSQL is in use. For several servers use DATABASE_URL.',
          ),
        ]),
  ]
}

async function disk(app: App): Promise<Finding[]> {
  const free = Math.min(await app.storage.free(), await freeBytes(app.config.dataDir))
  const gigabytes = free / 1024 ** 3
  const text = gigabytes.toFixed(1)
  return [
    gigabytes < 1
      ? found('broken', `ディスクの空きが ${text} GB しかありません。`, `Only ${text} GB of disk are free.`)
      : found(
          gigabytes < 5 ? 'production' : 'ok',
          `ディスクの空き: ${text} GB`,
          `Free disk space: ${text} GB`,
        ),
  ]
}

/** Writes, reads and removes a few bytes in the object storage. */
async function objectStorage({ config, storage, newId }: App): Promise<Finding[]> {
  if (config.storage.kind !== 's3') return []
  const { bucket, endpoint } = config.storage
  const name = `doctor/${newId()}`
  try {
    await storage.put(name, Readable.from(['here']))
    const bytes = Buffer.concat(await storage.get(name).toArray())
    // Begins an upload in parts; what is removed is looked for by what uploads need as well.
    await storage.direct?.addresses(name, 1, [1], 60)
    await storage.remove(name)
    if (bytes.toString() !== 'here') throw new Error('it gave back other bytes')
  } catch (error) {
    await storage.remove(name).catch(() => undefined)
    const { message, cause } = error as Error
    const why = (cause as Error | undefined)?.message || message
    return [
      found(
        'broken',
        `オブジェクトストレージ（バケット ${bucket}）が使えません: ${why}`,
        `The object storage (bucket ${bucket}) cannot be used: ${why}`,
      ),
    ]
  }
  return [
    found(
      'ok',
      `ファイルはオブジェクトストレージ（バケット ${bucket}）にあります。`,
      `Files are kept in the object storage (bucket ${bucket}).`,
    ),
    ...(endpoint.startsWith('http:')
      ? [
          found(
            'production',
            'オブジェクトストレージへの接続がHTTPSではありません。',
            'The line to the object storage is not encrypted: its endpoint is not https.',
          ),
        ]
      : []),
  ]
}

async function subscribers(app: App): Promise<Finding[]> {
  const rows = await app.db.asOwner('doctor', (tx) =>
    tx.many<{ name: string; failures: number; last_error: string | null; behind: number }>(sql`
      select s.name, s.failures, s.last_error,
        (select count(*)::int from (select from events e where (e.xid, e.id) > (s.xid, s.id) limit 10001) l) as behind
      from subscriptions s
      order by s.name
    `),
  )
  return rows.map((row) =>
    row.failures > 0
      ? found(
          'broken',
          `${row.name}: 失敗が続いています（${row.failures}回）: ${row.last_error}`,
          `${row.name} keeps failing (${row.failures} times): ${row.last_error}`,
        )
      : found('ok', `${row.name}: 残り ${row.behind} 件`, `${row.name}: ${row.behind} events behind`),
  )
}

/** What the platform itself looks at; rooms add theirs. */
export const platformChecks: DoctorCheck[] = [
  { name: 'address', title: { ja: '公開アドレス', en: 'Address' }, run: address },
  { name: 'secrets', title: { ja: '鍵', en: 'Secret key' }, run: secrets },
  { name: 'database', title: { ja: 'データベース', en: 'Database' }, run: database },
  { name: 'disk', title: { ja: 'ディスク', en: 'Disk' }, run: disk },
  { name: 'storage', title: { ja: 'ファイルの保管場所', en: 'Object storage' }, run: objectStorage },
  { name: 'subscribers', title: { ja: 'イベントの処理', en: 'Readers of events' }, run: subscribers },
]
