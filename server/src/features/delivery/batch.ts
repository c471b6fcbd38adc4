// Several calls in one request: each is admitted, counted and answered as if it had come alone, so that a batch can do nothing that its
// calls cannot. They are no transaction: what is done before one is refused stays done.
import { createHash } from 'node:crypto'
import Type, { type Static } from 'typebox'
import type { Ctx } from '#platform/ctx.ts'
import { idempotencyKey } from '#platform/http/idempotency.ts'
import { Problem } from '#platform/errors.ts'
import type { DoorCall, DoorReply } from '#platform/feature.ts'
import { asProblem, problemBody, wordsOf } from '#platform/http/problems.ts'
import { checkBody } from '#platform/http/validate.ts'
import type { Operation } from '#platform/operation.ts'

const batchLimit = 20

const Text = Type.String({ maxLength: 300 })
const BatchBody = Type.Object(
  {
    calls: Type.Array(
      Type.Object(
        {
          method: Type.Optional(Type.Enum(['GET', 'POST', 'PATCH', 'DELETE'])),
          path: Type.String({
            pattern: '^/',
            maxLength: 8192,
            description: 'Below the API, with its query: /news?page[size]=3',
          }),
          body: Type.Optional(Type.Unknown()),
          ifMatch: Type.Optional(Text),
          idempotencyKey: Type.Optional(Text),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: batchLimit },
    ),
  },
  { title: 'BatchBody', additionalProperties: false },
)
type One = Static<typeof BatchBody>['calls'][number]
export type Told = { status: number; etag?: string; body: unknown }

type Through = (path: string, call: DoorCall) => Promise<DoorReply>

/** Reads that stand side by side are answered together; a write waits for what is before it, and what is behind waits for the write. */
export async function answerBatch(
  ctx: Ctx,
  sent: DoorCall,
  body: unknown,
  through: Through,
): Promise<Told[]> {
  checkBody(BatchBody, body)
  const { calls } = body as Static<typeof BatchBody>
  const key = idempotencyKey(sent.headers['idempotency-key'])
  // A batch that is sent again with its key does nothing twice: each call has its part of that key.
  const keyed = (one: One, at: number): One =>
    key === undefined ? one : { idempotencyKey: `${hashOf(key)}.${at}`, ...one }
  const told: Told[] = []
  for (let at = 0; at < calls.length;) {
    const reads = calls.slice(at).findIndex((one) => methodOf(one) !== 'GET')
    const run = calls.slice(at, at + (reads < 0 ? calls.length : Math.max(1, reads)))
    told.push(...(await Promise.all(run.map((one, i) => answerOne(ctx, sent, keyed(one, at + i), through)))))
    at += run.length
  }
  return told
}

const hashOf = (key: string) => createHash('sha256').update(key).digest('base64url')
const methodOf = ({ method = 'GET' }: One) => method

async function answerOne(ctx: Ctx, sent: DoorCall, one: One, through: Through): Promise<Told> {
  const [path = '', ...search] = one.path.split('?')
  const text = one.body === undefined ? undefined : JSON.stringify(one.body)
  const { authorization, cookie, origin, 'user-agent': agent } = sent.headers
  const call: DoorCall = {
    ...sent,
    method: methodOf(one),
    path: sent.path.replace(/\/batch$/, '') + path,
    search: search.join('?'),
    headers: {
      authorization,
      cookie,
      origin,
      'user-agent': agent,
      'if-match': one.ifMatch,
      'idempotency-key': one.idempotencyKey,
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: text === undefined ? undefined : Buffer.from(text),
  }
  try {
    const { status, headers, body } = await through(path, call)
    const answer = body.length > 0 ? (JSON.parse(body.toString()) as unknown) : null
    return { status, ...(headers['etag'] ? { etag: String(headers['etag']) } : {}), body: answer }
  } catch (error) {
    const problem = asProblem(error)
    if (problem.status >= 500)
      ctx.app.log.error({ err: error, requestId: ctx.requestId }, 'a call of a batch failed')
    const said = problemBody(problem, wordsOf(ctx.app.features), ctx.language, ctx.requestId)
    return { status: problem.status, body: said }
  }
}

/** Signing in and out changes who calls, which a batch has settled before it begins. */
export function refuseInBatch({ name, method }: Operation): void {
  if (name.startsWith('sessions.') && method !== 'GET')
    throw new Problem(400, 'not_in_batch', { params: { operation: name } })
}

export const batchPath = (reads: readonly string[]) => ({
  post: {
    operationId: 'batch',
    summary: 'Several calls in one request / 複数の呼び出しを一度に',
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: BatchBody,
          example: { calls: reads.slice(0, 2).map((path) => ({ path })) },
        },
      },
    },
    responses: {
      200: {
        description: 'OK',
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: {
                data: {
                  type: 'array',
                  items: {
                    type: 'object',
                    required: ['status', 'body'],
                    properties: {
                      status: { type: 'integer' },
                      etag: { type: 'string' },
                      body: { description: 'What the call alone would have got' },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
})
