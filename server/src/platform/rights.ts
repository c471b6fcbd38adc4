/**
 * One permission, given whole or in part: for some content types, for one's own entries, for entries that meet a condition,
 * for some fields. Grants of one permission add up.
 */
export type Grant = {
  permission: string
  types?: string[]
  own?: boolean
  condition?: Record<string, unknown>
  fields?: string[]
}

/** Everything a caller may do in one site. `everything` is the owner's and the system's. */
export type Rights = { readonly everything: boolean; readonly grants: readonly Grant[] }

export const noRights: Rights = { everything: false, grants: [] }
export const allRights: Rights = { everything: true, grants: [] }

/** Grants of a permission that can apply to a content type (to any, when none is named). Empty: not allowed. */
export function grantsOf(rights: Rights, permission: string, type?: string): readonly Grant[] {
  if (rights.everything) return [{ permission }]
  return rights.grants.filter(
    (grant) =>
      grant.permission === permission && (type === undefined || !grant.types || grant.types.includes(type)),
  )
}

export const holds = (rights: Rights, permission: string, type?: string): boolean =>
  grantsOf(rights, permission, type).length > 0

/** What a token with these scopes may do for its owner: never more than the owner has now. */
export function narrowed(rights: Rights, scopes: readonly Grant[]): Rights {
  if (scopes.some((scope) => scope.permission === '*')) return rights
  const grants = scopes.flatMap((scope) =>
    grantsOf(rights, scope.permission).flatMap((grant) => {
      const types = bothTypes(grant.types, scope.types)
      return types?.length === 0 ? [] : [{ ...grant, ...(types ? { types } : {}) }]
    }),
  )
  return { everything: false, grants }
}

function bothTypes(a: string[] | undefined, b: string[] | undefined): string[] | undefined {
  if (!a) return b
  return b ? a.filter((key) => b.includes(key)) : a
}
