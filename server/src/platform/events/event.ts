import type { Actor, Ctx } from '#platform/ctx.ts'

/** Before and after of changed fields, for people who read the audit log. Secrets never come in here. */
type Changes = Record<string, { before?: unknown; after?: unknown }>

export type NewEvent = {
  /** Past tense, room first: `entry.published`. */
  type: string
  subject: { type: string; id: string; label?: string }
  changes?: Changes
  /** What subscribers need to know without looking it up again. */
  data?: Record<string, unknown>
  /** Audit outcome; events of refusals are audited but change nothing. */
  result?: 'done' | 'refused' | 'failed'
  /** Nothing for the audit log: what comes of it is told by an event that follows. */
  quiet?: true
  /** Member whose personal data `label` and `changes` hold, when it is not the actor. */
  personOf?: string
}

/** An event that is going to be written, and whose doing it is: one transaction may do what several asked for. */
export type ToldEvent = NewEvent & { by: Ctx }

/** An event as subscribers read it, in commit order. `id` grows within one epoch. */
export type StoredEvent = {
  siteId: string
  id: number
  epoch: number
  at: Date
  type: string
  actor: Partial<Actor>
  subjectType: string
  subjectId: string
  data: Record<string, unknown>
  requestId: string | null
}
