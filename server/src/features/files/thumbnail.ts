import type { Ctx } from '#platform/ctx.ts'
import { conflict, Problem } from '#platform/errors.ts'
import { Reply, type RequestParts } from '#platform/feature.ts'
import { variant } from './image-variants.ts'
import { send } from './send.ts'
import { rowOf, versionOf } from './service.ts'
import { planHash, planOf } from './transform-plan.ts'

const side = 320

/** A small picture of an image for who manages files: made anew by us, so that nothing others have brought is shown at the console's address. */
export async function thumbnail(
  ctx: Ctx,
  id: string,
  { method, headers, signal }: RequestParts,
): Promise<Reply> {
  const file = await rowOf(ctx, id, true)
  if (file.held) throw conflict('file_held')
  const plan = planOf(file, { w: side, h: side, format: 'webp' }, '')
  if (!plan) throw new Problem(422, 'image_fixed', { params: { type: file.type } })
  const { id: object } = await versionOf(ctx, id, String(file.version))
  const { size, open } = await variant(ctx, object, plan, signal)
  const hash = planHash(plan).slice(0, 16) + file.hash.slice(0, 16)
  const more = { 'cache-control': 'private, max-age=60' }
  const sent = send(
    { type: 'image/webp', size, hash, width: plan.resize.width },
    'thumbnail.webp',
    { method, headers, more },
    open,
  )
  return new Reply(sent.body, { status: sent.status, headers: sent.headers })
}
