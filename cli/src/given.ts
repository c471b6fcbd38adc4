// What people give to a command: files and JSON. What cannot be read is said in words, with its name.
import { openAsBlob, readFileSync } from 'node:fs'
import { refuse } from './words.ts'

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    return unreadable(file, error)
  }
}

/** The bytes of a file, read as they are sent. */
export async function bytesIn(file: string): Promise<Blob> {
  try {
    return await openAsBlob(file)
  } catch (error) {
    return unreadable(file, error)
  }
}

export const jsonIn = <T>(file: string): T => parsed<T>(textIn(file), file)

/** `name`: the file or the option that it came from. */
export function parsed<T>(text: string, name: string): T {
  try {
    return JSON.parse(text) as T
  } catch (error) {
    const reason = (error as Error).message
    return refuse(`${name} がJSONとして読めません: ${reason}`, `${name} is no JSON: ${reason}`)
  }
}

function unreadable(file: string, error: unknown): never {
  const { code = '' } = error as { code?: string }
  return code === 'EISDIR'
    ? refuse(`${file} はフォルダーです。ファイルを指定してください。`, `${file} is a folder, not a file.`)
    : refuse(`ファイル ${file} を読めません。`, `The file ${file} cannot be read.`)
}
