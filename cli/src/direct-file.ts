// Where the server keeps its files in an object storage, bytes can go there by themselves: part by part, past the server. What has arrived
// stays, and the same command goes on with what is missing.
import { openAsBlob, statSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ProblemError, type UploadedFile } from '@dozo/client'
import { idIn } from './big-file.ts'
import { size } from './files-named.ts'
import type { Session } from './login-file.ts'
import { progress } from './print.ts'
import { forget, remember, remembered } from './unfinished.ts'
import { headersOf, interruptible, keyOf, metadataOf, Unsent, type Target } from './upload-target.ts'
import { say } from './words.ts'

/** So many addresses are asked for at once: they are good for some minutes. */
const block = 4
const pausesMs = [500, 1000, 2000, 5000, 10_000, 20_000]

export async function sendDirect(known: Session, local: string, target: Target): Promise<UploadedFile> {
  const { client, site } = known
  const key = keyOf(known, local, target)
  const bytes = await openAsBlob(local)
  const bar = progress(basename(local), size)
  return interruptible(bar, async () => {
    const id = await idOf(known, local, target, key)
    const { data: had } = await client.uploads.parts({ site, id })
    const last = Math.ceil(bytes.size / had.partBytes)
    const missing = Array.from({ length: last }, (_, n) => n + 1).filter(
      (part) => !had.arrived.includes(part),
    )
    let sent =
      bytes.size -
      missing.reduce((sum, part) => sum + Math.min(had.partBytes, bytes.size - (part - 1) * had.partBytes), 0)
    bar.at(sent, bytes.size)
    for (let at = 0; at < missing.length; at += block) {
      const parts = missing.slice(at, at + block)
      const { data: signed } = await client.uploads['sign-parts']({ site, id, body: { parts } })
      for (const { url, start, bytes: length } of signed) {
        await put(url, bytes.slice(start, start + length))
        bar.at((sent += length), bytes.size)
      }
    }
    const { data } = await client.uploads.finish({
      site,
      id,
      body: target.keepBoth ? { keepBoth: true } : {},
    })
    forget(key)
    return data
  })
}

/** Of the one that was begun before and is still there, or of a new one. */
async function idOf(known: Session, local: string, target: Target, key: string): Promise<string> {
  const { client, site, login } = known
  const before = remembered(key)
  if (before) {
    const id = idIn(before)
    try {
      await client.uploads.get({ site, id })
      return id
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 404) throw error
    }
  }
  const said = Object.entries(metadataOf(local, target))
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',')
  const url = `${login.url}/manage/v1/sites/${site}/uploads`
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      ...headersOf(known, target),
      'tus-resumable': '1.0.0',
      'upload-length': String(statSync(local).size),
      'upload-metadata': said,
    },
  })
  const body = (await answer.json()) as { data?: { id: string }; detail?: string }
  if (!body.data) throw new Unsent(body.detail ?? String(answer.status))
  remember(key, `${url}/${body.data.id}`)
  return body.data.id
}

/** Tries again while the line is broken or the storage busy. */
async function put(url: string, body: Blob): Promise<void> {
  for (const pauseMs of [...pausesMs, undefined]) {
    const answer = await fetch(url, { method: 'PUT', body }).catch((error: unknown) => error as Error)
    if (!(answer instanceof Error) && answer.ok) return
    const lasting = !(answer instanceof Error) && answer.status < 500 && answer.status !== 429
    if (!lasting && pauseMs !== undefined) {
      await wait(pauseMs)
      continue
    }
    const why =
      answer instanceof Error
        ? ((answer.cause as Error | undefined)?.message ?? answer.message)
        : answer.status
    const { host } = new URL(url)
    throw new Unsent(
      say(
        `オブジェクトストレージ ${host} に送れませんでした（${why}）。同じコマンドで続きから送れます。`,
        `The object storage ${host} did not take it (${why}). The same command goes on from here.`,
      ),
    )
  }
}
