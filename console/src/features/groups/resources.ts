import type { Permission } from '@dozo/client'

export type Resource = { key: string; see: Permission[]; change: Permission[]; more: Permission[] }

/** As the navigation goes; what comes later stands at the end. */
const order = [
  'console',
  'files',
  'content-types',
  'apis',
  'webhooks',
  'members',
  'groups',
  'api-tokens',
  'imports',
  'exports',
  'jobs',
  'audit',
  'sites',
  'instance',
]

/** What permissions are about, apart from entries: a row each, by what one may do there. */
export function resourcesOf(permissions: readonly Permission[]): Resource[] {
  const rows = Map.groupBy(permissions, ({ name }) => name.split('.')[0]!)
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length)
  return [...rows]
    .toSorted(([a], [b]) => place(a) - place(b))
    .map(([key, own]) => {
      const see = own.filter(({ name }) => name.endsWith('.read'))
      const change = own.filter(({ name }) => name.endsWith('.write'))
      return { key, see, change, more: own.filter((one) => !see.includes(one) && !change.includes(one)) }
    })
}
