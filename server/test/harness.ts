import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import sql from 'sql-template-tag'
import { afterAll, beforeAll } from 'vitest'
import { features } from '../src/app.ts'
import type { App } from '#platform/app.ts'
import { readConfig } from '#platform/config.ts'
import { createApp } from '#platform/create-app.ts'
import { systemCtx, type Ctx } from '#platform/ctx.ts'
import { startReaders, type Readers } from '#platform/events/readers.ts'
import type { Feature } from '#platform/feature.ts'
import { openConsoleDoor } from '#platform/http/console-door.ts'
import { openSiteDoor } from '#platform/http/site-door.ts'
import { prepareJobs, startWorker } from '#platform/jobs/worker.ts'
import { createMetrics } from '#platform/metrics.ts'
import { findSite } from '#platform/site-directory.ts'
import { uuidv7 } from '#lib/uuid.ts'
import * as members from '#features/members/service.ts'
import * as sites from '#features/sites/service.ts'
import { testDatabase } from './harness-db.ts'

export const password = 'correct horse battery'

export type Answer = {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: any
  text: string
  /** The bytes, for what is no text. */
  raw: Buffer
}
export type Request = {
  method?: string
  body?: unknown
  ifMatch?: number | '*' | string
  headers?: Record<string, string>
}
/** Asks a door as somebody. Bodies are JSON unless they are text. */
export type Ask = (path: string, request?: Request) => Promise<Answer>

export type Dozo = {
  app: App
  consoleDoor: FastifyInstance
  siteDoor: FastifyInstance
  readers: Readers
  /** The time, as every feature sees it. */
  time: { now: Date; advance(ms: number): void }
  /** Anonymous, at the console door and at the site door. */
  console: Ask
  site: Ask
  /** Signs a member in and gives their way of asking. */
  signIn(email: string, siteKey?: string): Promise<Ask>
  /** A member of a site, made by the system; signed in. */
  member(name: string, groups: string[], siteKey?: string): Promise<Ask & { id: string; email: string }>
  makeSite(key: string): Promise<void>
  system(siteKey?: string): Promise<Ctx>
  /** Jobs and subscribers have nothing left to do. */
  settled(): Promise<void>
  /** A job of the whole instance, here and now. */
  runJob(name: string): Promise<void>
}

type Environment = Record<string, string>

/** A whole Dozo on a database of its own for one test file, without listening on a port. */
export function useDozo(
  options: { extra?: Feature[]; env?: Environment | (() => Promise<Environment>) } = {},
): Dozo {
  const dozo = {} as Dozo
  const closers: (() => Promise<unknown>)[] = []
  beforeAll(async () => {
    const { database: db, close } = await testDatabase()
    closers.push(close)
    const dataDir = await mkdtemp(join(tmpdir(), 'dozo-test-'))
    closers.push(() => rm(dataDir, { recursive: true, force: true }))
    const { env } = options
    const config = readConfig({
      DOZO_DATA: dataDir,
      DOZO_CHECK_REPLIES: 'true',
      DOZO_LANGUAGE: 'en',
      ...(typeof env === 'function' ? await env() : env),
    })
    await db.asOwner('test', (tx) =>
      tx.run(
        sql`insert into instance (id, created_at) values (${uuidv7()}, ${new Date()}) on conflict do nothing`,
      ),
    )
    await prepareJobs({ db })
    const time = {
      now: new Date('2026-11-24T05:00:00Z'),
      advance(ms: number) {
        time.now = new Date(time.now.getTime() + ms)
      },
    }
    const app = await createApp({
      config,
      db,
      log: quiet,
      features: [...features, ...(options.extra ?? [])],
      clock: () => time.now,
    })
    const home = {
      key: 'main',
      name: 'Main',
      locales: ['ja', 'en'],
      defaultLocale: 'ja',
      timeZone: 'Asia/Tokyo',
    }
    await sites.make(app, home, true)
    const log = { write: () => undefined, close: async () => undefined }
    const consoleDoor = await openConsoleDoor(app, log, createMetrics(), () => false)
    const siteDoor = openSiteDoor(app, log, () => false)
    const readers = startReaders(app)
    const worker = await startWorker(app)
    closers.push(
      () => app.stop(),
      () => readers.stop(),
      () => worker.stop(),
      () => consoleDoor.close(),
      () => siteDoor.close(),
    )
    Object.assign(dozo, parts(app, consoleDoor, siteDoor, readers, time))
  }, 120_000)
  afterAll(async () => {
    for (const close of closers.reverse()) await close()
  })
  return dozo
}

