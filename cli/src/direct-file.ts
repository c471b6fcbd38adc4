// Where the server keeps its files in an object storage, bytes can go there by themselves: part by part, past the server. What has arrived
// stays, and the same command goes on with what is missing.
import { openAsBlob, statSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ProblemError, type UploadedFile } from '@dozo/client'
import { dropBig, idIn } from './big-file.ts'
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
    const { id, isHere } = await begun(known, local, target, key)
    try {
      if (!isHere) await sendParts(known, id, bytes, bar)
    } catch (error) {
      // Nothing is left begun where there is no such way.
      if (error instanceof ProblemError && error.code === 'uploads_not_direct')
        await dropBig(known, local, target)
      throw error
    }
    const body = target.keepBoth ? { keepBoth: true } : {}
    const { data } = await client.uploads.finish({ site, id, body })
    forget(key)
    return data
  })
}

type Bar = ReturnType<typeof progress>

async function sendParts({ client, site }: Session, id: string, bytes: Blob, bar: Bar): Promise<void> {
  const { data: had } = await client.uploads.parts({ site, id })
  const bytesOf = (part: number) => Math.min(had.partBytes, bytes.size - (part - 1) * had.partBytes)
  const missing: number[] = []
  for (let part = 1; bytesOf(part) > 0; part++) if (!had.arrived.includes(part)) missing.push(part)
  let sent = bytes.size - missing.reduce((sum, part) => sum + bytesOf(part), 0)
  bar.at(sent, bytes.size)
  const sign = async (parts: number[]) =>
    (await client.uploads['sign-parts']({ site, id, body: { parts } })).data
  for (let at = 0; at < missing.length; at += block) {
    for (const one of await sign(missing.slice(at, at + block))) {
      const { part, start, bytes: length } = one
      const isLate = new Date(one.expiresAt) < new Date()
      const url = isLate ? (await sign([part]))[0]!.url : one.url
      await put(url, bytes.slice(start, start + length))
      bar.at((sent += length), bytes.size)
    }
  }
}

/** The one that was begun before and is still there, or a new one. `isHere`: all of it has arrived. */
async function begun(
  known: Session,
  local: string,
  target: Target,
  key: string,
): Promise<{ id: string; isHere: boolean }> {
  const { client, site, login } = known
  const before = remembered(key)
  if (before) {
    const id = idIn(before)
    try {
      const { data } = await client.uploads.get({ site, id })
      return { id, isHere: data.offset === data.length || data.state === 'done' }
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 404) throw error
    }
  }
  const said = Object.entries(metadataOf(local, target))
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',')
  const url = `${login.url}/manage/v1/sites/${site}/uploads`
  const headers = {
    ...headersOf(known, target),
    'tus-resumable': '1.0.0',
    'upload-length': String(statSync(local).size),
    'upload-metadata': said,
  }
  const answer = await fetch(url, { method: 'POST', headers }).catch((error: unknown) => {
    throw new Unsent(reasonOf(error), { cause: error })
  })
  const body = (await answer.json().catch(() => ({}))) as { data?: { id: string }; detail?: string }
  if (!body.data) throw new Unsent(body.detail ?? String(answer.status))
  remember(key, `${url}/${body.data.id}`)
  return { id: body.data.id, isHere: false }
}

const reasonOf = (error: unknown): string =>
  ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message

/** Tries again while the line is broken or the storage busy. */
async function put(url: string, body: Blob): Promise<void> {
  let why = ''
  for (const pauseMs of [0, ...pausesMs]) {
    await wait(pauseMs)
    try {
      const answer = await fetch(url, { method: 'PUT', body })
      await answer.body?.cancel()
      if (answer.ok) return
      why = String(answer.status)
      if (answer.status < 500 && answer.status !== 429) break
    } catch (error) {
      why = reasonOf(error)
    }
  }
  const { host } = new URL(url)
  throw new Unsent(
    say(
      `オブジェクトストレージ ${host} に送れませんでした（${why}）。同じコマンドで続きから送れます。`,
      `The object storage ${host} did not take it (${why}). The same command goes on from here.`,
    ),
  )
}
