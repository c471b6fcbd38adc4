import type { Ctx } from '#platform/ctx.ts'
import { createCtx } from '#platform/ctx.ts'
import { Problem } from '#platform/errors.ts'
import { noRights } from '#platform/rights.ts'
import { endpointsAt, liveApi, type LiveApi, type LiveEndpoint } from '#features/apis/live.ts'
import type { WebhookRow } from './sql.ts'

export type Told = {
  type: string
  at: Date
  subject: { type: string; id: string }
  /** Key of the content type, for events about entries. */
  contentType?: string
  /** Several entries at once: an import. */
  ids?: string[]
}

/**
 * What is sent: the event, and, where the webhook names an endpoint, the entry as that endpoint answers it, by language. What its
 * readers may not see is not told here either: a draft has no `data`.
 */
export async function bodyOf(ctx: Ctx, hook: WebhookRow, event: Told): Promise<string> {
  const { type, at, subject, contentType, ids } = event
  return JSON.stringify({
    type,
    at: at.toISOString(),
    site: ctx.site.key,
    subject,
    ...(contentType ? { contentType } : {}),
    ...(ids ? { ids } : {}),
    ...(hook.payload && subject.type === 'entry'
      ? { data: await answers(ctx, hook.payload, subject.id) }
      : {}),
  })
}

/** What only members get, or some of them, is not sent to an address. */
export const isForEveryone = ({ security }: LiveApi, { who }: LiveEndpoint): boolean =>
  security !== 'member' && who === null

async function answers(ctx: Ctx, { api: key, path }: NonNullable<WebhookRow['payload']>, id: string) {
  const api = await liveApi(ctx, key)
  const found = api && endpointsAt(api, path).find(({ endpoint }) => endpoint.settings.path === path)
  if (!found || !isForEveryone(api, found.endpoint)) return {}
  // As a stranger would be answered: an endpoint that goes by the caller's rights gives nothing away here.
  const reader = createCtx({ ...ctx, actor: { kind: 'anonymous' }, rights: noRights })
  const { settings, operation } = found.endpoint
  const all = await Promise.all(
    ctx.site.locales.map(async (locale) => {
      const call = { places: { id }, search: `locale=${encodeURIComponent(locale)}`, body: undefined }
      try {
        return [[locale, (await operation.answer(reader, settings, call)).data]]
      } catch (error) {
        // Not live in this language, or not for everyone.
        if (error instanceof Problem && error.status < 500) return []
        throw error
      }
    }),
  )
  return Object.fromEntries(all.flat() as [string, unknown][])
}
