import type { Tx } from '#platform/ctx.ts'
import { notFound } from '#platform/errors.ts'
import * as kept from './history-sql.ts'
import * as sql from './sql.ts'

/** After each change, in its transaction and with the API locked. */
export async function keepVersion(tx: Tx, apiId: string, key: string): Promise<void> {
  const api = await sql.lock(tx, key)
  if (!api) throw notFound()
  const endpoints = (await sql.lockEndpoints(tx, apiId)).map(({ id, definition }) => ({ id, ...definition }))
  const { actor } = tx.ctx
  const { name, security, origins } = api
  await kept.insertVersion(tx, {
    apiId,
    definition: { name, security, origins, endpoints },
    byId: actor.kind === 'member' ? actor.id : null,
    by: actor.kind === 'member' ? actor.name : actor.kind,
  })
  await kept.removeOldVersions(tx, apiId)
}
