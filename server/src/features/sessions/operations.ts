import Type from 'typebox'
import { memberOf, type Ctx } from '#platform/ctx.ts'
import { sessionCookie, sessionCookieName } from '#platform/http/credentials.ts'
import type { Operation, OperationReply } from '#platform/operation.ts'
import { unauthorized } from '#platform/errors.ts'
import { operationWords } from './operation-words.ts'
import { refresh } from './refresh.ts'
import * as sessions from './service.ts'

const Body = Type.Object(
  {
    email: Type.String({ minLength: 1, maxLength: 254 }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { additionalProperties: false },
)

/** Sites behind TLS get the `__Host-` name; that is what the site's own address says. */
const cookie = (ctx: Ctx, token: string, seconds: number) => {
  const secure = ctx.app.config.consoleUrl.startsWith('https:')
  return sessionCookie(sessionCookieName(secure, 'site', ctx.app.suffix), token, secure, seconds)
}

const self = {
  type: 'object',
  properties: { id: { type: 'string' }, name: { type: 'string' }, email: { type: 'string' } },
}
const opened = {
  type: 'object',
  properties: { token: { type: 'string' }, expiresAt: { type: 'string', format: 'date-time' } },
}
const plain = { cacheable: false, needsType: false, places: [], check: async () => [] }

async function login(ctx: Ctx, input: { email: string; password: string }): Promise<OperationReply> {
  const opened = await sessions.open(ctx, input, 'site')
  const seconds = Math.floor((opened.expiresAt.getTime() - ctx.now().getTime()) / 1000)
  return {
    status: 200,
    data: { token: opened.token, expiresAt: opened.expiresAt.toISOString() },
    headers: { 'set-cookie': cookie(ctx, opened.token, seconds) },
    tags: [],
  }
}

async function refreshed(ctx: Ctx): Promise<OperationReply> {
  const { token, expiresAt } = await refresh(ctx)
  const seconds = Math.floor((expiresAt.getTime() - ctx.now().getTime()) / 1000)
  return {
    status: 200,
    data: { token, expiresAt: expiresAt.toISOString() },
    headers: { 'set-cookie': cookie(ctx, token, seconds) },
    tags: [],
  }
}

async function logout(ctx: Ctx): Promise<OperationReply> {
  const { sessionId } = memberOf(ctx)
  if (!sessionId) throw unauthorized()
  await sessions.close(ctx, sessionId)
  return { status: 204, data: undefined, headers: { 'set-cookie': cookie(ctx, '', 0) }, tags: [] }
}

async function me(ctx: Ctx): Promise<OperationReply> {
  const { member } = await sessions.current(ctx)
  return { status: 200, data: { id: member.id, name: member.name, email: member.email }, tags: [] }
}

/** Members of the site sign in at its APIs with these. */
export const operations: Operation[] = [
  {
    ...plain,
    name: 'sessions.login',
    label: { ja: 'ログイン', en: 'Sign in' },
    reference: operationWords['sessions.login'],
    method: 'POST',
    body: Body,
    answer: (ctx, _endpoint, call) => login(ctx, call.body as { email: string; password: string }),
    describe: async () => ({
      parameters: [],
      reply: opened,
    }),
  },
  {
    ...plain,
    name: 'sessions.refresh',
    label: { ja: 'セッションの更新', en: 'Exchange the session token' },
    reference: operationWords['sessions.refresh'],
    method: 'POST',
    answer: (ctx) => refreshed(ctx),
    describe: async () => ({ parameters: [], reply: opened }),
  },
  {
    ...plain,
    name: 'sessions.logout',
    label: { ja: 'ログアウト', en: 'Sign out' },
    reference: operationWords['sessions.logout'],
    method: 'POST',
    answer: (ctx) => logout(ctx),
    describe: async () => ({ status: 204, parameters: [] }),
  },
  {
    ...plain,
    name: 'sessions.me',
    label: { ja: 'ログイン中のメンバー', en: 'Who is signed in' },
    reference: operationWords['sessions.me'],
    method: 'GET',
    answer: (ctx) => me(ctx),
    describe: async () => ({ parameters: [], reply: self }),
  },
]
