import { isDeepStrictEqual } from 'node:util'
import type { Client } from '@dozo/client'
import type { Remote } from './model.ts'
import type { Stages } from './order.ts'
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
  const halves: { etag: number; stages: Stages; now: Stages['first'] }[] = []
  const versions = { ...remote.versions }
  const version = (action: Action) => versions[`${action.what} ${action.key}`]!
  const completed = new Set<'then' | 'whole'>()

  for (const action of actions) {
    const isType = action.what === 'type' && action.act !== 'remove'
    // Types that are changed may read fields that are still missing, and the last of those read fields of them.
    const isKind = action.what === 'kind' && action.act !== 'remove'
    if ((isType || isKind) && action.act === 'change') await complete('then')
    // Groups and endpoints may name them.
    if (action.what !== 'site' && !isType && !isKind) await completeAll()
    await one(action)
    done(action)
  }
  await completeAll()

  async function completeAll(): Promise<void> {
    await complete('then')
    await complete('whole')
  }

  async function complete(next: 'then' | 'whole'): Promise<void> {
    if (completed.has(next)) return
    completed.add(next)
    for (const half of halves) {
      const { key } = half.now
      const body = half.stages[next]
      if (isDeepStrictEqual(body, half.now)) continue
      const query = { destructive: true }
      const { data } = await types.update({ site, type: key, ifMatch: half.etag, query, body })
      Object.assign(half, { etag: data.etag, now: body })
    }
  }

  /** The server has changed a type along with a shared block: it is one version further, and no more unless somebody else was there. */
  function follow(type: string): void {
    if (versions[`type ${type}`] !== undefined) versions[`type ${type}`]!++
    for (const half of halves) if (half.now.key === type) half.etag++
  }

  async function one(action: Action): Promise<unknown> {
    switch (action.what) {
      case 'site':
        return client.sites.update({ site, body: action.body, ifMatch: versions['site']! })
      case 'kind': {
        const { key, body } = action
        const rooms = client['block-kinds']
        if (action.act === 'create') return rooms.create({ site, body })
        if (action.act === 'remove') return rooms.delete({ site, kind: key, ifMatch: version(action) })
        const at = { site, kind: key, ifMatch: version(action) }
        const { data } = await rooms.update({ ...at, query: { destructive }, body })
        return data.types.forEach(follow)
      }
      case 'type': {
        const { key, body, stages } = action
        if (action.act === 'remove') return types.delete({ site, type: key, ifMatch: version(action) })
        if (action.act === 'change')
          return types.update({ site, type: key, ifMatch: version(action), query: { destructive }, body })
        const { data } = await types.create({ site, body: stages?.first ?? body })
        if (stages) halves.push({ etag: data.etag, stages, now: stages.first })
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
