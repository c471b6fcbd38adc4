import { parseArgs } from 'node:util'
import { session } from '../login-file.ts'
import { table } from '../print.ts'
import { refuse, say } from '../words.ts'

/** `apis copy KEY NEW-KEY [--name …]` */
export async function copy(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { name: { type: 'string' } },
  })
  const [api, key] = positionals
  if (!api || !key)
    return refuse('使い方: dozo apis copy キー 新しいキー', 'Usage: dozo apis copy KEY NEW-KEY')
  const { client, site } = session()
  const body = { key, ...(values.name ? { name: values.name } : {}) }
  console.log((await client.apis.copy({ site, api, body })).data.url)
}

/** `apis history KEY` */
export async function history([api = 'default']: string[]): Promise<void> {
  const { client, site } = session()
  const { data } = await client.apis.versions({ site, api })
  const heads = [say('版', 'version'), say('日時', 'when'), say('変更した人', 'by'), say('変更', 'what')]
  const lines = data.map(({ version, createdAt, createdBy, settingsChanged, added, changed, removed }) => [
    String(version),
    createdAt,
    createdBy,
    [
      ...(settingsChanged ? [say('設定', 'settings')] : []),
      ...added.map((name) => `+ ${name}`),
      ...changed.map((name) => `~ ${name}`),
      ...removed.map((name) => `- ${name}`),
    ].join(', '),
  ])
  console.log(table([heads, ...lines]))
}

/** `apis restore KEY VERSION` */
export async function restore([api, version]: string[]): Promise<void> {
  if (!api || !/^\d+$/.test(version ?? ''))
    return refuse('使い方: dozo apis restore キー 版', 'Usage: dozo apis restore KEY VERSION')
  const { client, site } = session()
  const { etag } = (await client.apis.get({ site, api })).data
  const { data } = await client.apis.restore({ site, api, ifMatch: etag, body: { version: Number(version) } })
  console.log(data.url)
}

/** `apis usage KEY` */
export async function usage([api = 'default']: string[]): Promise<void> {
  const { client, site } = session()
  const { data } = await client.apis.usage({ site, api })
  const heads = [say('パス', 'path'), say('操作', 'operation'), say('30日間', '30 days'), say('最後', 'last')]
  console.log(
    table([heads, ...data.map((one) => [one.path, one.operation, String(one.calls), one.lastUsedAt ?? '–'])]),
  )
}

/** `apis calls KEY` */
export async function calls([api = 'default']: string[]): Promise<void> {
  const { client, site } = session()
  const { data } = await client.apis.calls({ site, api })
  const heads = [
    say('日時', 'when'),
    say('呼び出し', 'call'),
    say('結果', 'status'),
    say('キャッシュ', 'cache'),
    say('ミリ秒', 'ms'),
    say('お問い合わせ番号', 'request id'),
  ]
  const lines = data.calls.map((one) => [
    one.at,
    `${one.method} ${one.address}`,
    String(one.status),
    one.cache ?? '–',
    one.ms.toFixed(1),
    one.id,
  ])
  console.log(table([heads, ...lines]))
}
