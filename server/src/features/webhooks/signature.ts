import { createHmac, randomBytes } from 'node:crypto'
import type { Ctx } from '#platform/ctx.ts'
import type { WebhookRow } from './sql.ts'

const purpose = 'webhook secret'

export const newSecret = (): string => `dozo_whsec_${randomBytes(32).toString('base64url')}`
export const sealSecret = (ctx: Ctx, id: string, secret: string): Buffer =>
  ctx.app.secrets.seal(purpose, Buffer.from(secret), `${ctx.site.id} ${id}`)

/**
 * `t=1764032400,v1=…`: Unix seconds, and HMAC-SHA-256 in hex of `t.body` with the secret as text. While a secret is being changed there
 * is one `v1` for each; a receiver accepts any of them, and none older than it can bear.
 */
export function signatureOf(ctx: Ctx, hook: WebhookRow, body: string): string {
  const seconds = Math.floor(ctx.now().getTime() / 1000)
  const sealed = [
    hook.secret,
    ...(hook.previous_secret && hook.previous_until && hook.previous_until > ctx.now()
      ? [hook.previous_secret]
      : []),
  ]
  const signed = sealed.map((one) => {
    const secret = ctx.app.secrets.open(purpose, one, `${ctx.site.id} ${hook.id}`).toString()
    return `v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
  })
  return [`t=${seconds}`, ...signed].join(',')
}
