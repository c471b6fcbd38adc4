import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '#platform/config.ts'
import { StartError } from '#platform/db/start-error.ts'

/** The instance's secret key, 32 bytes: from DOZO_SECRET_KEY, else from `secret.key` in the data folder, made on first run (0600). */
export async function keyFromConfig(config: Pick<Config, 'dataDir' | 'secretKey'>): Promise<Buffer> {
  if (config.secretKey) return parseKey(config.secretKey, 'DOZO_SECRET_KEY')
  const file = join(config.dataDir, 'secret.key')
  const known = await readFile(file, 'utf8').catch(() => undefined)
  if (known !== undefined) return parseKey(known.trim(), file)
  await mkdir(config.dataDir, { recursive: true })
  await makeKeyFile(file)
  return parseKey((await readFile(file, 'utf8')).trim(), file)
}

/** Written whole under another name and then linked: two processes starting together agree on one key. */
async function makeKeyFile(file: string): Promise<void> {
  const draft = `${file}.${process.pid}`
  await writeFile(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true })
  await chmod(draft, 0o600)
  try {
    await link(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await unlink(draft)
  }
}

function parseKey(text: string, from: string): Buffer {
  const key = Buffer.from(text, 'base64')
  if (key.length === 32) return key
  throw new StartError({
    ja: `${from} の鍵が正しくありません。base64の32バイトが必要です（例: openssl rand -base64 32）。`,
    en: `The key in ${from} is not usable: 32 bytes in base64 are needed (for example: openssl rand -base64 32).`,
  })
}
