// Content types follow the shared kinds of blocks that they use: what a change of a kind would do to each of them, and doing it.
import { checkDefinition } from '@dozo/content-model/check-definition'
import { planChange } from '@dozo/content-model/change'
import type { ContentTypeDefinition, WrittenKind } from '@dozo/content-model/definition'
import type { ModelType } from '@dozo/content-model/query/model'
import { asWritten, usedKinds, withSharedKinds } from '@dozo/content-model/shared-kinds'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { conflict } from '#platform/errors.ts'
import { change, planned } from './change.ts'
import type { Read } from './plan-counts.ts'
import type { Step } from './schema.ts'
import * as sql from './sql.ts'

const uses = (key: string) => (type: ModelType) => usedKinds(type.definition).some((kind) => kind.key === key)
const keysOf = (types: readonly ModelType[]) => types.map(({ definition }) => definition.key)

/** Keys of the types that use each shared kind, directly or within another one. */
export function usersAmong(types: readonly ModelType[]): (kind: string) => string[] {
  const used = types.map(({ definition }) => ({
    key: definition.key,
    kinds: new Set(usedKinds(definition).map((kind) => kind.key)),
  }))
  return (kind) => used.filter(({ kinds }) => kinds.has(kind)).map(({ key }) => key)
}

/** What the kind of this key would do to every type that uses it, were these the site's kinds. */
export const planFollowing = (
  ctx: Ctx,
  types: readonly ModelType[],
  key: string,
  shared: readonly WrittenKind[],
): Promise<Step[]> => stepsOf(ctx, ctx.read, filledIn(types.filter(uses(key)), types, shared))

/**
 * Changes every type that uses the kind to what it is with these kinds, or none: refused when one of them could not hold it, or when
 * values may be lost and nobody said that they may. The kinds are locked by then.
 */
export async function followSharedKinds(
  tx: Tx,
  key: string,
  shared: readonly WrittenKind[],
  { destructive = false, convert = false }: { destructive?: boolean; convert?: boolean },
): Promise<void> {
  const types = await sql.all(tx)
  // Others are written to meanwhile: the kinds are locked, so none of them can begin to use this one.
  const users = await sql.lockThese(
    tx,
    types.filter(uses(key)).map(({ id }) => id),
  )
  const changed = filledIn(users.filter(uses(key)), types, shared)
  if (!destructive && (await losesValues(tx, changed))) {
    const steps = await stepsOf(tx.ctx, tx.many, changed)
    throw conflict('change_destructive', {}, { steps })
  }
  for (const { type, definition } of changed) await change(tx, type, definition, convert)
}

type Changed<T> = { type: T; definition: ContentTypeDefinition }

function filledIn<T extends ModelType>(
  users: readonly T[],
  all: readonly ModelType[],
  shared: readonly WrittenKind[],
): Changed<T>[] {
  const keys = keysOf(all)
  const broken = users.filter(
    ({ definition }) => checkDefinition(asWritten(definition), keys, shared).length > 0,
  )
  if (broken.length > 0) throw conflict('block_kind_breaks', { types: keysOf(broken).join(', ') })
  return users.map((type) => ({
    type,
    definition: withSharedKinds(asWritten(type.definition), shared),
  }))
}

async function losesValues(tx: Tx, changed: readonly Changed<ModelType>[]): Promise<boolean> {
  for (const { type, definition } of changed) {
    const dangerous = planChange(type.definition, definition).some((step) => step.destructive)
    if (dangerous && (await sql.hasEntries(tx, type.id))) return true
  }
  return false
}

async function stepsOf(ctx: Ctx, read: Read, changed: readonly Changed<ModelType>[]): Promise<Step[]> {
  const lists = await Promise.all(
    changed.map(async ({ type, definition }) =>
      (await planned(ctx, read, type, definition)).map((step) => ({
        ...step,
        type: type.definition.key,
      })),
    ),
  )
  return lists.flat()
}
