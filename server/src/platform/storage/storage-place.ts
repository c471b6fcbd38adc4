export type S3Place = {
  kind: 's3'
  bucket: string
  /** Before all names; empty for the top of the bucket. */
  folder: string
  region: string
  /** Empty: Amazon's for the region. */
  endpoint: string
  /** Where browsers and `dozo` reach it, when that is another address than the server's. */
  publicEndpoint: string
  /** The bucket stands in the path instead of before the host name. */
  pathStyle: boolean
  /** Whether whoever uploads may be sent there with the bytes. */
  direct: boolean
}
export type StoragePlace = { kind: 'file'; folder?: string } | S3Place

export const storageExample = 's3://bucket/folder?region=ap-northeast-1'

/**
 * `file:`, `file:///mnt/files` (as it is, without escapes), or `s3://bucket/folder?region=ap-northeast-1&endpoint=https://s3.example.com&public=https://files.example.com`.
 * Nothing for what is none of these; keys do not belong into it.
 */
export function storagePlace(url: string): StoragePlace | undefined {
  if (url === '' || url === 'file:') return { kind: 'file' }
  const path = /^file:\/\/(\/[^?#]+)$/.exec(url)?.[1]
  if (path) return { kind: 'file', folder: path }
  const [, bucket, folder = '', query = ''] =
    /^s3:\/\/([a-z0-9][a-z0-9._-]{1,61}[a-z0-9])(?:\/(\w[\w.-]*(?:\/\w[\w.-]*)*))?\/?(?:\?(.*))?$/.exec(
      url,
    ) ?? []
  if (!bucket) return undefined
  const asked = new URLSearchParams(query)
  const names = [...asked.keys()]
  if (new Set(names).size < names.length) return undefined
  for (const name of names)
    if (!['region', 'endpoint', 'public', 'style', 'direct'].includes(name)) return undefined
  const [endpoint, publicEndpoint] = [asked.get('endpoint') ?? '', asked.get('public') ?? '']
  if (![endpoint, publicEndpoint].every((one) => one === '' || isOrigin(one))) return undefined
  const style = asked.get('style') ?? (endpoint === '' ? 'host' : 'path')
  if (style !== 'host' && style !== 'path') return undefined
  const region = asked.get('region') ?? (endpoint === '' ? '' : 'us-east-1')
  if (!/^[a-z0-9-]{1,40}$/.test(region)) return undefined
  const direct = asked.get('direct') ?? 'on'
  if (direct !== 'on' && direct !== 'off') return undefined
  return {
    kind: 's3',
    bucket,
    folder,
    region,
    endpoint,
    publicEndpoint,
    pathStyle: style === 'path',
    direct: direct === 'on',
  }
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, pathname, search, hash, username, password } = new URL(text)
  return (
    /^https?:$/.test(protocol) &&
    pathname === '/' &&
    search + hash === '' &&
    username === '' &&
    password === ''
  )
}
