// The uploads of this tab. They live outside of every page: whoever goes elsewhere in the console meanwhile loses none.
import type { UploadedFile } from '@dozo/client'
import { useSyncExternalStore } from 'react'
import { client } from '../../../api/client.ts'
import { forgetFiles } from '../../../api/files.ts'
import { keyOf, send, type Line, type Target, type Unsent } from './send.ts'

export type QueuedUpload = {
  key: number
  file: File
  target: Target
  /** `clash`: the name is taken, and it waits for a decision. */
  state: 'waiting' | 'sending' | 'done' | 'clash' | 'failed'
  sent: number
  /** Why it is no file, in words. */
  reason: string
  /** The file that is to be replaced has changed since: whoever tries again means it as it is now. */
  moved: boolean
  made: UploadedFile | undefined
}

const atOnce = 2
let all: readonly QueuedUpload[] = []
let last = 0
const lines = new Map<number, Line>()
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useUploads = (): readonly QueuedUpload[] => useSyncExternalStore(subscribe, () => all)

export const isUnderWay = ({ state }: QueuedUpload): boolean => state === 'waiting' || state === 'sending'

/** The browser asks before it closes the tab: what is not there yet would stop. */
const ask = (event: BeforeUnloadEvent) => event.preventDefault()

function set(next: readonly QueuedUpload[]): void {
  all = next
  if (all.some((one) => isUnderWay(one) || one.state === 'clash'))
    window.addEventListener('beforeunload', ask)
  else window.removeEventListener('beforeunload', ask)
  for (const listener of listeners) listener()
}

const put = (key: number, part: Partial<QueuedUpload>) =>
  set(all.map((one) => (one.key === key ? { ...one, ...part } : one)))

/** What is under way to the same place already is not begun twice. */
export function enqueue(files: readonly File[], target: Target): void {
  const known = new Set(all.filter(isUnderWay).map((one) => keyOf(one.file, one.target)))
  const fresh = files.filter((file) => !known.has(keyOf(file, target)))
  const begun = { state: 'waiting', sent: 0, reason: '', moved: false, made: undefined } as const
  set([...all, ...fresh.map((file) => ({ key: ++last, file, target, ...begun }))])
  goOn()
}

/** Stops it; what has arrived is removed. */
export async function cancel(key: number): Promise<void> {
  const line = lines.get(key)
  lines.delete(key)
  set(all.filter((one) => one.key !== key))
  goOn()
  await line?.stop?.()
}

export async function retry(key: number): Promise<void> {
  const one = all.find((known) => known.key === key)!
  const { site, replaces } = one.target
  if (one.moved && replaces) {
    const { data } = await client.files.get({ site, id: replaces.id })
    return again(key, { ...one.target, replaces: { id: data.id, etag: data.etag } })
  }
  again(key, one.target)
}

export const keepBoth = (key: number): void =>
  again(key, { ...all.find((one) => one.key === key)!.target, keepBoth: true })

/** The file that has the name gets these bytes. What came under the name by then begins anew: it was meant as another file. */
export async function replace(key: number): Promise<void> {
  const { target, file } = all.find((one) => one.key === key)!
  const { site, folder } = target
  const path = folder === '' ? file.name : `${folder}/${file.name}`
  const { data } = await client.files.list({ site, query: { path } })
  await lines.get(key)?.stop?.()
  lines.delete(key)
  again(key, { ...target, replaces: data[0] && { id: data[0].id, etag: data[0].etag } })
}

/** Takes what is over off the list; `by`: and everything of anybody else, who has left. */
export function clear(by?: string): void {
  for (const one of by === undefined ? [] : all)
    if (one.target.by !== by && isUnderWay(one)) void cancel(one.key)
  set(all.filter((one) => (by === undefined ? isUnderWay(one) : one.target.by === by)))
}

function again(key: number, target: Target): void {
  put(key, { target, state: 'waiting', reason: '', moved: false })
  goOn()
}

function goOn(): void {
  const free = atOnce - all.filter(({ state }) => state === 'sending').length
  for (const one of all.filter(({ state }) => state === 'waiting').slice(0, Math.max(0, free))) void run(one)
}

async function run({ key, file, target }: QueuedUpload): Promise<void> {
  const line = lines.get(key) ?? {}
  lines.set(key, line)
  put(key, { state: 'sending' })
  try {
    const made = await send(file, target, line, (sent) => put(key, { sent }))
    lines.delete(key)
    put(key, { state: 'done', sent: file.size, made })
  } catch (error) {
    const { message, clash, moved } = error as Unsent
    put(key, { state: clash ? 'clash' : 'failed', reason: message, moved })
  }
  if (!all.some(({ state }) => state === 'waiting') || isTimeToShow()) forgetFiles(target.site)
  goOn()
}

let shownAt = 0
/** A list is not asked for anew with each of a hundred files. */
function isTimeToShow(): boolean {
  const now = performance.now()
  if (now - shownAt < 2000) return false
  shownAt = now
  return true
}
