import type { Tx } from '#platform/ctx.ts'
import { invalid } from '#platform/errors.ts'
import type { Operation } from '#platform/operation.ts'
import * as sql from './sql.ts'

/** Whether anybody at all could do, through this endpoint, what is only for callers who are known. */
export const lendsToStrangers = (
  { knownCallers = false }: Operation,
  security: string,
  {
    rights = 'endpoint',
    own,
    who,
  }: { rights?: string | undefined; own?: boolean | undefined; who?: unknown },
): boolean => knownCallers && security === 'open' && rights === 'endpoint' && !own && !who

/** An API is not opened to everybody while endpoints of it change or delete what is not the caller's. */
export async function refuseOpening(tx: Tx, apiId: string): Promise<void> {
  const operations = tx.ctx.app.features.flatMap((feature) => feature.operations)
  const lending = (await sql.lockEndpoints(tx, apiId)).filter(({ definition }) => {
    const operation = operations.find((one) => one.name === definition.operation)
    return operation && lendsToStrangers(operation, 'open', definition)
  })
  if (lending.length === 0) return
  const paths = lending.map(({ definition }) => definition.path).join(', ')
  throw invalid([{ path: '/security', code: 'endpoints_for_known', params: { paths } }])
}
