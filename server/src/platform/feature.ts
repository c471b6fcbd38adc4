import type { Readable } from 'node:stream'
import type { Static, TSchema } from 'typebox'
import type { Ctx, Tx } from '#platform/ctx.ts'
import type { Words } from '#platform/words.ts'
import type { StoredEvent, NewEvent, ToldEvent } from '#platform/events/event.ts'
import type { Authenticate } from '#platform/app.ts'
import type { DoctorCheck } from '#platform/doctor.ts'
import type { JobDefinition } from '#platform/jobs/job.ts'
import type { Operation } from '#platform/operation.ts'

type Values<S extends TSchema | undefined> = S extends TSchema ? Static<S> : undefined

/** What a handler is given: checked parts of the request, and the raw request for streams and headers. */
export type Call<P, Q, B> = { params: P; query: Q; body: B; request: RequestParts }
export type RequestParts = {
  headers: Record<string, string | string[] | undefined>
  search: string
  url: string
  method: string
  /** Version that `If-Match` names: a number, '*' for "overwrite knowingly", nothing when the header is missing. */
  ifMatch: number | '*' | undefined
  rawBody: Buffer | undefined
  stream: Readable
  ip: string
  signal: AbortSignal
}

/** A reply that is not plain `{ data }` JSON with the route's status. */
export class Reply {
  readonly status: number
  readonly body: unknown
  readonly headers: Record<string, string | string[]>
  constructor(body: unknown, more: { status?: number; headers?: Record<string, string | string[]> } = {}) {
    this.body = body
    this.status = more.status ?? 0
    this.headers = more.headers ?? {}
  }
}

/** A list with what comes after it: `{ data: items, meta }`. */
export class Page {
  readonly items: unknown[]
  readonly meta: Record<string, unknown>
  constructor(items: unknown[], meta: Record<string, unknown> = {}) {
    this.items = items
    this.meta = meta
  }
}

export type Route = {
  /** Name of the operation, feature first: `redirects.create`. Names the client function and the OpenAPI operation. */
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'
  path: string
  /** Permission that the caller must hold in the site; 'anyone' and 'signed-in' are said aloud. */
  can: string
  summary: string
  query?: TSchema
  body?: TSchema
  reply?: TSchema
  /** Success status; 200, or 201 for POST with a reply, 204 without one. */
  status?: number
  /** The query string is the query grammar's, or otherwise the handler's to read (`request.search`); described for the reference. */
  grammar?: TSchema
  /** What comes in is not JSON: the handler reads `request.stream`. */
  accepts?: string
  /** The same may come as the one file of a form (`multipart/form-data`), with what the query says as fields before it. */
  form?: true
  /** What goes out is not JSON (downloads). */
  sends?: string
  /** What the path's `:id` looks like; a UUID unless said otherwise. Anything else is not found. */
  idForm?: 'number'
  /** The thing already exists: `If-Match` is demanded. */
  needsVersion?: boolean
  handle: (ctx: Ctx, call: Call<any, any, any>) => Promise<unknown>
}

type PathParams<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? { [K in Name]: string } & PathParams<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? { [K in Name]: string }
    : unknown

/** One line of the HTTP table. Types of parameters, query and body follow from path and schemas. */
export function route<
  const P extends string,
  Q extends TSchema | undefined = undefined,
  B extends TSchema | undefined = undefined,
>(
  definition: Omit<Route, 'path' | 'query' | 'body' | 'handle'> & {
    path: P
    query?: Q
    body?: B
    handle: (ctx: Ctx, call: Call<PathParams<P>, Values<Q>, Values<B>>) => Promise<unknown>
  },
): Route {
  return definition as unknown as Route
}

export type Feature = {
  name: string
  /** Permissions with plain-word labels; `own`, types and conditions are grants' own matter. */
  permissions: Record<string, Words>
  routes: Route[]
  /** Codes this feature throws, with the words people read. */
  problems: Record<string, Words>
  /** Events this feature emits, with the words of the audit log. */
  events: Record<string, Words>
  /**
   * Listeners: `inside` the writer's transaction; `after` its commit and before the reply, naming the cache tags that moved;
   * `later` in batches.
   */
  on: {
    inside?: (tx: Tx, events: ToldEvent[]) => Promise<void>
    after?: (ctx: Ctx, events: NewEvent[]) => string[]
    later?: Subscriber[]
  }
  jobs: JobDefinition[]
  /** Finds the caller behind a credential that this feature gives out. Nothing: not mine. A bad one of mine: throws 401. */
  authenticate?: Authenticate
  /** Operations an endpoint of an API may have. */
  operations: Operation[]
  /** What a new site starts with: built-in groups, sample content. Inside the transaction that makes the site. */
  newSite?: (tx: Tx) => Promise<void>
  /** Tables and what backup, site copy and erasure of a person do with each. */
  tables: Record<string, { backup: 'copy' | 'skip'; erase: 'keep' | 'delete' | 'anonymise' }>
  doctor: DoctorCheck[]
  siteDoor?: SiteDoor
}

export type Subscriber = {
  name: string
  /** Event types it wants; empty means all. */
  types: string[]
  /** Called with events in commit order, at most `limit` at a time; safe to be called twice with the same ones. */
  handle: (events: StoredEvent[], app: Ctx['app']) => Promise<void>
}

/** A whole reply of the site door, ready to send. */
export type DoorReply = { status: number; headers: Record<string, string | string[]>; body: Buffer | string }

/** As DoorReply, with a body that is written while it is read. */
type StreamReply = Omit<DoorReply, 'body'> & { body: Readable | Buffer | string }

/** One request at the site door, before anything of it is believed. */
export type DoorCall = {
  app: Ctx['app']
  site: Ctx['site']
  method: string
  /** Path as sent, undecoded, and the query string without `?`. */
  path: string
  search: string
  headers: Record<string, string | string[] | undefined>
  body: Buffer | undefined
  ip: string
  requestId: string
  language: Ctx['language']
  origin: string
  signal: AbortSignal
  /** Sequence of changes when the request came, before its site was looked up: nothing it has seen is older. */
  since: number
}

/** A part of the site door: everything under `prefix`. */
export type SiteDoor = {
  prefix: string
  /** An answer kept in memory, looked up before any routing; nothing when there is none. Must not wait. */
  kept?: (
    call: Pick<DoorCall, 'app' | 'site' | 'method' | 'path' | 'search' | 'headers'> & { now: Date },
  ) => DoorReply | undefined
  handle: (call: DoorCall) => Promise<StreamReply>
}

/** How a room joins the product. */
export function feature(definition: Pick<Feature, 'name'> & Partial<Feature>): Feature {
  return {
    permissions: {},
    routes: [],
    problems: {},
    events: {},
    on: {},
    jobs: [],
    operations: [],
    tables: {},
    doctor: [],
    ...definition,
  }
}
