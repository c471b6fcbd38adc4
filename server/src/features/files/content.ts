// What bytes are: found out from the bytes. The name decides only between kinds of plain text, which all leave as downloads.
import { fileTypeFromBuffer } from 'file-type'
import type { FileKind } from './schema.ts'

/** So much of the beginning is looked at. */
export const headBytes = 64 * 1024

/** Scripts and style sheets are plain text: as what they are they would run in a page of the site that names their address. */
const byEnding: Record<string, string> = {
  csv: 'text/csv',
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
  const opening = behindProlog(text)
  if (/^<svg[\s>:/]/i.test(opening) || /^<[a-z0-9]+:svg[\s>]/i.test(opening)) return 'image/svg+xml'
  if (/^<(!doctype\s+html|html|head|body|script|iframe|style|meta|link|title)\b/i.test(opening))
    return 'text/html'
  if (known) return known.mime
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return byEnding[ending] ?? 'text/plain'
}

/** What follows blanks, processing instructions, comments and the declaration of an SVG: each is passed once, however long it is. */
function behindProlog(text: string): string {
  for (let rest = text.replace(/^\ufeff/, ''); ;) {
    const next = behindOne(rest.trimStart())
    if (next === undefined) return rest.trimStart()
    rest = next
  }
}

function behindOne(text: string): string | undefined {
  if (text.startsWith('<?')) return behind(text, '?>')
  if (text.startsWith('<!--')) return behind(text, '-->')
  if (!/^<!doctype svg/i.test(text)) return undefined
  const end = text.indexOf('>')
  if (end < 0 || !text.slice(0, end).includes('[')) return behind(text, '>')
  const closed = behind(text, ']')
  return closed && behind(closed, '>')
}

function behind(text: string, mark: string): string | undefined {
  const at = text.indexOf(mark)
  return at < 0 ? undefined : text.slice(at + mark.length)
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
  /^(audio\/(mpeg|mp4|aac|ogg|wav|flac|webm|x-m4a|opus)|video\/(mp4|webm|ogg|quicktime)|font\/(woff2?|ttf|otf))(;|$)/
const shown = /^image\/(png|apng|jpeg|gif|webp|avif)$/

/** Images only when they were looked at: a page that is one image can be made to fill the memory of whoever opens it. */
export const isPassive = ({ type, width }: { type: string; width: number | null }): boolean =>
  passive.test(type) || (shown.test(type) && width !== null)
