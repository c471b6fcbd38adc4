// What stands in one cell of a table, and the value that a field keeps: there and back without loss, and forgiving on the way in, because
// tables are typed by people.
import type { Field } from '@dozo/content-model/definition'

export type Cell = string | number | boolean | null

const lists = new Set(['multi_select', 'relation'])
/** Kept as one text each; a cell holds it as it is. */
const texts = new Set([
  'text',
  'textarea',
  'markdown',
  'html',
  'slug',
  'color',
  'time',
  'select',
  'date',
  'date_time',
])

export function toCell(field: Field, value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (texts.has(field.type) && typeof value === 'string') return value
  if (lists.has(field.type)) {
    const all = [value].flat()
    // A list of one that looks like a list of its own, or an entry with `;` in it, can only be told apart in full.
    if (all.every((one) => typeof one === 'string' && plainItem.test(one))) return all.join('; ')
  }
  if (field.type === 'gallery' && Array.isArray(value)) {
    const names = value.map(nameAlone)
    if (names.every((one) => one !== undefined && plainItem.test(one))) return names.join('; ')
  }
  return nameAlone(value) ?? JSON.stringify(value)
}

/** A file without words of its own is told by its name; one that looks like JSON, in full. */
function nameAlone(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { file, ...words } = value as { file?: unknown }
  const alone = typeof file === 'string' && Object.keys(words).length === 0 && !/^\s*[[{]/.test(file)
  return alone ? file : undefined
}

const plainItem = /^[^;；[\s](?:[^;；\r\n]*[^;；\s])?$/

/** The value that a cell means. What it cannot mean stays as it is, for the field's own check to refuse by name. */
export function fromCell(field: Field, cell: Cell, timeZone: string): unknown {
  if (cell === null || cell === '') return null
  if (typeof cell !== 'string') return fromTyped(field, cell)
  switch (field.type) {
    case 'number':
    case 'counter':
      return numberIn(cell)
    case 'boolean':
      return booleanIn(cell)
    case 'date':
      return dayIn(cell)
    case 'date_time':
      return momentIn(cell, timeZone)
    case 'select':
      return optionIn(field, cell)
    case 'multi_select':
      return listIn(cell).map((one) => (typeof one === 'string' ? optionIn(field, one) : one))
    case 'relation':
      return field.many ? listIn(cell) : cell.trim()
    case 'image':
    case 'file':
      return objectIn(cell) ?? cell.trim()
    case 'gallery':
      return listIn(cell)
    case 'link':
      return objectIn(cell) ?? { url: cell.trim() }
    case 'rich_text':
      return objectIn(cell) ?? documentOf(cell)
    default:
      return texts.has(field.type) ? cell : (parsedIn(cell) ?? cell)
  }
}

/** Spreadsheets know numbers and truth; a text field that is given one keeps it as it would be written. */
function fromTyped(field: Field, cell: number | boolean): unknown {
  if (field.type === 'boolean' && typeof cell === 'number')
    return cell === 1 ? true : cell === 0 ? false : cell
  return texts.has(field.type) || lists.has(field.type) ? fromCell(field, String(cell), 'UTC') : cell
}

const narrow = (text: string) => text.normalize('NFKC').trim()

function numberIn(text: string): unknown {
  const plain = narrow(text).replace(/^(-?\d{1,3})((?:,\d{3})+)(?=\.|$)/, (all) => all.replaceAll(',', ''))
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : text
}

const yes = new Set(['true', '1', 'yes', 'y', 'はい', '有', '有り', 'あり', '○', '〇', '◯', '✓'])
const no = new Set(['false', '0', 'no', 'n', 'いいえ', '無', '無し', 'なし', '×', '✕', '-'])
function booleanIn(text: string): unknown {
  const word = text.trim().toLowerCase()
  const folded = narrow(text).toLowerCase()
  if (yes.has(word) || yes.has(folded)) return true
  return no.has(word) || no.has(folded) ? false : text
}

const day = /^(\d{4})(?:[-/.]|年)\s?(\d{1,2})(?:[-/.]|月)\s?(\d{1,2})日?/

function dayIn(text: string): string {
  const plain = narrow(text)
  const found = day.exec(plain)
  if (!found || !/^(?:T00:00:00(?:\.000)?Z)?$/.test(plain.slice(found[0].length))) return plain
  return `${found[1]}-${found[2]!.padStart(2, '0')}-${found[3]!.padStart(2, '0')}`
}

/** `2026/11/24 9:05` is that time on the clocks of the site. */
function momentIn(text: string, timeZone: string): string {
  const plain = narrow(text)
  const found = day.exec(plain)
  const rest = found && /^[ T]?(?:(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(plain.slice(found[0].length))
  if (!found || !rest) return plain
  const [hour = '0', minute = '00', second = '00'] = rest.slice(1)
  const date = `${found[1]}-${found[2]!.padStart(2, '0')}-${found[3]!.padStart(2, '0')}`
  const asUtc = Date.parse(`${date}T${hour.padStart(2, '0')}:${minute}:${second}Z`)
  return Number.isNaN(asUtc) ? plain : zoned(asUtc, timeZone).toISOString()
}

/** The moment at which clocks of the zone show what `asUtc` would show in UTC. */
function zoned(asUtc: number, timeZone: string): Date {
  const offset = (at: number) => {
    const parts = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }).formatToParts(at)
    const get = (type: string) => parts.find((part) => part.type === type)?.value ?? '00'
    const shown = `${get('year')}-${get('month')}-${get('day')}T${get('hour')}:${get('minute')}:${get('second')}Z`
    return Date.parse(shown) - Math.floor(at / 1000) * 1000
  }
  // Twice: the first guess may lie on the other side of a change to summer time.
  const guess = asUtc - offset(asUtc)
  return new Date(asUtc - offset(guess))
}

/** People write what they see: the name of an option in either language is as good as its value. */
function optionIn({ options = [] }: Field, text: string): string {
  const word = text.trim()
  if (options.some((one) => one.value === word)) return word
  return options.find(({ name }) => name.ja === word || name.en === word)?.value ?? word
}

function listIn(text: string): unknown[] {
  const parsed = text.trimStart().startsWith('[') ? parsedIn(text) : undefined
  if (Array.isArray(parsed)) return parsed
  return text
    .split(/[;；\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

const objectIn = (text: string): unknown => (text.trimStart().startsWith('{') ? parsedIn(text) : undefined)

function parsedIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Plain text as a document: a paragraph a line. */
const documentOf = (text: string) => ({
  type: 'doc',
  content: text
    .split(/\r?\n/)
    .map((line) => ({ type: 'paragraph', content: line === '' ? [] : [{ type: 'text', text: line }] })),
})
