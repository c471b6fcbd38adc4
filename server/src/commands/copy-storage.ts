import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Config } from '#platform/config.ts'
import { StartError } from '#platform/db/start-error.ts'
import { Problem } from '#platform/errors.ts'
import { problemWords } from '#platform/http/problem-words.ts'
import { openStorage } from '#platform/storage/open-storage.ts'
import { storageExample, storagePlace } from '#platform/storage/storage-place.ts'
import type { Storage } from '#platform/storage/storage.ts'
import { say } from '#platform/words.ts'

const folders = ['files', 'imports']

/**
 * `copy-storage s3://…`: everything that is whole, from the storage of the settings to another one, read back and compared. What is there
 * already with its length is not sent again, so that a second run takes what has come since the first.
 */
export async function copyStorage(config: Config, [url = '']: string[]): Promise<number> {
  const place = url === '' ? undefined : storagePlace(url)
  if (!place)
    throw new StartError({
      ja: `コピー先を指定してください。例: ${storageExample}`,
      en: `Say where to copy to, such as ${storageExample}`,
    })
  const from = await openStorage(config)
  const to = await openStorage({ ...config, storage: place })
  let [copied, bytes, there] = [0, 0, 0]
  try {
    for (const folder of folders)
      for await (const { name } of from.list(folder)) {
        const size = await sizeIn(from, name)
        // Unfinished, or gone meanwhile.
        if (name.endsWith('.part') || size === undefined) continue
        if ((await sizeIn(to, name)) === size) there++
        else {
          await copy(from, to, name)
          ;[copied, bytes] = [copied + 1, bytes + size]
          if (process.stderr.isTTY) process.stderr.write(`\r${copied} · ${megabytes(bytes)} MB `)
        }
      }
  } catch (error) {
    throw error instanceof Problem ? stopped(error) : error
  }
  if (process.stderr.isTTY && copied > 0) process.stderr.write('\n')
  console.log(
    say(
      {
        ja: `${copied}個（${megabytes(bytes)} MB）をコピーし、内容を確かめました。${there}個はすでにありました。`,
        en: `${copied} copied (${megabytes(bytes)} MB) and compared; ${there} were there already.`,
      },
      config.language,
    ),
  )
  return 0
}

async function copy(from: Storage, to: Storage, name: string): Promise<void> {
  const sent = createHash('sha256')
  async function* seen() {
    for await (const chunk of from.get(name) as AsyncIterable<Buffer>) {
      sent.update(chunk)
      yield chunk
    }
  }
  await to.put(name, seen())
  if ((await hashOf(to.get(name))) === sent.digest('hex')) return
  await to.remove(name)
  throw new StartError({
    ja: `${name} のコピーの内容が違います。コピー先を確かめて、もう一度実行してください。`,
    en: `The copy of ${name} has other bytes. Look at where it was copied to, and run this again.`,
  })
}

async function hashOf(stream: Readable): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of stream as AsyncIterable<Buffer>) hash.update(chunk)
  return hash.digest('hex')
}

/** What a storage refused, in words. */
function stopped({ code, params }: Problem): StartError {
  const words = problemWords[code] ?? { ja: code, en: code }
  return new StartError({ ja: say(words, 'ja', params), en: say(words, 'en', params) })
}

const sizeIn = (storage: Storage, name: string): Promise<number | undefined> =>
  storage.size(name).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1)
