import type { ModelType } from '@dozo/content-model/query/model'
import type { Tx } from '#platform/ctx.ts'
import { conflict, type FieldError } from '#platform/errors.ts'
import * as sql from './sql.ts'

const mostOf = ({ definition }: ModelType): number =>
  definition.kind === 'single' ? 1 : (definition.maxEntries ?? Infinity)

/** Takes as many entries as there are. */
export const isRoomy = (type: ModelType): boolean => mostOf(type) === Infinity

/** How many more entries the type takes. Whoever asks holds the type until their transaction ends: nobody else takes the same room. */
export async function roomIn(tx: Tx, type: ModelType): Promise<number> {
  const most = mostOf(type)
  if (most === Infinity) return most
  await sql.lockType(tx, type.id)
  return Math.max(0, most - (await sql.countOfType(tx, type.id, most)))
}

/** What is said of one entry too many. */
export const fullError = (type: ModelType): Omit<FieldError, 'path'> =>
  type.definition.kind === 'single'
    ? { code: 'single_exists' }
    : { code: 'entries_max', params: { limit: mostOf(type) } }

/** Throws 409 when there is no room for one more. */
export async function refuseFull(tx: Tx, type: ModelType): Promise<void> {
  if ((await roomIn(tx, type)) > 0) return
  const { code, params } = fullError(type)
  throw conflict(code, params)
}
