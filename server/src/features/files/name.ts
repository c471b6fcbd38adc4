// What files and folders may be called. Names keep their script; what makes two names look alike or a path lie is refused.
import { invalid } from '#platform/errors.ts'

const mostLetters = 200
const deepest = 10

/** Controls, halves of letters, line breaks, slashes. */
const broken = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}/\\]/u
/** Signs that are not seen, or change the direction of others. */
const unseen = /[\p{Cf}\p{DI}]/u
/** They belong between emoji and between letters of some scripts, and are good only there. */
const joiners = ['\u200c', '\u200d', '\ufe0f']
const isAscii = (letter: string | undefined): boolean => letter === undefined || letter <= '~'

function isName(text: string): boolean {
  const letters = [...text]
  const hides = letters.some(
    (letter, n) =>
      unseen.test(letter) &&
      !(
        joiners.includes(letter) &&
        !isAscii(letters[n - 1]) &&
        (letter === '\ufe0f' || !isAscii(letters[n + 1]))
      ),
  )
  return (
    letters.length > 0 &&
    letters.length <= mostLetters &&
    !hides &&
    !broken.test(text) &&
    !/^\.|[. ]$/.test(text)
  )
}

const tidy = (text: string) => text.normalize('NFC').trim()

/** Throws 422 at `field`. */
export function nameOf(given: string, field = 'name'): string {
  const name = tidy(given)
  if (!isName(name)) throw invalid({ [field]: 'file_name_wrong' })
  return name
}

/** `news/2026`; empty is the top. Throws 422 at `field`. */
export function folderOf(given: string, field = 'folder'): string {
  const folder = given.replace(/^\/+|\/+$/g, '')
  if (folder === '') return ''
  const names = folder.split('/').map(tidy)
  if (names.length > deepest || !names.every(isName)) throw invalid({ [field]: 'folder_name_wrong' })
  return names.join('/')
}

const mostBytes = 2000

/** As one text, no longer than its index can hold. Throws 422. */
export function pathOf(folder: string, name: string): string {
  const path = folder === '' ? name : `${folder}/${name}`
  if (Buffer.byteLength(path) > mostBytes)
    throw invalid([{ path: '/folder', code: 'file_path_long', params: { limit: mostBytes } }])
  return path
}

/** `photo (2).jpg` for the second `photo.jpg`, still within the length of names. */
export function numbered(name: string, n: number): string {
  const at = name.lastIndexOf('.')
  const [stem, ending] = at > 0 && name.length - at <= 20 ? [name.slice(0, at), name.slice(at)] : [name, '']
  const mark = ` (${n})`
  const room = mostLetters - [...mark, ...ending].length
  return `${[...stem].slice(0, Math.max(1, room)).join('')}${mark}${ending}`
}

/** As it stands in an address. */
export const addressOf = (path: string): string =>
  `/files/${path.split('/').map(encodeURIComponent).join('/')}`
