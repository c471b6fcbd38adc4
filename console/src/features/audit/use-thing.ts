import type { AuditRecord } from '@dozo/client'
import { ProblemError } from '@dozo/client'
import type { Field } from '@dozo/content-model/definition'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { useContentTypes } from '../../api/content-types.ts'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'

type Target = { to: string; params?: Record<string, string>; search?: Record<string, string> }
export type Thing = {
  /** Its page; nothing when it has none, or may not be seen. */
  target?: Target | undefined
  gone?: boolean
  /** The fields of an entry, to call its values by their names. */
  fields?: readonly Field[] | undefined
}

/** Things that have no page of their own, and the page that lists them. */
const lists: Record<string, { to: string; can: string }> = {
  api: { to: paths.apis, can: 'apis.read' },
  api_token: { to: paths.apiTokens, can: 'api-tokens.read' },
  endpoint: { to: paths.apis, can: 'apis.read' },
  folder: { to: paths.files, can: 'files.read' },
  import: { to: paths.imports, can: 'imports.read' },
  job: { to: paths.jobs, can: 'jobs.read' },
  site: { to: paths.settings, can: 'sites.read' },
  static_token: { to: paths.apis, can: 'apis.read' },
}
const pages: Record<string, string> = {
  entry: 'entries.read',
  file: 'files.read',
  group: 'groups.read',
  member: 'members.read',
  webhook: 'webhooks.read',
}

/** Where the thing of a record is now, for who may see it. */
export function useThing({ subject: { type, id } }: AuditRecord): Thing {
  const { key: site } = useSite()
  const can = useCan()
  const types = useContentTypes().data ?? []
  const right = pages[type]
  const found = useQuery({
    queryKey: ['thing', site, type, id],
    enabled: right !== undefined && can(right),
    // Null: it is not there, or not for this person.
    queryFn: async (): Promise<(Target & { type?: string }) | null> => {
      try {
        if (type === 'entry') {
          const { data } = await client.entries.get({ site, id })
          return { to: paths.entry, params: { type: data.type, id }, type: data.type }
        }
        if (type === 'file') {
          await client.files.get({ site, id })
          return { to: paths.files, search: { file: id } }
        }
        if (type === 'group') await client.groups.get({ site, group: id })
        if (type === 'member') await client.members.get({ site, id })
        if (type === 'webhook') await client.webhooks.get({ site, id })
        const to = { group: paths.group, member: paths.member }[type] ?? paths.webhook
        return { to, params: { id } }
      } catch (error) {
        if (error instanceof ProblemError && error.status === 404) return null
        throw error
      }
    },
  }).data
  if (type === 'content_type') {
    const known = types.find((one) => one.id === id)
    if (known) return { target: { to: paths.contentType, params: { type: known.key } } }
    return { gone: can('content-types.read') }
  }
  const list = lists[type]
  if (list) return can(list.can) ? { target: { to: list.to } } : {}
  if (found === null) return { gone: true }
  const fields = types.find((one) => one.key === found?.type)?.fields as Field[] | undefined
  return found ? { target: found, fields } : {}
}
