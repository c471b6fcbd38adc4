/** The group with one of its fields changed, the others in their order; a group in which nothing is left is empty itself. */
export function withChild(group: Record<string, unknown>, key: string, value: unknown): unknown {
  const next = Object.fromEntries(
    Object.entries({ ...group, [key]: value }).filter(([, own]) => own !== undefined),
  )
  return Object.keys(next).length > 0 ? next : undefined
}