const silent = () => undefined
const quiet = {
  debug: silent,
  info: silent,
  warn: silent,
  error: process.env['DOZO_TEST_LOG'] ? console.error : silent,
} as never

function parts(
  app: App,
  consoleDoor: FastifyInstance,
  siteDoor: FastifyInstance,
  readers: Readers,
  time: Dozo['time'],
): Dozo {
  const system = async (siteKey = 'main') => {
    const site = await findSite(app, siteKey)
    if (!site) throw new Error(`no site ${siteKey}`)
    return systemCtx(app, site, 'test')
  }
  const signIn = async (email: string, siteKey = 'main'): Promise<Ask> => {
    const answer = await asker(consoleDoor)('/manage/v1/sessions', {
      method: 'POST',
      body: { site: siteKey, email, password },
    })
    const cookie = String(answer.headers['set-cookie']).split(';')[0]!
    if (answer.status !== 201) throw new Error(`sign-in of ${email}: ${answer.text}`)
    return asker(consoleDoor, { cookie, origin: app.config.consoleUrl, 'sec-fetch-site': 'same-origin' })
  }
  return {
    app,
    consoleDoor,
    siteDoor,
    readers,
    time,
    console: asker(consoleDoor),
    site: asker(siteDoor),
    signIn,
    async member(name, groups, siteKey = 'main') {
      const ctx = await system(siteKey)
      const email = `${name}@${siteKey}.example`
      const { id } = await members.create(ctx, { name, email, password, groups })
      const enters = groups.some((group) => group !== 'member')
      const ask = enters ? await signIn(email, siteKey) : asker(consoleDoor)
      return Object.assign(ask, { id, email })
    },
    async makeSite(key) {
      await sites.make(
        app,
        { key, name: key, locales: ['ja', 'en'], defaultLocale: 'ja', timeZone: 'Asia/Tokyo' },
        false,
      )
    },
    system,
    async runJob(name) {
      const job = app.features.flatMap(({ jobs }) => jobs).find((one) => one.name === name)!
      const { signal } = new AbortController()
      await job.run({ app, ctx: undefined, payload: {}, signal, lastTry: true })
    },
    async settled() {
      await jobsDone(app)
      await readers.caughtUp()
      // Subscribers may have added jobs.
      await jobsDone(app)
    },
  }
}

/** Waits until the queue holds no job that will still run: asked of the database each time a job could have ended. */
async function jobsDone(app: App): Promise<void> {
  for (;;) {
    const { left } = await app.db.asOwner('test', (tx) =>
      tx.one<{ left: number }>(sql`
        select count(*)::int as left
        from graphile_worker.jobs
        where (attempts < max_attempts or locked_at is not null) and run_at <= now() + interval '1 minute'
      `),
    )
    if (left === 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

export function asker(door: FastifyInstance, credentials: Record<string, string> = {}): Ask {
  return async (path, { method = 'GET', body, ifMatch, headers = {} } = {}) => {
    const text = typeof body === 'string' || Buffer.isBuffer(body)
    const answer = await door.inject({
      method: method as 'GET',
      url: path,
      headers: {
        host: 'localhost',
        ...(body !== undefined && !text ? { 'content-type': 'application/json' } : {}),
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch === '*' ? '*' : `"${ifMatch}"` }),
        ...credentials,
        ...headers,
      },
      ...(body === undefined ? {} : { payload: text ? (body as string) : JSON.stringify(body) }),
    })
    const type = String(answer.headers['content-type'] ?? '')
    return {
      status: answer.statusCode,
      headers: answer.headers as Answer['headers'],
      body:
        type.includes('json') && !type.includes('ndjson') && answer.body
          ? JSON.parse(answer.body)
          : undefined,
      text: answer.body,
      raw: answer.rawPayload,
    }
  }
}
