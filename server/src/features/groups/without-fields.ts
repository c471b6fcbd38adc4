import type { Grant } from './schema.ts'

/**
 * Grants without what they said about fields of a type that are gone: a field that comes back under such a name is another field, to which
 * nobody was given anything. A grant over every type, or over several, keeps what it says of the others.
 */
export const withoutFields = (grants: readonly Grant[], type: string, gone: readonly string[]): Grant[] =>
  grants.flatMap((grant) => {
    if (!grant.types?.includes(type) || !names(grant, gone)) return [grant]
    const { fields, condition, types, ...rest } = grant
    const others = types.filter((key) => key !== type)
    const kept = fields?.filter((field) => !gone.includes(field))
    const lost = kept?.length === 0 || (condition !== undefined && asksAbout(condition, gone))
    return [
      ...(others.length > 0 ? [{ ...grant, types: others }] : []),
      ...(lost
        ? []
        : [
            {
              ...rest,
              types: [type],
              ...(kept ? { fields: kept } : {}),
              ...(condition === undefined ? {} : { condition }),
            },
          ]),
    ]
  })

const names = ({ fields, condition }: Grant, gone: readonly string[]): boolean =>
  (fields?.some((field) => gone.includes(field)) ?? false) || asksAbout(condition, gone)

/** A condition about a field that is gone held for nothing; it would hold again for another field of that name. */
function asksAbout(condition: unknown, gone: readonly string[]): boolean {
  if (condition === null || typeof condition !== 'object') return false
  if (Array.isArray(condition)) return condition.some((part) => asksAbout(part, gone))
  return Object.entries(condition).some(
    ([key, part]) =>
      gone.includes(key.split('.')[0]!) || (['and', 'or', 'not'].includes(key) && asksAbout(part, gone)),
  )
}
