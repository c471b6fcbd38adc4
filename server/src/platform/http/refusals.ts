// Refused requests are remembered for some days, so that "it says 403, request 01a2…" can be answered. Written in blocks, beside the work.
import sql from 'sql-template-tag'
import type { App } from '#platform/app.ts'
import type { Problem } from '#platform/errors.ts'

type Refusal = {
  siteKey: string
  requestId: string
  at: Date
  door: 'console' | 'site'
  method: string
  path: string
  status: number
  code: string
  params: Record<string, unknown>
  errors: { path: string; code: string; params?: Record<string, unknown> }[]
}

const everyMs = 2000
/** Of more of one site at one door the rest is dropped: a flood must neither become a flood of writes nor drown what others ask about. */
const most = { block: 40, hour: 2000 }
const hourMs = 3_600_000
const kept = Symbol('refusals')

type Share = { hour: number; inHour: number; inBlock: number }
type Waiting = { rows: Refusal[]; shares: Map<string, Share>; writing: Promise<void> }

function waitingOf(app: App): Waiting {
  return app.kept(kept, () => {
    const waiting: Waiting = { rows: [], shares: new Map(), writing: Promise.resolve() }
    const timer = setInterval(() => void writeRefusals(app), everyMs)
    timer.unref()
    app.beforeStop(async () => {
      clearInterval(timer)
      await writeRefusals(app)
    })
    return waiting
  })
}

type Request = { id: string; method: string; url: string; siteKey: string | undefined; door: Refusal['door'] }

export function noteRefusal(app: App, request: Request, problem: Problem): void {
  const { rows, shares } = waitingOf(app)
  if (request.siteKey === undefined) return
  const name = `${request.siteKey} ${request.door}`
  const hour = Math.floor(app.clock().getTime() / hourMs)
  const known = shares.get(name)
  const share = known?.hour === hour ? known : { hour, inHour: 0, inBlock: known?.inBlock ?? 0 }
  shares.set(name, share)
  if (share.inBlock >= most.block || share.inHour >= most.hour) return
  share.inBlock++
  share.inHour++
  rows.push({
    siteKey: request.siteKey,
    requestId: request.id,
    at: app.clock(),
    door: request.door,
    method: request.method,
    // Queries may hold what people look for, and secrets.
    path: request.url.split('?')[0]!.slice(0, 500),
    status: problem.status,
    code: problem.code,
    params: problem.params,
    errors: problem.errors
      .slice(0, 20)
      .map(({ path, code, params }) => ({ path, code, ...(params ? { params } : {}) })),
  })
}

/** What waits is written now; one block after another. */
export function writeRefusals(app: App): Promise<void> {
  const waiting = waitingOf(app)
  waiting.writing = waiting.writing.then(async () => {
    const rows = waiting.rows.splice(0)
    for (const share of waiting.shares.values()) share.inBlock = 0
    if (rows.length === 0) return
    try {
      await app.db.asOwner('refusals', (tx) => tx.run(insert(rows)))
    } catch (error) {
      app.log.warn({ err: error }, 'refused requests could not be remembered')
    }
  })
  return waiting.writing
}

const insert = (rows: readonly Refusal[]) => sql`
  insert into refusals (site_id, request_id, at, door, method, path, status, code, params, errors)
  select s.id, r."requestId", r.at, r.door, r.method, r.path, r.status, r.code, r.params, r.errors
  from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      "siteKey" text, "requestId" text, at timestamptz, door text, method text, path text, status integer, code text,
      params jsonb, errors jsonb
    )
    join sites s on s.key = r."siteKey"
  on conflict do nothing
`

/** Run as the owner. */
export const removeOldRefusals = (before: Date) => sql`delete from refusals where at < ${before}`
