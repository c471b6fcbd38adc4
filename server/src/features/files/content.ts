// What bytes are: found out from the bytes. The name decides only between kinds of plain text, which all leave as downloads.
import { fileTypeFromBuffer } from 'file-type'
import type { FileKind } from './schema.ts'

/** So much of the beginning is looked at. */
export const headBytes = 64 * 1024

const byEnding: Record<string, string> = {
  csv: 'text/csv',
  css: 'text/css',
  js: 'text/javascript',
  mjs: 'text/javascript',
  json: 'application/json',
  md: 'text/markdown',
  xml: 'application/xml',
}

export async function typeOf(head: Buffer, name: string): Promise<string> {
  // UTF-16, which would otherwise pass for the beginning of an MP3.
  if (head[0] === 0xff && head[1] === 0xfe) return 'application/octet-stream'
  const text = textOf(head)
  const known = await fileTypeFromBuffer(head)
  // Marks at the beginning of packed formats are sure; XML is looked at more closely below.
  if (known && known.mime !== 'application/xml') return known.mime
  if (text === undefined) return 'application/octet-stream'
  const opening = text
    .replace(/^\ufeff/, '')
    .replace(/^(\s+|<\?[^>]*\?>|<!--[\s\S]*?-->|<!doctype svg[^[>]*(\[[^\]]*\])?[^>]*>)*/i, '')
  if (/^<svg[\s>:/]/i.test(opening) || /^<[a-z0-9]+:svg[\s>]/i.test(opening)) return 'image/svg+xml'
  if (/^<(!doctype\s+html|html|head|body|script|iframe|style|meta|link|title)\b/i.test(opening))
    return 'text/html'
  if (known) return known.mime
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return byEnding[ending] ?? 'text/plain'
}

/** The beginning as a text, nothing when it is none. A letter that is cut at the end is no fault. */
function textOf(head: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    // eslint-disable-next-line no-control-regex
    return /[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

const documents =
  /^(text\/|application\/(pdf|rtf|json|xml|msword|vnd\.(ms-|openxmlformats-|oasis\.opendocument)|epub))/

export function kindOf(type: string): FileKind {
  const [family] = type.split('/')
  if (family === 'image' || family === 'video' || family === 'audio') return family
  return documents.test(type) ? 'document' : 'other'
}

/** Shown in a page or a player and nothing else: they can run nothing. All others leave as downloads in a sandbox. */
const passive =
  /^(image\/(png|jpeg|gif|webp|avif|apng|bmp|x-icon)|audio\/(mpeg|mp4|aac|ogg|wav|flac|webm|x-m4a|opus)|video\/(mp4|webm|ogg|quicktime)|font\/(woff2?|ttf|otf))$/

export const isPassive = (type: string): boolean => passive.test(type)
