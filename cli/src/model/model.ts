import type {
  BlockKindDefinition,
  Client,
  ContentTypeDefinition,
  EndpointInput,
  NewApi,
  NewGroup,
} from '@dozo/client'
import { tidy } from '@dozo/content-model/tidy'

export type ApiFile = NewApi & { endpoints: EndpointInput[] }
export type SiteFile = { name: string; locales: string[]; defaultLocale: string; timeZone: string }

/** What a site is made of besides its content, in the form of the files: without ids, so that it moves between instances. */
export type Model = {
  /** Undefined: the files say nothing of the site's own settings. */
  site: SiteFile | undefined
  kinds: BlockKindDefinition[]
  types: ContentTypeDefinition[]
  groups: NewGroup[]
  apis: ApiFile[]
}

/** The same, with what is needed to change it: versions by key, and the ids of endpoints. */
export type Remote = Model & {
  site: SiteFile
  versions: Record<string, number>
  endpoints: Record<string, { id: string; etag: number }>
}

/** What the server takes for what an endpoint does not say. */
const defaults = { cacheSeconds: 60, rights: 'endpoint' } as const

export const tidyEndpoint = (endpoint: EndpointInput): EndpointInput => tidy({ ...defaults, ...endpoint })
export const withoutDefaults = ({ cacheSeconds, rights, ...rest }: EndpointInput): EndpointInput => ({
  ...rest,
  ...(cacheSeconds === undefined || cacheSeconds === defaults.cacheSeconds ? {} : { cacheSeconds }),
  ...(rights === undefined || rights === defaults.rights ? {} : { rights }),
})

export const endpointName = (api: string, { path, operation }: EndpointInput): string =>
  `${api} ${path} ${operation}`

/** Everything of a site that files hold. Built-in groups come with every site and are left out. */
export async function readRemote(client: Client, site: string): Promise<Remote> {
  const [settings, kinds, types, groups, apis] = await Promise.all([
    client.sites.get({ site }),
    client['block-kinds'].list({ site }),
    client['content-types'].list({ site }),
    client.groups.list({ site }),
    client.apis.list({ site }),
  ])
  const own = groups.data.filter((group) => !group.builtin)
  const lists = await Promise.all(
    apis.data.map(async (api) => (await client.endpoints.list({ site, api: api.key })).data),
  )
  const { name, locales, defaultLocale, timeZone } = settings.data
  return {
    site: { name, locales, defaultLocale, timeZone },
    kinds: kinds.data.map(({ key, name: words, fields }) => tidy({ key, name: words, fields })),
    types: types.data.map(
      ({ id: _id, entries: _entries, overflow: _overflow, usedKinds: _used, etag: _etag, ...rest }) =>
        tidy(rest),
    ),
    groups: own.map((group) => tidy({ key: group.key, name: group.name, grants: group.grants })),
    apis: apis.data.map(({ key, name: apiName, security, origins }, i) => ({
      ...tidy({ key, name: apiName, security, origins }),
      endpoints: lists[i]!.map(({ id: _id, etag: _etag, url: _url, ...rest }) => tidyEndpoint(rest)),
    })),
    versions: Object.fromEntries([
      ['site', settings.data.etag],
      ...kinds.data.map((kind) => [`kind ${kind.key}`, kind.etag]),
      ...types.data.map((type) => [`type ${type.key}`, type.etag]),
      ...own.map((group) => [`group ${group.key}`, group.etag]),
      ...apis.data.map((api) => [`api ${api.key}`, api.etag]),
    ]),
    endpoints: Object.fromEntries(
      apis.data.flatMap((api, i) =>
        lists[i]!.map(({ id, etag, ...rest }) => [endpointName(api.key, rest), { id, etag }]),
      ),
    ),
  }
}
