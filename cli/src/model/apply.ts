import type { Client } from '@dozo/client'
import type { Remote } from './model.ts'
import type { Action, Plan } from './plan.ts'

/**
 * Carries a plan out, step by step; each change only on the version that the plan was made for. `done` is told of each step. Types that
 * point at each other are completed when all of them exist.
 */
export async function apply(
  client: Client,
  site: string,
  remote: Remote,
  { actions }: Plan,
  { destructive = false, done = (_action: Action) => {} } = {},
): Promise<void> {
  const types = client['content-types']
  const halves: { key: string; etag: number; body: (Action & { what: 'type' })['body'] }[] = []
  const version = (action: Action) => remote.versions[`${action.what} ${action.key}`]!
  let typesDone = false

  for (const action of actions) {
    // Groups and endpoints may name the fields that are still missing.
    if (!typesDone && action.what !== 'site' && !(action.what === 'type' && action.act === 'create')) {
      for (const { key, etag, body } of halves)
        await types.update({ site, type: key, ifMatch: etag, query: { destructive: true }, body })
      typesDone = true
    }
    await one(action)
    done(action)
  }
  if (!typesDone)
    for (const { key, etag, body } of halves)
      await types.update({ site, type: key, ifMatch: etag, query: { destructive: true }, body })

  async function one(action: Action): Promise<unknown> {
    switch (action.what) {
      case 'site':
        return client.sites.update({ site, body: action.body, ifMatch: remote.versions['site']! })
      case 'type': {
        const { key, body, first } = action
        if (action.act === 'remove') return types.delete({ site, type: key, ifMatch: version(action) })
        if (action.act === 'change')
          return types.update({ site, type: key, ifMatch: version(action), query: { destructive }, body })
        const { data } = await types.create({ site, body: first ?? body })
        if (first) halves.push({ key, etag: data.etag, body })
        return data
      }
      case 'group': {
        const { key, name, grants } = action.body
        if (action.act === 'remove')
          return client.groups.delete({ site, group: key, ifMatch: version(action) })
        return action.act === 'create'
          ? client.groups.create({ site, body: action.body })
          : client.groups.update({ site, group: key, ifMatch: version(action), body: { name, grants } })
      }
      case 'api': {
        const { key, ...body } = action.body
        if (action.act === 'remove') return client.apis.delete({ site, api: key, ifMatch: version(action) })
        return action.act === 'create'
          ? client.apis.create({ site, body: action.body })
          : client.apis.update({ site, api: key, ifMatch: version(action), body })
      }
      case 'endpoint': {
        const { api, body } = action
        const known = remote.endpoints[action.key]
        if (action.act === 'create') return client.endpoints.create({ site, api, body })
        const at = { site, api, id: known!.id, ifMatch: known!.etag }
        return action.act === 'remove'
          ? client.endpoints.delete(at)
          : client.endpoints.update({ ...at, body })
      }
    }
  }
}
