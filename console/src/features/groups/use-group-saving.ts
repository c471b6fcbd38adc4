import type { Group } from '@dozo/client'
import { ProblemError } from '@dozo/client'
import { useState } from 'react'
import { client, queries } from '../../api/client.ts'
import { groupKey, groupsKey } from '../../api/groups.ts'
import { useSite } from '../../api/session.ts'
import type { GroupForm } from './group-form.ts'

/**
 * Saves a group over the version that was looked at. When somebody was faster, theirs becomes what one looks at, and what was written stays
 * in the form: `moved` is the version before theirs.
 */
export function useGroupSaving(group: Group | undefined) {
  const { key: site } = useSite()
  const [held, setBase] = useState(group)
  // The number of members moves without a new version.
  const base = group && group.etag === held?.etag ? group : held
  const [moved, setMoved] = useState<Group>()
  const [error, setError] = useState<unknown>()
  function adopt(next: Group, before?: Group) {
    setBase(next)
    setMoved(before)
    queries.setQueryData(groupKey(site, next.key), next)
  }
  /** The saved group; nothing when it was refused. */
  async function save({ key, name, grants }: GroupForm): Promise<Group | undefined> {
    setError(undefined)
    try {
      const { data } = base
        ? await client.groups.update({ site, group: base.key, body: { name, grants }, ifMatch: base.etag })
        : await client.groups.create({ site, body: { key, name, grants } })
      adopt(data)
      await queries.invalidateQueries({ queryKey: groupsKey(site) })
      // Whoever is in the group may do other things now: perhaps the person themself.
      void queries.invalidateQueries({ queryKey: ['session'] })
      return data
    } catch (refused) {
      const theirs =
        base && refused instanceof ProblemError && refused.code === 'version_moved'
          ? await client.groups.get({ site, group: base.key }).catch(() => undefined)
          : undefined
      if (theirs) adopt(theirs.data, base)
      else setError(refused)
      return undefined
    }
  }
  return { base, moved, error, save, adopt, look: setBase }
}
