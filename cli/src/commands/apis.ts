import { parseArgs } from 'node:util'
import type { EndpointInput } from '@dozo/client'
import { jsonIn, parsed } from '../given.ts'
import { session } from '../login-file.ts'
import { table } from '../print.ts'
import { refuse, say } from '../words.ts'

export async function list(): Promise<void> {
  const { client, site } = session()
  const { data } = await client.apis.list({ site })
  const heads = [say('キー', 'key'), say('認証', 'security'), say('エンドポイント', 'endpoints'), 'URL']
  console.log(table([heads, ...data.map((api) => [api.key, api.security, String(api.endpoints), api.url])]))
}

/** `apis create KEY [--name …] [--security open|token|member] [--origin …]` */
export async function create(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      security: { type: 'string' },
      origin: { type: 'string', multiple: true },
    },
  })
  const key = positionals[0] ?? refuse('使い方: dozo apis create キー', 'Usage: dozo apis create KEY')
  const { client, site } = session()
  const security = (values.security ?? 'open') as 'open'
  const { data } = await client.apis.create({
    site,
    body: { key, name: values.name ?? key, security, origins: values.origin ?? [] },
  })
  console.log(data.url)
}

export async function endpoints([api = 'default']: string[]): Promise<void> {
  const { client, site } = session()
  const { data } = await client.endpoints.list({ site, api })
  const heads = [say('操作', 'operation'), say('定義', 'type'), 'URL']
  console.log(table([heads, ...data.map((one) => [one.operation, one.type ?? '–', one.url])]))
}

const words = (text: string | undefined) =>
  text
    ?.split(',')
    .map((word) => word.trim())
    .filter(Boolean)

/** `endpoints add API PATH --operation entries.list --type article [--fields a,b] [--filters …] [--sorts …] [--filter JSON] [--cache 60]` */
export async function addEndpoint(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      operation: { type: 'string', default: 'entries.list' },
      type: { type: 'string' },
      fields: { type: 'string' },
      filters: { type: 'string' },
      sorts: { type: 'string' },
      filter: { type: 'string' },
      sort: { type: 'string' },
      locale: { type: 'string' },
      cache: { type: 'string' },
      file: { type: 'string' },
    },
  })
  const [api, path] = positionals
  if (!api || (!path && !values.file))
    refuse(
      '使い方: dozo endpoints add API /パス --type 定義',
      'Usage: dozo endpoints add API /PATH --type TYPE',
    )
  const body: EndpointInput = values.file
    ? jsonIn<EndpointInput>(values.file)
    : {
        path: path!,
        operation: values.operation,
        ...(values.type ? { type: values.type } : {}),
        ...(values.fields ? { fields: words(values.fields)! } : {}),
        ...(values.filters ? { filters: words(values.filters)! } : {}),
        ...(values.sorts ? { sorts: words(values.sorts)! } : {}),
        ...(values.filter ? { filter: parsed<Record<string, unknown>>(values.filter, '--filter') } : {}),
        ...(values.sort ? { sort: values.sort } : {}),
        ...(values.locale ? { locale: values.locale } : {}),
        ...(values.cache ? { cacheSeconds: Number(values.cache) } : {}),
      }
  const { client, site } = session()
  const { data } = await client.endpoints.create({ site, api: api!, body })
  console.log(data.url)
}

/** `endpoints suggest API TYPE`: list, one entry and search of a type. */
export async function suggest([api, type]: string[]): Promise<void> {
  if (!api || !type)
    refuse('使い方: dozo endpoints suggest API 定義', 'Usage: dozo endpoints suggest API TYPE')
  const { client, site } = session()
  const { data } = await client.endpoints.suggest({ site, api: api!, body: { type: type! } })
  for (const one of data) console.log(one.url)
}
