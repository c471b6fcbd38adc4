import { fieldOf, type ContentTypeDefinition } from '@dozo/content-model/definition'
import type { ModelType } from '@dozo/content-model/query/model'
import type { Values } from '@dozo/content-model/values'
import type { Ctx } from '#platform/ctx.ts'
import { emit } from '#platform/events/emit.ts'
import type { JobDefinition } from '#platform/jobs/job.ts'
import { modelOf } from '#features/content-types/service.ts'
import * as sql from './sql.ts'
import type { EntryState } from './state.ts'
import { rewriteIndex, writeBlock } from './write.ts'

const block = 200
const start = '00000000-0000-0000-0000-000000000000'

/**
 * Index rows of a type's entries follow its definition and the site's languages. Values move only where their shape changed: a shared
 * value becomes the default language's and back, one becomes the first of many and back. In blocks, safe to run again.
 */
export const rebuild: JobDefinition<{ typeId: string; before?: ContentTypeDefinition }> = {
  name: 'entries.rebuild',
  label: { ja: 'コンテンツの索引を作り直す', en: 'Rebuild the index of entries' },
  maxAttempts: 10,
  async run({ ctx, payload, signal }) {
    const type = ctx && (await modelOf(ctx)).byId(payload.typeId)
    if (!ctx || !type) return
    for (let after = start; ;) {
      signal.throwIfAborted()
      const last = await rebuildBlock(ctx, type, after, payload.before)
      if (last === undefined) break
      after = last
    }
    ctx.app.changed([`type:${type.id}`])
  },
}

async function rebuildBlock(
  ctx: Ctx,
  type: ModelType,
  after: string,
  before: ContentTypeDefinition | undefined,
): Promise<string | undefined> {
  return ctx.tx(async (tx) => {
    const states = await sql.statesAfter(tx, type.id, after, block)
    const moved = before
      ? states.map((state) => reshaped(state, type, before, ctx.site.defaultLocale))
      : states
    const changed = moved.filter((state, i) => state !== states[i])
    const clashes = await writeBlock(
      tx,
      type,
      changed.map((state) => ({ before: state, after: state, version: null })),
    )
    if (clashes.length > 0)
      throw new Error(`rebuilding ${type.definition.key}: ${clashes.length} entries clash`)
    await rewriteIndex(
      tx,
      type,
      moved.filter((state) => !changed.includes(state)),
    )
    if (states.length > 0) {
      emit(tx, 'entries.rebuilt', {
        subject: { type: 'content_type', id: type.id },
        data: { ids: states.map((state) => state.id), typeId: type.id },
      })
    }
    return states.at(-1)?.id
  })
}

function reshaped(
  state: EntryState,
  type: ModelType,
  before: ContentTypeDefinition,
  defaultLocale: string,
): EntryState {
  const work = reshapedValues(state.work, type, before, defaultLocale)
  const live = state.live && reshapedValues(state.live, type, before, defaultLocale)
  return work === state.work && live === state.live ? state : { ...state, work, live }
}

function reshapedValues(
  values: Values,
  type: ModelType,
  before: ContentTypeDefinition,
  defaultLocale: string,
): Values {
  let changed = values
  for (const field of type.definition.fields) {
    const old = fieldOf(before, field.key)
    const value = values[field.key]
    if (!old || value === undefined) continue
    let next: unknown = value
    const isByLanguage = value !== null && typeof value === 'object' && !Array.isArray(value)
    if (
      !old.localized &&
      field.localized &&
      !(isByLanguage && old.type !== 'group' && old.type !== 'json' && old.type !== 'rich_text')
    )
      next = { [defaultLocale]: value }
    if (old.localized && !field.localized && isByLanguage) next = (value as Values)[defaultLocale]
    if (!old.many && field.many && typeof next === 'string') next = [next]
    if (old.many && !field.many && Array.isArray(next)) next = next[0]
    if (next === value) continue
    if (changed === values) changed = { ...values }
    if (next === undefined) delete changed[field.key]
    else changed[field.key] = next
  }
  return changed
}
