import { isDeepStrictEqual } from 'node:util'
import { withComputed } from '@dozo/content-model/computed'
import { fieldOf, type ContentTypeDefinition } from '@dozo/content-model/definition'
import type { ModelType } from '@dozo/content-model/query/model'
import type { Values } from '@dozo/content-model/values'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { emit } from '#platform/events/emit.ts'
import type { JobDefinition } from '#platform/jobs/job.ts'
import { currentType } from '#features/content-types/service.ts'
import { keyOf } from './change.ts'
import * as sql from './sql.ts'
import type { EntryState } from './state.ts'
import { reshaped } from './reshape.ts'
import { rewriteIndex, writeBlock } from './write.ts'

const block = 200
const start = '00000000-0000-0000-0000-000000000000'

/**
 * Index rows of a type's entries follow its definition and the site's languages. Values move or go only where their field
 * changed (`reshape.ts`). In blocks, safe to run again.
 */
export const rebuild: JobDefinition<{ typeId: string; before?: ContentTypeDefinition; convert?: boolean }> = {
  name: 'entries.rebuild',
  label: { ja: 'コンテンツの索引を作り直す', en: 'Rebuild the index of entries' },
  maxAttempts: 10,
  async run({ ctx, payload, signal }) {
    if (!ctx) return
    const blocks = async (one: typeof rebuildBlock) => {
      for (let after: string | undefined = start; after !== undefined;) {
        signal.throwIfAborted()
        after = await one(ctx, { ...payload, after })
      }
    }
    // Old keys would stand in the way of new ones, in whatever order they came.
    if (await keysMove(ctx, payload)) await blocks(clearKeys)
    await blocks(rebuildBlock)
    ctx.app.changed([`type:${payload.typeId}`])
  },
}

type Block = { typeId: string; after: string; before?: ContentTypeDefinition; convert?: boolean }

const keysMove = (ctx: Ctx, { typeId, before }: Omit<Block, 'after'>) =>
  ctx.tx(async (tx) => {
    const keyField = (await currentType(tx, typeId))?.definition.keyField
    return before !== undefined && keyField !== undefined && keyField !== before.keyField
  })

async function clearKeys(ctx: Ctx, { typeId, after }: Block): Promise<string | undefined> {
  return ctx.tx(async (tx) => {
    const ids = (await sql.statesAfter(tx, typeId, after, block)).map((state) => state.id)
    await sql.clearKeys(tx, ids)
    return ids.at(-1)
  })
}

async function rebuildBlock(
  ctx: Ctx,
  { typeId, after, before, convert = false }: Block,
): Promise<string | undefined> {
  return ctx.tx(async (tx) => {
    const type = await currentType(tx, typeId)
    if (!type) return undefined
    const states = await sql.statesAfter(tx, type.id, after, block)
    const moved = before
      ? states.map((state) => reshapedState(state, type, before, ctx.site.defaultLocale, convert))
      : states
    const changed = moved.filter((state, i) => state !== states[i])
    await writeChanged(tx, type, changed)
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

/**
 * Of two entries with one key the second has none. A value that has become unique while two entries have it stays with both: the next
 * save of either is refused.
 */
async function writeChanged(tx: Tx, type: ModelType, changed: readonly EntryState[]): Promise<void> {
  const write = (states: readonly EntryState[]) =>
    writeBlock(
      tx,
      type,
      states.map((after) => ({ before: after, after, version: null })),
    )
  const clashes = (await write(changed)).filter(({ errors }) =>
    errors.some(({ code }) => code !== 'value_taken'),
  )
  const left = changed.filter(({ id }) => clashes.some((clash) => clash.id === id))
  if (left.length > 0) await write(left.map((state) => ({ ...state, key: null, liveKey: null })))
}

/** The entry as a definition keeps it that was written by another. */
export function reshapedState(
  state: EntryState,
  type: ModelType,
  before: ContentTypeDefinition,
  defaultLocale: string,
  convert = false,
): EntryState {
  const work = reshapedValues(state.work, type, before, defaultLocale, convert)
  const live = state.live && reshapedValues(state.live, type, before, defaultLocale, convert)
  const tree = type.definition.kind === 'tree'
  const after: EntryState = {
    ...state,
    work,
    live,
    key: keyOf(type, work, state.key),
    liveKey: live && keyOf(type, live, state.liveKey),
    parentId: tree ? state.parentId : null,
    liveParentId: tree ? state.liveParentId : null,
  }
  return isDeepStrictEqual(after, state) ? state : after
}

function reshapedValues(
  values: Values,
  type: ModelType,
  before: ContentTypeDefinition,
  defaultLocale: string,
  convert: boolean,
): Values {
  const kept = Object.entries(values).flatMap(([key, value]): [string, unknown][] => {
    const field = fieldOf(type.definition, key)
    const next = field && reshaped(value, field, fieldOf(before, key), defaultLocale, convert)
    return next === undefined ? [] : [[key, next]]
  })
  const after = withComputed(type.definition, Object.fromEntries(kept))
  return isDeepStrictEqual(after, values) ? values : after
}
