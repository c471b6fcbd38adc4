import { isDeepStrictEqual } from 'node:util'
import type { BlockKindDefinition, ContentTypeDefinition, EndpointInput, NewGroup } from '@dozo/client'
import type { WrittenKind } from '@dozo/content-model/definition'
import { usedFirst } from '@dozo/content-model/shared-kinds'
import { endpointName, type ApiFile, type Model, type Remote, type SiteFile } from './model.ts'
import { inOrder, type Stages } from './order.ts'

type Thing =
  | { what: 'site'; key: string; body: SiteFile }
  | { what: 'kind'; key: string; body: BlockKindDefinition }
  | { what: 'type'; key: string; body: ContentTypeDefinition; stages?: Stages }
  | { what: 'group'; key: string; body: NewGroup }
  | { what: 'api'; key: string; body: Omit<ApiFile, 'endpoints'> }
  | { what: 'endpoint'; key: string; api: string; body: EndpointInput }

/** One thing that a push does. `parts`: what of it differs, for people. Removals come last and only when they were asked for. */
export type Action = Thing & { act: 'create' | 'change' | 'remove'; parts: string[] }
export type Plan = {
  actions: Action[]
  /** What is on the server and not in the files, and stays. */
  left: { what: Thing['what']; key: string }[]
}

/** From what is there to what the files say, in an order in which each step finds what it needs. The same twice is nothing to do. */
export function planOf(remote: Remote, wanted: Model, { prune = false } = {}): Plan {
  const kinds = compare('kind', inUse(remote.kinds), inUse(wanted.kinds))
  const types = compare('type', remote.types, wanted.types)
  const groups = compare('group', remote.groups, wanted.groups)
  const plain = (api: ApiFile) => {
    const { endpoints: _endpoints, ...rest } = api
    return rest
  }
  const apis = compare('api', remote.apis.map(plain), wanted.apis.map(plain))
  const endpoints = compareEndpoints(remote, wanted)
  const orders = inOrder(
    types.create.map(({ body }) => body as ContentTypeDefinition),
    remote.types,
    [...wanted.kinds, ...remote.kinds.filter(({ key }) => !wanted.kinds.some((kind) => kind.key === key))],
  )
  const created = orders.map((stages): Action => ({
    act: 'create',
    what: 'type',
    key: stages.whole.key,
    body: stages.whole,
    parts: [],
    ...(stages.first === stages.whole ? {} : { stages }),
  }))
  const site: Action[] =
    wanted.site && !isDeepStrictEqual(remote.site, wanted.site)
      ? [
          {
            act: 'change',
            what: 'site',
            key: 'site',
            body: wanted.site,
            parts: partsOf(remote.site, wanted.site),
          },
        ]
      : []
  const gone = [...endpoints.gone, ...apis.gone, ...groups.gone, ...types.gone, ...kinds.gone.toReversed()]
  return {
    actions: [
      ...site,
      // A kind that nobody uses yet may point to types that come next; one that is used may not.
      ...kinds.create,
      ...created,
      ...kinds.change,
      ...types.change,
      ...groups.create,
      ...groups.change,
      ...apis.create,
      ...apis.change,
      ...endpoints.create,
      ...endpoints.change,
      ...(prune ? gone : []),
    ],
    left: prune ? [] : gone.map(({ what, key }) => ({ what, key })),
  }
}

/** Each kind behind those that it uses. */
const inUse = (kinds: readonly BlockKindDefinition[]) =>
  usedFirst(kinds as unknown as WrittenKind[]) as unknown as BlockKindDefinition[]

type Compared = { create: Action[]; change: Action[]; gone: Action[] }

function compare(
  what: 'kind' | 'type' | 'group' | 'api',
  before: readonly { key: string }[],
  after: readonly { key: string }[],
): Compared {
  const action = (act: Action['act'], body: { key: string }, parts: string[] = []) =>
    ({ act, what, key: body.key, body, parts }) as Action
  return {
    create: after
      .filter(({ key }) => !before.some((old) => old.key === key))
      .map((one) => action('create', one)),
    change: after.flatMap((one) => {
      const old = before.find(({ key }) => key === one.key)
      return old && !isDeepStrictEqual(old, one) ? [action('change', one, partsOf(old, one))] : []
    }),
    gone: before
      .filter(({ key }) => !after.some((one) => one.key === key))
      .map((one) => action('remove', one)),
  }
}

function compareEndpoints(remote: Remote, wanted: Model): Compared {
  const listed = ({ apis }: Pick<Model, 'apis'>) =>
    apis.flatMap((api) =>
      api.endpoints.map((body) => ({ api: api.key, key: endpointName(api.key, body), body })),
    )
  const [before, after] = [listed(remote), listed(wanted)]
  const action = (act: Action['act'], one: (typeof after)[number], parts: string[] = []): Action => ({
    act,
    what: 'endpoint',
    parts,
    ...one,
  })
  return {
    create: after
      .filter(({ key }) => !before.some((old) => old.key === key))
      .map((one) => action('create', one)),
    change: after.flatMap((one) => {
      const old = before.find(({ key }) => key === one.key)
      return old && !isDeepStrictEqual(old.body, one.body)
        ? [action('change', one, partsOf(old.body, one.body))]
        : []
    }),
    // An endpoint goes with its API.
    gone: before
      .filter(
        ({ key, api }) => !after.some((one) => one.key === key) && wanted.apis.some((one) => one.key === api),
      )
      .map((one) => action('remove', one)),
  }
}

/** Names of the settings in which two things differ. */
function partsOf(before: object, after: object): string[] {
  const [old, fresh] = [before as Record<string, unknown>, after as Record<string, unknown>]
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])].filter(
    (name) => !isDeepStrictEqual(old[name], fresh[name]),
  )
}
