// Short public answers that are asked for again, in memory, and given before any routing.
import type { App } from '#platform/app.ts'
import type { DoorCall, DoorReply, SiteDoor } from '#platform/feature.ts'
import { createTaggedCache, untoldMs } from '#platform/tagged-cache.ts'
import { lastKept } from '#lib/last-kept.ts'
import { presetsTag } from './presets.ts'
import type { Sent } from './send.ts'
import { tagOf } from './service.ts'
import { takes } from './transform-plan.ts'

const key = Symbol('answers with files')
const mostBytes = 48 * 1024 * 1024
const shortBytes = 1024 * 1024

const answers = (app: App) =>
  app.kept(key, () =>
    createTaggedCache<DoorReply>(app.changes, { entries: 10_000, bytes: mostBytes, mostMs: untoldMs }),
  )

const shows = lastKept((accept: string) =>
  ['image/avif', 'image/webp'].map((type) => (takes(accept, type) ? 'y' : 'n')).join(''),
)
const keyOf = ({ site, path, search, headers }: Pick<DoorCall, 'site' | 'path' | 'search' | 'headers'>) =>
  search === '' ? `${site.id} ${path}` : `${site.id} ${path}?${search} ${shows(String(headers.accept ?? ''))}`

const conditions = ['range', 'if-none-match', 'if-match']

export const kept: NonNullable<SiteDoor['kept']> = (call) => {
  for (const name of conditions) if (call.headers[name] !== undefined) return undefined
  return answers(call.app).get(keyOf(call), call.now.getTime())?.value
}

/** A stream is read into memory when the same is asked for a second time: what is read once costs none. */
const before = Symbol('addresses of files that were asked for')
const mostBefore = 10_000

/** Gives what was given, and keeps it when it is whole, short and wanted. `size`: of the body. */
export async function keeping(call: DoorCall, sent: Sent, size: number): Promise<Sent> {
  const { status, headers, body } = sent
  if (call.method !== 'GET' || status !== 200 || typeof body === 'string') return sent
  const name = keyOf(call)
  if (!Buffer.isBuffer(body) && (size > shortBytes || !isSecond(call.app, name))) return sent
  const nowMs = call.app.clock().getTime()
  const { value } = await answers(call.app).fill(
    name,
    nowMs,
    async () => {
      const whole = Buffer.isBuffer(body) ? body : Buffer.concat(await body.toArray())
      const tags = [tagOf(call.site.id), presetsTag(call.site.id)]
      const reply = { status, headers, body: whole }
      return { value: reply, tags, bytes: whole.length + 2000 }
    },
    call.since,
  )
  if (value.body !== body && !Buffer.isBuffer(body)) body.destroy()
  return value as Sent
}

function isSecond(app: App, name: string): boolean {
  const asked = app.kept(before, () => new Set<string>())
  if (asked.delete(name)) return true
  asked.add(name)
  for (const oldest of asked) {
    if (asked.size <= mostBefore) break
    asked.delete(oldest)
  }
  return false
}
