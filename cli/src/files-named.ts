// Files are named as they stand in their addresses (`news/2026/photo.jpg`), or by their id.
import type { File } from '@dozo/client'
import type { Session } from './login-file.ts'
import { refuse } from './words.ts'

export async function at({ client, site }: Session, path: string): Promise<File | undefined> {
  return (await client.files.list({ site, query: { path } })).data[0]
}

/** Refused in words when there is none. */
export async function named(known: Session, text: string): Promise<File> {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text))
    return (await known.client.files.get({ site: known.site, id: text })).data
  const path = pathFrom(text)
  return (await at(known, path)) ?? refuse(`ファイル ${path} はありません。`, `There is no file ${path}.`)
}

/** A path as people have it: from a list, or as an address, where signs may be written as `%20`. */
export function pathFrom(text: string): string {
  const address = /^(?:https?:\/\/[^/]+)?\/files\/(.*)$/s.exec(text)?.[1]
  return (address === undefined ? text : decoded(address)).replace(/^\/+|\/+$/g, '')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export function size(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB']
  let [value, n] = [bytes, 0]
  for (; value >= 1000 && n < 3; n++) value /= 1000
  return `${n === 0 ? value : value.toFixed(1)} ${units[n]}`
}
