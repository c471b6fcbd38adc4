// `/files/photo.jpg?w=640&format=auto`: who may see the file may see it in the sizes that are open, and in those that are signed.
import type { Ctx } from '#platform/ctx.ts'
import { Problem } from '#platform/errors.ts'
import type { DoorCall } from '#platform/feature.ts'
import { variant } from './image-variants.ts'
import * as presets from './presets.ts'
import { hasIt, send, type Sent } from './send.ts'
import type { FileRow } from './sql.ts'
import { permit } from './transform-permit.ts'
import { isAuto, planHash, planOf, type Format } from './transform-plan.ts'
import { refuseContradictions, type Transform } from './transform-schema.ts'

const endings: Record<Format, string> = { jpeg: 'jpg', png: 'png', webp: 'webp', avif: 'avif', gif: 'gif' }

/** Whether the same address of the same bytes always gives the same picture. */
export const isLasting = ({ preset, crop }: Transform): boolean => preset === undefined && crop !== 'focal'

type Asked = {
  file: FileRow
  object: string
  transform: Transform
  signature: string | null
  more: Record<string, string>
}

export async function transformed(
  ctx: Ctx,
  { method, headers, signal }: DoorCall,
  { file, object, transform, signature, more }: Asked,
): Promise<Sent> {
  const asked = await presets.resolved(ctx, transform)
  refuseContradictions(asked)
  permit(ctx, file.id, transform, signature)
  const plan = planOf(file, asked, String(headers.accept ?? ''))
  if (!plan) throw new Problem(422, 'image_fixed', { params: { type: file.type } })
  const { format } = plan
  // Bytes that are not made yet have a hash already: that of the original, and what is done to it.
  const hash = planHash(plan).slice(0, 16) + file.hash.slice(0, 16)
  const { size, open } = hasIt(headers, hash) ? unread : await variant(ctx, object, plan, signal)
  const varies = isAuto(asked) ? { vary: 'Accept' } : {}
  return send(
    { type: `image/${format}`, size, hash, width: plan.resize.width },
    file.type === `image/${format}` ? file.name : `${stem(file.name)}.${endings[format]}`,
    { method, headers, more: { ...more, ...varies } },
    open,
  )
}

/** Of what the caller has, nothing is read. */
const unread = { size: 0, open: () => Buffer.alloc(0) }

const stem = (name: string): string => {
  const at = name.lastIndexOf('.')
  return at > 0 ? name.slice(0, at) : name
}
